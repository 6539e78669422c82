import {
  CloudFormationClient,
  CreateChangeSetCommand,
  CreateStackInstancesCommand,
  CreateStackSetCommand,
  DeleteStackCommand,
  ExecuteChangeSetCommand,
  UpdateStackCommand,
  UpdateStackSetCommand,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import type { AwsAccess } from '../../aws/access.ts';
import { clientConfig, guarded } from '../../aws/client.ts';
import { operationsWith } from '../../aws/operations.ts';

export const cloudformationClient = (access: AwsAccess): CloudFormationClient =>
  guarded(new CloudFormationClient(clientConfig(access)), access);

export default operationsWith(cloudformationClient, {
  CreateChangeSet: CreateChangeSetCommand,
  CreateStackInstances: CreateStackInstancesCommand,
  CreateStackSet: CreateStackSetCommand,
  DeleteStack: DeleteStackCommand,
  ExecuteChangeSet: ExecuteChangeSetCommand,
  UpdateStack: UpdateStackCommand,
  UpdateStackSet: UpdateStackSetCommand,
  UpdateTerminationProtection: UpdateTerminationProtectionCommand,
});
