import type { Account } from '../model/snapshot.ts';
import { type Step, technique } from '../model/technique.ts';
import { partitionOf } from './parts/partition.ts';

const PADDED = `{"Version":"2012-10-17",${' '.repeat(8)}"Statement":[]}`;

/** Calls of IAM that take a policy with any amount of white space, and what each is about. */
const CALLS = [
  ['PutRolePolicy', 'role'],
  ['PutUserPolicy', 'user'],
  ['PutGroupPolicy', 'group'],
  ['CreatePolicy', 'policy'],
  ['CreatePolicyVersion', 'policy'],
  ['CreateRole', 'role'],
  ['UpdateAssumeRolePolicy', 'role'],
] as const;

export default technique<Account>({
  id: 'event-payload-overflow',
  title: {
    en: 'Hide what a call asked for behind its size',
    ja: '大きすぎるリクエストで要求内容を記録から消す',
  },
  goal: 'blind',
  mitre: ['T1685.002'],
  why: {
    en: 'CloudTrail omits requestParameters of more than 100 KB. IAM accepts policy documents of up to 131,072 characters and does not count white space against a policy’s quota: padded with spaces, a policy is accepted, and the event does not say what it allows.',
    ja: 'CloudTrail は 100 KB を超える requestParameters を省略します。IAM は 131,072 文字までのポリシードキュメントを受け付け、空白をクォータの文字数に数えないため、空白で水増ししたポリシーは受け入れられ、何を許可したかはイベントに残りません。',
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html',
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies writing policies of IAM holds off these calls, for everybody, and with them legitimate work.',
    ja: 'IAM ポリシーの書き込みを拒否するサービスコントロールポリシー (SCP) は、これらの呼び出しを防ぎますが、正当な作業も止めてしまいます。',
  },
  notBlockedBy: {
    en: 'Every guard of trails, buckets and keys: the event is delivered as ever, without what was asked. No condition key tells the size of a request.',
    ja: '証跡、バケット、キーの保護。イベントは通常どおり配信されますが、要求内容が欠けます。リクエストの大きさを判別する条件キーはありません。',
  },
  unverified: {
    en: 'Which other services accept requests of that size. That IAM’s calls are accepted so padded follows from its quotas; no page shows it.',
    ja: '同じ大きさのリクエストを受け入れる他のサービス。水増ししたポリシーを IAM が受け付けることは、クォータから導かれるもので、示したページはありません。',
  },
  residual: {
    en: 'No policy tells a padded request from another, and other services may accept such requests as well. What helps: an alarm on events whose requestParameters are omitted, an event data store with a maximum event size of 1 MB, and reading the resource itself, as AWS Config does.',
    ja: '水増しされたリクエストを見分けるポリシーはなく、他のサービスも受け入れる可能性があります。有効なのは、requestParameters が省略されたイベントの検知、最大イベントサイズを 1 MB にしたイベントデータストア、AWS Config のようにリソース自体を読み取ることです。',
  },
  detectOnly: true,
  targets: (snapshot) => snapshot.accounts.filter(({ status }) => status === 'ACTIVE'),
  ways: ({ id, arn }) =>
    CALLS.map(([name, kind]): readonly Step[] => {
      const under = `arn:${partitionOf(arn)}:iam::${id}:${kind}/`;
      const need = { action: `iam:${name}`, resource: `${under}indelible`, anyUnder: under };
      const input = { PolicyDocument: PADDED };
      return [{ operation: `iam:${name}`, event: name, needs: [need], input }];
    }),
  harm: { en: 'what was asked is not recorded', ja: '要求内容が記録されない' },
});
