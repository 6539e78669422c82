import type { Resource } from '../model/resource.ts';
import { type Step, technique } from '../model/technique.ts';
import { byAccount } from './parts/by-account.ts';
import { resourcesOf } from './parts/resources.ts';
import { statementIds } from './parts/statement-ids.ts';

export default technique<Resource>({
  id: 'responder-lambda-throttle',
  title: {
    en: 'Throttle, replace or detach the function that responds to alarms',
    ja: 'アラームに対応する関数を止める、書き換える、切り離す',
  },
  goal: 'deafen',
  mitre: ['T1685'],
  why: {
    en: 'A function that restarts a stopped trail or forwards alerts runs no more with a reserved concurrency of 0, with other code, or without the right to be invoked.',
    ja: '停止した証跡の再開やアラートの転送を行う関数は、予約済み同時実行数が 0 になるか、コードが差し替えられるか、呼び出し許可がなくなると、働かなくなります。',
  },
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-cross-account.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service control policy that denies every write of Lambda on the function (PutFunctionConcurrency, Update*, Delete*, RemovePermission, PutResourcePolicy). Against other accounts, a function policy that grants only invoking.',
    ja: '関数に対する Lambda の書き込み（PutFunctionConcurrency、Update*、Delete*、RemovePermission、PutResourcePolicy）をすべて拒否するサービスコントロールポリシー (SCP)。他のアカウントに対しては、呼び出しだけを許可する関数のポリシー。',
  },
  notBlockedBy: {
    en: 'A deny of deleting and updating code alone. A resource control policy: Lambda does not take part in them. A function policy with lambda:*: it lets other accounts throttle, rewrite and delete.',
    ja: '削除とコード更新だけの Deny。リソースコントロールポリシー (RCP)（Lambda は対象外です）。lambda:* を許可する関数のポリシー（他のアカウントが制限、書き換え、削除をできます）。',
  },
  unverified: {
    en: 'The date and version at which the event names end: AWS’s documentation says only that they may. The event names of PutResourcePolicy and DeleteResourcePolicy.',
    ja: 'イベント名の末尾の日付とバージョン（付く場合があるとだけ記載されています）。PutResourcePolicy と DeleteResourcePolicy のイベント名。',
  },
  residual: {
    en: 'All functions of an account and Region share its concurrency: others that take it all throttle this one, and no policy on the function prevents it. What helps: reserved concurrency of its own, an account with nothing else in it, and an alarm on throttles.',
    ja: '同じアカウントとリージョンの関数は同時実行数を共有します。他の関数が使い切るとこの関数も制限され、関数に対するポリシーでは防げません。有効なのは、専用の予約済み同時実行数、他に何もないアカウント、スロットリングの検知です。',
  },
  targets: (snapshot) => resourcesOf(snapshot, 'AWS::Lambda::Function'),
  ways: (target) => [
    [call(target, 'PutFunctionConcurrency', '20171031', { ReservedConcurrentExecutions: 0 })],
    [call(target, 'UpdateFunctionCode', '20150331v2')],
    [call(target, 'DeleteFunction', '20150331')],
    ...ownerCalls(target).map((step) => [{ ...step, ...byAccount(target.accountId) }]),
  ],
  harm: { en: 'nothing responds to the alarm', ja: 'アラームに何も反応しない' },
});

// The CloudTrail names of many Lambda events end in a version.
// https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html
const call = (target: Resource, name: string, version: string, input: Step['input'] = {}): Step => ({
  operation: `lambda:${name}`,
  event: `${name}${version}`,
  needs: [{ action: `lambda:${name}`, resource: target.arn }],
  input: { FunctionName: target.arn, ...input },
});

/** A function policy can grant these to no other account. */
const ownerCalls = (target: Resource): readonly Step[] => [
  call(target, 'UpdateFunctionConfiguration', '20150331v2', { Handler: 'none.none' }),
  ...statementIds(target.policy)
    .slice(0, 1)
    .map((StatementId) => call(target, 'RemovePermission', '20150331v2', { StatementId })),
  ...(target.policy === undefined
    ? []
    : [onPolicy(target, 'PutResourcePolicy'), onPolicy(target, 'DeleteResourcePolicy')]),
  ...mappingsOf(target).flatMap((mapping) => [
    onMapping(mapping, 'UpdateEventSourceMapping', { Enabled: false }),
    onMapping(mapping, 'DeleteEventSourceMapping'),
  ]),
];

const onPolicy = ({ arn }: Resource, name: string): Step => ({
  operation: `lambda:${name}`,
  event: name,
  needs: [{ action: `lambda:${name}`, resource: arn }],
  input: { ResourceArn: arn },
});

const mappingsOf = ({ concerns = [] }: Resource): readonly string[] =>
  concerns.filter((arn) => arn.includes(':event-source-mapping:'));

const onMapping = (mapping: string, name: string, input: Step['input'] = {}): Step => ({
  operation: `lambda:${name}`,
  event: `${name}20150331`,
  needs: [{ action: `lambda:${name}`, resource: mapping }],
  input: { UUID: mapping.split(':').at(-1), ...input },
});
