import {
  DeleteResourcePolicyCommand,
  DeleteStreamCommand,
  KinesisClient,
  PutResourcePolicyCommand,
  StartStreamEncryptionCommand,
} from '@aws-sdk/client-kinesis';
import type { AwsAccess } from '../../aws/access.ts';
import { clientConfig, guarded } from '../../aws/client.ts';
import { operationsWith } from '../../aws/operations.ts';

export const kinesisClient = (access: AwsAccess): KinesisClient =>
  guarded(new KinesisClient(clientConfig(access)), access);

export default operationsWith(kinesisClient, {
  DeleteResourcePolicy: DeleteResourcePolicyCommand,
  DeleteStream: DeleteStreamCommand,
  PutResourcePolicy: PutResourcePolicyCommand,
  StartStreamEncryption: StartStreamEncryptionCommand,
});
