import {
  DeleteQueueCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  RemovePermissionCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { AwsAccess } from '../../aws/access.ts';
import { clientConfig, guarded } from '../../aws/client.ts';
import { operationsWith } from '../../aws/operations.ts';

/** Calls go where the access says, and not to the host in a queue's URL. */
export const sqsClient = (access: AwsAccess): SQSClient =>
  guarded(new SQSClient({ ...clientConfig(access), useQueueUrlAsEndpoint: false }), access);

export default operationsWith(sqsClient, {
  DeleteQueue: DeleteQueueCommand,
  PurgeQueue: PurgeQueueCommand,
  ReceiveMessage: ReceiveMessageCommand,
  RemovePermission: RemovePermissionCommand,
  SendMessage: SendMessageCommand,
  SetQueueAttributes: SetQueueAttributesCommand,
});
