import type { AuthorizationNeed, Call, Operation } from '../../../sandbox/emulation.ts';
import { text } from '../../../sandbox/input.ts';
import { groupArn, needOn, onGroup } from './group-of.ts';

const group: Operation = { access: 'write', needs: onGroup };

const stream: Operation = {
  access: 'write',
  needs: (call) => [needOn(call, `${groupArn(call)}:log-stream:${text(call.input, 'logStreamName')}`)],
};

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutAccountPolicy.html */
const ALSO: Readonly<Record<string, string>> = {
  DATA_PROTECTION_POLICY: 'logs:PutDataProtectionPolicy',
  TRANSFORMER_POLICY: 'logs:PutTransformer',
};

function onAccount(call: Call): readonly AuthorizationNeed[] {
  const also = ALSO[text(call.input, 'policyType')];
  return ['logs:PutAccountPolicy', ...(also === undefined ? [] : [also])].map((action) => ({
    action,
    resource: '*',
  }));
}

export const notEmulatedOperations: Readonly<Record<string, Operation>> = {
  AssociateKmsKey: group,
  DeleteLogGroup: group,
  DeleteLogStream: stream,
  DeleteMetricFilter: group,
  DeleteSubscriptionFilter: group,
  DisassociateKmsKey: group,
  PutAccountPolicy: { access: 'write', needs: onAccount },
  PutDataProtectionPolicy: group,
  PutLogEvents: stream,
  PutLogGroupDeletionProtection: group,
  PutMetricFilter: group,
  PutRetentionPolicy: group,
  PutSubscriptionFilter: group,
  PutTransformer: group,
};
