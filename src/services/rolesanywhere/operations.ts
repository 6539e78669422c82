import {
  CreateProfileCommand,
  CreateTrustAnchorCommand,
  EnableTrustAnchorCommand,
  RolesAnywhereClient,
  UpdateTrustAnchorCommand,
} from '@aws-sdk/client-rolesanywhere';
import type { AwsAccess } from '../../aws/access.ts';
import { clientConfig, guarded } from '../../aws/client.ts';
import { operationsWith } from '../../aws/operations.ts';

export const rolesanywhereClient = (access: AwsAccess): RolesAnywhereClient =>
  guarded(new RolesAnywhereClient(clientConfig(access)), access);

export default operationsWith(rolesanywhereClient, {
  CreateProfile: CreateProfileCommand,
  CreateTrustAnchor: CreateTrustAnchorCommand,
  EnableTrustAnchor: EnableTrustAnchorCommand,
  UpdateTrustAnchor: UpdateTrustAnchorCommand,
});
