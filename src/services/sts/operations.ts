import { AssumeRoleCommand, AssumeRootCommand, STSClient } from '@aws-sdk/client-sts';
import type { AwsAccess } from '../../aws/access.ts';
import { clientConfig, guarded } from '../../aws/client.ts';
import { operationsWith } from '../../aws/operations.ts';

const stsClient = (access: AwsAccess): STSClient => guarded(new STSClient(clientConfig(access)), access);

export default operationsWith(stsClient, {
  AssumeRole: AssumeRoleCommand,
  AssumeRoot: AssumeRootCommand,
});
