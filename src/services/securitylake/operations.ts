import {
  DeleteAwsLogSourceCommand,
  DeleteDataLakeCommand,
  SecurityLakeClient,
} from '@aws-sdk/client-securitylake';
import type { AwsAccess } from '../../aws/access.ts';
import { clientConfig, guarded } from '../../aws/client.ts';
import { operationsWith } from '../../aws/operations.ts';

export const securitylakeClient = (access: AwsAccess): SecurityLakeClient =>
  guarded(new SecurityLakeClient(clientConfig(access)), access);

export default operationsWith(securitylakeClient, {
  DeleteAwsLogSource: DeleteAwsLogSourceCommand,
  DeleteDataLake: DeleteDataLakeCommand,
});
