import type { LogBucket } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { disableMembers, disableOwn, isOptIn } from './parts/region.ts';

export default technique<LogBucket>({
  id: 'region-disable',
  title: {
    en: 'Disable the Region that the log bucket is in',
    ja: 'ログバケットのあるリージョンを無効にする',
  },
  goal: 'unreadable',
  mitre: ['T1535'],
  why: {
    en: 'Disabling an opt-in Region takes away all access by IAM to what is in it: bucket, objects and key stay, out of reach of their own account.',
    ja: 'オプトインリージョンを無効にすると、その中のリソースへの IAM によるアクセスがすべて失われます。バケットもオブジェクトもキーも残りますが、所有アカウントからは手が届きません。',
  },
  sources: [
    'https://docs.aws.amazon.com/accounts/latest/reference/API_DisableRegion.html',
    'https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html',
  ],
  by: ['owner', 'management'],
  blockedBy: {
    en: 'A service control policy that denies account:DisableRegion in the bucket’s account. A bucket in a Region that every account has: those cannot be disabled.',
    ja: 'バケットのアカウントで account:DisableRegion を拒否するサービスコントロールポリシー (SCP)。デフォルトで有効なリージョンにバケットを置くことでも防げます (無効にできません)。',
  },
  notBlockedBy: {
    en: 'A deny of the use of other Regions: this call goes to a global endpoint. Object Lock, bucket and key policies: nothing in them is changed.',
    ja: '他リージョンの利用の拒否 (この呼び出しはグローバルエンドポイントに送られます)。オブジェクトロック、バケットポリシー、キーポリシー (いずれも変更されません)。',
  },
  unverified: {
    en: 'Whether CloudTrail still delivers into the bucket while its Region is disabled, and the event name.',
    ja: 'リージョンが無効の間も CloudTrail がバケットに配信し続けるかどうか。イベント名。',
  },
  residual: {
    en: 'The management account may disable a Region of any member account, and no policy binds it. What helps: a bucket in a Region that cannot be disabled.',
    ja: '管理アカウントは、どのメンバーアカウントのリージョンも無効にでき、ポリシーでは防げません。有効なのは、無効にできないリージョンにバケットを置くことです。',
  },
  targets: (snapshot) => snapshot.logBuckets,
  requires: ({ region }, snapshot) => isOptIn(region, snapshot),
  ways: ({ accountId, region }, snapshot) => {
    if (accountId === undefined || snapshot === undefined) return [];
    const { organization, partition } = snapshot;
    const management = organization.managementAccountId;
    const own = disableOwn(region, accountId, partition);
    if (accountId === management) return [[own]];
    const members = disableMembers(region, accountId, snapshot);
    return [[own], [{ ...members, as: { kind: 'account', accountId: management } }]];
  },
  harm: { en: 'the logs are out of reach', ja: 'ログに手が届かなくなる' },
});
