import type { LogGroup } from '../model/snapshot.ts';
import { type Need, type Step, technique } from '../model/technique.ts';

export default technique<LogGroup>({
  id: 'logs-account-policy',
  title: {
    en: 'Reach the log group with a policy for the whole account',
    ja: 'アカウント全体のポリシーでロググループに手を加える',
  },
  goal: 'blind',
  mitre: ['T1685.002'],
  why: {
    en: 'One call masks, rewrites or expires the events of every log group in the account and Region. It names no log group, so no policy that protects one by its ARN sees it.',
    ja: '1 回の呼び出しで、アカウントとリージョン内の全ロググループのイベントをマスク、変換、期限切れにできます。ロググループを指定しないため、ARN で保護するポリシーには引っかかりません。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutAccountPolicy.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/mask-sensitive-log-data.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/logging_cw_api_calls_cwl.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies logs:PutAccountPolicy on *.',
    ja: '* に対する logs:PutAccountPolicy を拒否する SCP。',
  },
  notBlockedBy: {
    en: 'A deny of logs:PutAccountPolicy on the log group’s ARN: the action has no resource type. For the same reason, any resource control policy. A deny of logs:Delete*: no call deletes anything.',
    ja: 'ロググループの ARN に対する logs:PutAccountPolicy の Deny（このアクションにはリソースタイプがありません）。同じ理由で、RCP も効きません。logs:Delete* の Deny（呼び出しでは何も削除されません）。',
  },
  unverified: {
    en: 'On which resource the second permission is asked (logs:PutDataProtectionPolicy, logs:PutTransformer); whether a retention policy for the account asks for a second one, and holds for a log group with a retention of its own.',
    ja: '2 つ目のアクセス許可（logs:PutDataProtectionPolicy、logs:PutTransformer）がどのリソースに対して求められるか。アカウントの保持ポリシーに 2 つ目の許可が必要か、独自の保持期間を持つロググループにも適用されるか。',
  },
  targets: (snapshot) => snapshot.logGroups ?? [],
  ways: (group) => [
    [put(group, 'RETENTION_POLICY', [], needsOf('PutRetentionPolicy', group))],
    [put(group, 'DATA_PROTECTION_POLICY', ...secondly('PutDataProtectionPolicy', group))],
    [put(group, 'TRANSFORMER_POLICY', ...secondly('PutTransformer', group))],
  ],
  harm: { en: 'the log group keeps or shows less', ja: 'ロググループの保存や表示が減る' },
});

/** The permission without a log group, which the call names, and with this one. */
const needsOf = (name: string, { arn }: LogGroup): readonly [Need, Need] => [
  { action: `logs:${name}`, resource: '*' },
  { action: `logs:${name}`, resource: `${arn}:*` },
];

function secondly(name: string, group: LogGroup): [readonly Need[], readonly Need[]] {
  const [sure, perhaps] = needsOf(name, group);
  return [[sure], [perhaps]];
}

const put = (group: LogGroup, policyType: string, also: readonly Need[], perhaps: readonly Need[]): Step => ({
  operation: 'logs:PutAccountPolicy',
  region: group.region,
  event: 'PutAccountPolicy',
  needs: [{ action: 'logs:PutAccountPolicy', resource: '*' }, ...also],
  perhaps,
  input: { policyName: 'indelible-drill', policyType, policyDocument: '{}', scope: 'ALL' },
  as: { kind: 'account', accountId: group.accountId },
});
