import type { Account, Snapshot, Trail } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { memberAccounts } from './parts/member-accounts.ts';
import { organizationTrails } from './parts/organization-trail.ts';
import { partitionOf } from './parts/partition.ts';
import { enableSome } from './parts/region.ts';
import { accountTrails } from './parts/trail-update.ts';

/** Whether an organization trail covers the members, and none does so in every Region. */
function inOneRegionOnly(snapshot: Snapshot): boolean {
  const trails = organizationTrails(snapshot);
  return trails.length > 0 && !trails.some(({ multiRegion }) => multiRegion);
}

export default technique<Trail | Account>({
  id: 'unwatched-region-optin',
  title: {
    en: 'Enable a Region that no trail records, and work there',
    ja: '証跡が記録しないリージョンを有効にして、そこで操作する',
  },
  goal: 'blind',
  mitre: ['T1535'],
  why: {
    en: 'A trail for one Region records nothing of the others. In a Region that was off until now, detectors and per-Region alarms are missing as well.',
    ja: '単一リージョンの証跡は、他のリージョンを何も記録しません。それまで無効だったリージョンには、検知サービスやリージョンごとのアラームもありません。',
  },
  sources: [
    'https://docs.aws.amazon.com/accounts/latest/reference/API_EnableRegion.html',
    'https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-multi-region-trails.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A trail for all Regions: CloudTrail copies it into each Region that is enabled. A service control policy that denies account:EnableRegion, or every call outside chosen Regions.',
    ja: '全リージョンの証跡 (有効にしたリージョンにも CloudTrail が複製します)。account:EnableRegion、または指定リージョン以外でのすべての呼び出しを拒否するサービスコントロールポリシー (SCP)。',
  },
  notBlockedBy: {
    en: 'A deny of account:EnableRegion, against work in the Regions that every account has: they need not be enabled. One for members only, against the management account and the delegated administrator for account.amazonaws.com, who may enable Regions of members.',
    ja: 'account:EnableRegion の拒否だけでは、最初から有効なリージョンでの操作は防げません。管理アカウントと account.amazonaws.com の委任管理者は、メンバーアカウントのリージョンを有効にできます。',
  },
  unverified: {
    en: 'The event name.',
    ja: 'イベント名。',
  },
  targets: (snapshot) => [
    ...accountTrails(snapshot),
    ...(inOneRegionOnly(snapshot) ? memberAccounts(snapshot) : []),
  ],
  // Other partitions have no Regions to opt in to.
  requires: (target, { partition }) =>
    partition === 'aws' && (!('multiRegion' in target) || !target.multiRegion),
  ways: (target) => {
    const accountId = 'multiRegion' in target ? target.accountId : target.id;
    return [[enableSome(accountId, partitionOf(target.arn))]];
  },
  harm: { en: 'nothing done there is recorded', ja: 'そこでの操作が記録されない' },
});
