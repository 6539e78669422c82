import {
  AssociateKmsKeyCommand,
  CloudWatchLogsClient,
  DeleteLogGroupCommand,
  DeleteLogStreamCommand,
  DeleteMetricFilterCommand,
  DeleteSubscriptionFilterCommand,
  DisassociateKmsKeyCommand,
  PutAccountPolicyCommand,
  PutDataProtectionPolicyCommand,
  PutLogEventsCommand,
  PutLogGroupDeletionProtectionCommand,
  PutMetricFilterCommand,
  PutRetentionPolicyCommand,
  PutSubscriptionFilterCommand,
  PutTransformerCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { AwsAccess } from '../../aws/access.ts';
import { clientConfig, guarded } from '../../aws/client.ts';
import { operationsWith } from '../../aws/operations.ts';

export const logsClient = (access: AwsAccess): CloudWatchLogsClient =>
  guarded(new CloudWatchLogsClient(clientConfig(access)), access);

export default operationsWith(logsClient, {
  AssociateKmsKey: AssociateKmsKeyCommand,
  DeleteLogGroup: DeleteLogGroupCommand,
  DeleteLogStream: DeleteLogStreamCommand,
  DeleteMetricFilter: DeleteMetricFilterCommand,
  DeleteSubscriptionFilter: DeleteSubscriptionFilterCommand,
  DisassociateKmsKey: DisassociateKmsKeyCommand,
  PutAccountPolicy: PutAccountPolicyCommand,
  PutDataProtectionPolicy: PutDataProtectionPolicyCommand,
  PutLogEvents: PutLogEventsCommand,
  PutLogGroupDeletionProtection: PutLogGroupDeletionProtectionCommand,
  PutMetricFilter: PutMetricFilterCommand,
  PutRetentionPolicy: PutRetentionPolicyCommand,
  PutSubscriptionFilter: PutSubscriptionFilterCommand,
  PutTransformer: PutTransformerCommand,
});
