import {
  ECSClient,
  ExecuteCommandCommand,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import type { AwsAccess } from '../../aws/access.ts';
import { clientConfig, guarded } from '../../aws/client.ts';
import { operationsWith } from '../../aws/operations.ts';

export const ecsClient = (access: AwsAccess): ECSClient =>
  guarded(new ECSClient(clientConfig(access)), access);

export default operationsWith(ecsClient, {
  ExecuteCommand: ExecuteCommandCommand,
  RegisterTaskDefinition: RegisterTaskDefinitionCommand,
  RunTask: RunTaskCommand,
  UpdateService: UpdateServiceCommand,
});
