import { CodePipelineClient, UpdatePipelineCommand } from '@aws-sdk/client-codepipeline';
import type { AwsAccess } from '../../aws/access.ts';
import { clientConfig, guarded } from '../../aws/client.ts';
import { operationsWith } from '../../aws/operations.ts';

export const codepipelineClient = (access: AwsAccess): CodePipelineClient =>
  guarded(new CodePipelineClient(clientConfig(access)), access);

export default operationsWith(codepipelineClient, { UpdatePipeline: UpdatePipelineCommand });
