import { type MetricAlarm, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import type { AwsAccess } from '../../aws/access.ts';
import { byArn, distinct, ownArn } from '../../aws/arn.ts';
import { all, Reader, type Reading } from '../../aws/reading.ts';
import type { Resource } from '../../model/resource.ts';
import { monitoringClient } from './operations.ts';

/**
 * The account's CloudWatch alarms of one Region, of every kind: unasked, CloudWatch answers metric alarms alone.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
 */
export async function collectAlarms(access: AwsAccess): Promise<Reading<readonly Resource[]>> {
  const client = monitoringClient(access);
  const reader = new Reader();
  const alarms = await reader.read(ownArn(access, 'cloudwatch', 'alarm:*'), 'cloudwatch:DescribeAlarms', () =>
    all(
      paginateDescribeAlarms({ client }, { AlarmTypes: ['MetricAlarm', 'CompositeAlarm', 'LogAlarm'] }),
      ({ MetricAlarms = [], CompositeAlarms = [], LogAlarms = [] }) => [
        ...MetricAlarms,
        ...CompositeAlarms,
        ...LogAlarms,
      ],
    ),
  );
  return { value: (alarms ?? []).map((alarm) => alarmOf(access, alarm)).sort(byArn), gaps: reader.gaps };
}

type Alarm = Pick<
  MetricAlarm,
  'AlarmArn' | 'AlarmName' | 'AlarmActions' | 'OKActions' | 'InsufficientDataActions'
>;

const alarmOf = (
  { caller, region }: AwsAccess,
  {
    AlarmArn: arn = '',
    AlarmName: name = '',
    AlarmActions = [],
    OKActions = [],
    InsufficientDataActions = [],
  }: Alarm,
): Resource => ({
  type: 'AWS::CloudWatch::Alarm',
  arn,
  name,
  accountId: caller.accountId,
  region,
  concerns: distinct([...AlarmActions, ...OKActions, ...InsufficientDataActions]),
});
