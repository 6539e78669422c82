import {
  DeleteDeliveryStreamCommand,
  FirehoseClient,
  UpdateDestinationCommand,
} from '@aws-sdk/client-firehose';
import type { AwsAccess } from '../../aws/access.ts';
import { clientConfig, guarded } from '../../aws/client.ts';
import { operationsWith } from '../../aws/operations.ts';

export const firehoseClient = (access: AwsAccess): FirehoseClient =>
  guarded(new FirehoseClient(clientConfig(access)), access);

export default operationsWith(firehoseClient, {
  DeleteDeliveryStream: DeleteDeliveryStreamCommand,
  UpdateDestination: UpdateDestinationCommand,
});
