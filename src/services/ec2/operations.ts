import {
  EC2Client,
  ModifyInstanceAttributeCommand,
  StartInstancesCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2';
import type { AwsAccess } from '../../aws/access.ts';
import { clientConfig, guarded } from '../../aws/client.ts';
import { operationsWith } from '../../aws/operations.ts';

export const ec2Client = (access: AwsAccess): EC2Client =>
  guarded(new EC2Client(clientConfig(access)), access);

export default operationsWith(ec2Client, {
  ModifyInstanceAttribute: ModifyInstanceAttributeCommand,
  StartInstances: StartInstancesCommand,
  StopInstances: StopInstancesCommand,
});
