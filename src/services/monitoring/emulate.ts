import type { Resource } from '../../model/resource.ts';
import { AwsError } from '../../sandbox/aws-error.ts';
import type { AuthorizationNeed, Call, Emulation, Operation } from '../../sandbox/emulation.ts';
import { isRecord, list, optionalInteger, optionalText, text } from '../../sandbox/input.ts';
import { needOn, ownArn, ownResources } from '../../sandbox/own-resources.ts';
import { page } from '../../sandbox/pages.ts';
import { notEmulated } from '../../sandbox/perform.ts';
import { jsonProtocol } from '../../sandbox/protocols/json.ts';

/** Without a name, on all alarms: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
const onAlarms = (call: Call, names: readonly string[]): readonly AuthorizationNeed[] =>
  names.map((name) =>
    needOn(call, `cloudwatch:${call.operation}`, ownArn(call, 'cloudwatch', `alarm:${name}`)),
  );

const namesIn = (input: Call['input']): readonly string[] =>
  list(input, 'AlarmNames', 100).map((name) => text({ AlarmNames: name }, 'AlarmNames', { max: 255 }));

/** A mute rule, and each alarm that it mutes. */
function onMuteRule(call: Call): readonly AuthorizationNeed[] {
  const { MuteTargets } = call.input;
  const rule = ownArn(call, 'cloudwatch', `alarm-mute-rule:${text(call.input, 'Name', { max: 255 })}`);
  return [
    needOn(call, 'cloudwatch:PutAlarmMuteRule', rule),
    ...onAlarms(call, isRecord(MuteTargets) ? namesIn(MuteTargets) : []),
  ];
}

const FILTERS = ['ActionPrefix', 'ChildrenOfAlarmName', 'ParentsOfAlarmName', 'StateValue'];

/** A Snapshot does not tell the kinds of alarms apart: all are metric alarms here. */
function describeAlarms(call: Call): unknown {
  const { input } = call;
  if (FILTERS.some((name) => input[name] !== undefined)) throw notEmulated('monitoring', call.operation);
  const types = list(input, 'AlarmTypes');
  const wanted = types.length === 0 || types.includes('MetricAlarm');
  const names = namesIn(input);
  const prefix = optionalText(input, 'AlarmNamePrefix', { max: 255 }) ?? '';
  const alarms = ownResources(call, 'AWS::CloudWatch::Alarm').filter(
    ({ name }) => wanted && name.startsWith(prefix) && (names.length === 0 || names.includes(name)),
  );
  const found = page(alarms, ({ name }) => name, {
    token: optionalText(input, 'NextToken'),
    size: optionalInteger(input, 'MaxRecords', { min: 1, max: 100 }) ?? 50,
  });
  if (found === undefined) throw new AwsError('InvalidNextToken', 400, 'The next token is not valid.');
  return {
    MetricAlarms: found.items.map(alarmShape),
    CompositeAlarms: [],
    LogAlarms: [],
    ...(found.next === undefined ? {} : { NextToken: found.next }),
  };
}

const alarmShape = ({ arn, name, concerns = [] }: Resource) => ({
  AlarmArn: arn,
  AlarmName: name,
  ActionsEnabled: true,
  AlarmActions: concerns,
  OKActions: [],
  InsufficientDataActions: [],
  StateValue: 'OK',
});

const operations: Readonly<Record<string, Operation>> = {
  DeleteAlarms: { access: 'write', needs: (call) => onAlarms(call, namesIn(call.input)) },
  DescribeAlarms: { access: 'read', needs: (call) => onAlarms(call, ['*']), run: describeAlarms },
  DisableAlarmActions: { access: 'write', needs: (call) => onAlarms(call, namesIn(call.input)) },
  PutAlarmMuteRule: { access: 'write', needs: onMuteRule },
  PutMetricAlarm: {
    access: 'write',
    needs: (call) => onAlarms(call, [text(call.input, 'AlarmName', { max: 255 })]),
  },
};

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/Welcome.html */
export default {
  service: 'monitoring',
  protocol: jsonProtocol({ targets: ['GraniteServiceVersion20100801'], version: '1.0' }),
  accessDeniedCode: 'AccessDeniedException',
  operations,
} satisfies Emulation;
