import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DisableAlarmActionsCommand,
  PutAlarmMuteRuleCommand,
  PutMetricAlarmCommand,
} from '@aws-sdk/client-cloudwatch';
import type { AwsAccess } from '../../aws/access.ts';
import { clientConfig, guarded } from '../../aws/client.ts';
import { operationsWith } from '../../aws/operations.ts';

export const monitoringClient = (access: AwsAccess): CloudWatchClient =>
  guarded(new CloudWatchClient(clientConfig(access)), access);

export default operationsWith(monitoringClient, {
  DeleteAlarms: DeleteAlarmsCommand,
  DisableAlarmActions: DisableAlarmActionsCommand,
  PutAlarmMuteRule: PutAlarmMuteRuleCommand,
  PutMetricAlarm: PutMetricAlarmCommand,
});
