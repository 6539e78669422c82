import {
  AttachManagedPolicyToPermissionSetCommand,
  CreateAccountAssignmentCommand,
  CreatePermissionSetCommand,
  SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import type { AwsAccess } from '../../aws/access.ts';
import { clientConfig, guarded } from '../../aws/client.ts';
import { operationsWith } from '../../aws/operations.ts';

export const ssoClient = (access: AwsAccess): SSOAdminClient =>
  guarded(new SSOAdminClient(clientConfig(access)), access);

export default operationsWith(ssoClient, {
  AttachManagedPolicyToPermissionSet: AttachManagedPolicyToPermissionSetCommand,
  CreateAccountAssignment: CreateAccountAssignmentCommand,
  CreatePermissionSet: CreatePermissionSetCommand,
});
