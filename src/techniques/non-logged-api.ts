import type { Account, Snapshot, Trail } from '../model/snapshot.ts';
import { type Missing, type Step, technique } from '../model/technique.ts';
import { recordsAll, selectorsRead } from './parts/data-events.ts';
import { memberAccounts } from './parts/member-accounts.ts';
import { organizationTrails } from './parts/organization-trail.ts';
import { partitionOf } from './parts/partition.ts';

interface DataEvent {
  /** As event selectors name it. */
  readonly type: string;
  readonly service: string;
  readonly operation: string;
  readonly action: string;
  /** Of any resource of that type, from the Region on. */
  readonly named: (region: string, accountId: string) => string;
  readonly input: Step['input'];
}

/** Data table: of several services, a call that is recorded as a data event only. */
const DATA_EVENTS: readonly DataEvent[] = [
  {
    type: 'AWS::S3::Object',
    service: 's3',
    operation: 'GetObject',
    action: 's3:GetObject',
    named: () => '::',
    input: { Bucket: 'indelible-any-bucket', Key: 'any' },
  },
  {
    type: 'AWS::Lambda::Function',
    service: 'lambda',
    operation: 'Invoke',
    action: 'lambda:InvokeFunction',
    named: (region, accountId) => `${region}:${accountId}:function:`,
    input: { FunctionName: 'any' },
  },
  {
    type: 'AWS::DynamoDB::Table',
    service: 'dynamodb',
    operation: 'Scan',
    action: 'dynamodb:Scan',
    named: (region, accountId) => `${region}:${accountId}:table/`,
    input: { TableName: 'any' },
  },
  {
    type: 'AWS::SQS::Queue',
    service: 'sqs',
    operation: 'SendMessage',
    action: 'sqs:SendMessage',
    named: (region, accountId) => `${region}:${accountId}:`,
    input: { QueueUrl: 'any', MessageBody: 'any' },
  },
  {
    type: 'AWS::SNS::Topic',
    service: 'sns',
    operation: 'Publish',
    action: 'sns:Publish',
    named: (region, accountId) => `${region}:${accountId}:`,
    input: { Message: 'any' },
  },
];

const isTrail = (target: Trail | Account): target is Trail => 'multiRegion' in target;

/** The trail itself; for a member account, the organization's, which are every member's alike. */
const trailsOver = (target: Trail | Account, snapshot: Snapshot | undefined): readonly Trail[] =>
  isTrail(target) ? [target] : snapshot === undefined ? [] : organizationTrails(snapshot);

const unrecorded = (trails: readonly Trail[]): readonly DataEvent[] =>
  DATA_EVENTS.filter(({ type, service }) => !trails.some((trail) => recordsAll(trail, type, service)));

function call(event: DataEvent, region: string, accountId: string, partition: string): readonly Step[] {
  const { service, operation, action, named, input } = event;
  const under = `arn:${partition}:${service}:${named(region, accountId)}`;
  const resource = service === 's3' ? `${under}indelible-any-bucket/any` : `${under}any`;
  const needs = [{ action, resource, anyUnder: under }];
  return [{ operation: `${service}:${operation}`, region, event: operation, needs, input }];
}

export default technique<Trail | Account>({
  id: 'non-logged-api',
  title: {
    en: 'Work with calls that the trail does not record',
    ja: '証跡が記録しない API だけで操作する',
  },
  goal: 'blind',
  mitre: ['T1685.002'],
  why: {
    en: 'Trails record management events by default, and neither data events nor network activity events: reading objects and tables, running functions and sending messages leave nothing in the log.',
    ja: '証跡が既定で記録するのは管理イベントだけで、データイベントやネットワークアクティビティイベントは記録されません。オブジェクトやテーブルの読み取り、関数の実行、メッセージの送信は、ログに残りません。',
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-events.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'Selectors that record all data events of the resource types in use. A service control policy that denies the services that are not.',
    ja: '使用中のリソースタイプのデータイベントをすべて記録するイベントセレクター。使用していないサービスを拒否するサービスコントロールポリシー (SCP)。',
  },
  notBlockedBy: {
    en: 'Every guard of the trail: it records just what it is set to. Selectors that name single buckets, functions or tables.',
    ja: '証跡の保護 (証跡は設定どおりに記録しているだけです)。個々のバケット、関数、テーブルだけを指定したセレクター。',
  },
  unverified: {
    en: 'It is judged by five resource types: objects, functions, tables, queues and topics. CloudTrail knows many others, and calls that it records under none.',
    ja: '判定の対象は、オブジェクト、関数、テーブル、キュー、トピックの 5 つのリソースタイプです。ほかにも多くの種類があり、CloudTrail がまったく記録しない呼び出しもあります。',
  },
  residual: {
    en: 'No policy makes CloudTrail record a call, and not every call can be recorded. What helps: data events for what matters, logs of the services themselves, and denying what nobody uses.',
    ja: 'CloudTrail に記録させるポリシーはなく、すべての呼び出しを記録できるわけでもありません。有効なのは、重要なリソースのデータイベント、サービス自身のログ、使わないサービスの拒否です。',
  },
  detectOnly: true,
  targets: (snapshot) => [
    ...snapshot.trails,
    ...(organizationTrails(snapshot).length === 0 ? [] : memberAccounts(snapshot)),
  ],
  requires: (target, snapshot): boolean | Missing => {
    const trails = trailsOver(target, snapshot);
    const unread = trails.find((trail) => !selectorsRead(trail));
    if (unread !== undefined) return { resource: unread.arn, action: 'cloudtrail:GetEventSelectors' };
    return unrecorded(trails).length > 0;
  },
  ways: (target, snapshot) => {
    const trails = trailsOver(target, snapshot);
    const accountId = isTrail(target) ? target.accountId : target.id;
    const region = trails[0]?.homeRegion ?? '';
    return unrecorded(trails).map((event) => call(event, region, accountId, partitionOf(target.arn)));
  },
  harm: { en: 'data is read unrecorded', ja: '記録なしにデータが読まれる' },
});
