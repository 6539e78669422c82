import {
  DeleteTopicCommand,
  PublishCommand,
  PutDataProtectionPolicyCommand,
  RemovePermissionCommand,
  SetSubscriptionAttributesCommand,
  SetTopicAttributesCommand,
  SNSClient,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import type { AwsAccess } from '../../aws/access.ts';
import { clientConfig, guarded } from '../../aws/client.ts';
import { operationsWith } from '../../aws/operations.ts';

export const snsClient = (access: AwsAccess): SNSClient =>
  guarded(new SNSClient(clientConfig(access)), access);

export default operationsWith(snsClient, {
  DeleteTopic: DeleteTopicCommand,
  Publish: PublishCommand,
  PutDataProtectionPolicy: PutDataProtectionPolicyCommand,
  RemovePermission: RemovePermissionCommand,
  SetSubscriptionAttributes: SetSubscriptionAttributesCommand,
  SetTopicAttributes: SetTopicAttributesCommand,
  Unsubscribe: UnsubscribeCommand,
});
