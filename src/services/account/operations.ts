import { AccountClient, DisableRegionCommand, EnableRegionCommand } from '@aws-sdk/client-account';
import type { AwsAccess } from '../../aws/access.ts';
import { clientConfig, guarded } from '../../aws/client.ts';
import { operationsWith } from '../../aws/operations.ts';

export const accountClient = (access: AwsAccess): AccountClient =>
  guarded(new AccountClient(clientConfig(access)), access);

export default operationsWith(accountClient, {
  DisableRegion: DisableRegionCommand,
  EnableRegion: EnableRegionCommand,
});
