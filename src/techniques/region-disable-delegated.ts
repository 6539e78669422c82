import type { LogBucket } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { disableMembers, isOptIn } from './parts/region.ts';

export default technique<LogBucket>({
  id: 'region-disable-delegated',
  title: {
    en: 'Disable the bucket’s Region as delegated administrator for Account Management',
    ja: 'アカウント管理の委任管理者としてバケットのリージョンを無効にする',
  },
  goal: 'unreadable',
  mitre: ['T1535'],
  why: {
    en: 'Whoever administers accounts on behalf of the management account may disable an opt-in Region of the log account without ever signing in there.',
    ja: '管理アカウントに代わってアカウントを管理する委任管理者は、ログアカウントにサインインせずに、そのオプトインリージョンを無効にできます。',
  },
  sources: [
    'https://docs.aws.amazon.com/accounts/latest/reference/API_DisableRegion.html',
    'https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html',
    'https://docs.aws.amazon.com/accounts/latest/reference/monitoring-cloudtrail.html',
  ],
  by: ['delegated'],
  delegatedFor: 'account.amazonaws.com',
  refusesOthers: {
    why: {
      en: 'Only the management account and its delegated administrator can name another account.',
      ja: '他のアカウントを指定できるのは、管理アカウントとその委任管理者だけです。',
    },
    source: 'https://docs.aws.amazon.com/accounts/latest/reference/API_DisableRegion.html',
  },
  blockedBy: {
    en: 'A service control policy on the delegated administrator’s account that denies account:DisableRegion. No delegated administrator for account.amazonaws.com. A bucket in a Region that every account has.',
    ja: '委任管理者のアカウントに効き、account:DisableRegion を拒否するサービスコントロールポリシー (SCP)。account.amazonaws.com の委任管理者を登録しないこと。デフォルトで有効なリージョンにバケットを置くこと。',
  },
  notBlockedBy: {
    en: 'A service control policy on the bucket’s account: the caller is another one.',
    ja: 'バケットのアカウントに効く SCP (呼び出し元は別のアカウントです)。',
  },
  unverified: {
    en: 'Whether CloudTrail still delivers into the bucket while its Region is disabled.',
    ja: 'リージョンが無効の間も CloudTrail がバケットに配信し続けるかどうか。',
  },
  targets: (snapshot) => snapshot.logBuckets,
  requires: ({ accountId, region }, snapshot) =>
    accountId !== snapshot.organization.managementAccountId && isOptIn(region, snapshot),
  ways: ({ accountId, region }, snapshot) =>
    accountId === undefined || snapshot === undefined
      ? []
      : [[disableMembers(region, accountId, snapshot, { serviceGrants: true })]],
  harm: { en: 'the logs are out of reach', ja: 'ログに手が届かなくなる' },
});
