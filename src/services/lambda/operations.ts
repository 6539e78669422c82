import {
  AddPermissionCommand,
  CreateFunctionCommand,
  DeleteEventSourceMappingCommand,
  DeleteFunctionCommand,
  DeleteResourcePolicyCommand,
  InvokeCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
  PutResourcePolicyCommand,
  RemovePermissionCommand,
  UpdateEventSourceMappingCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import type { AwsAccess } from '../../aws/access.ts';
import { clientConfig, guarded } from '../../aws/client.ts';
import { operationsWith } from '../../aws/operations.ts';

export const lambdaClient = (access: AwsAccess): LambdaClient =>
  guarded(new LambdaClient(clientConfig(access)), access);

export default operationsWith(lambdaClient, {
  AddPermission: AddPermissionCommand,
  CreateFunction: CreateFunctionCommand,
  DeleteEventSourceMapping: DeleteEventSourceMappingCommand,
  DeleteFunction: DeleteFunctionCommand,
  DeleteResourcePolicy: DeleteResourcePolicyCommand,
  Invoke: InvokeCommand,
  PutFunctionConcurrency: PutFunctionConcurrencyCommand,
  PutResourcePolicy: PutResourcePolicyCommand,
  RemovePermission: RemovePermissionCommand,
  UpdateEventSourceMapping: UpdateEventSourceMappingCommand,
  UpdateFunctionCode: UpdateFunctionCodeCommand,
  UpdateFunctionConfiguration: UpdateFunctionConfigurationCommand,
});
