import type { Resource } from '../model/resource.ts';
import { technique } from '../model/technique.ts';
import { deletion, eventDataStores, narrow, stopIngestion } from './parts/event-data-store.ts';

export default technique<Resource>({
  id: 'lake-organization-delegated',
  title: {
    en: 'Silence the organization’s event data store as CloudTrail’s delegated administrator',
    ja: 'CloudTrail の委任管理者として組織のイベントデータストアを止める',
  },
  goal: 'silence',
  mitre: ['T1685.002'],
  why: {
    en: 'A member account registered as delegated administrator may stop, narrow and delete the event data store that holds the events of every account.',
    ja: '委任管理者として登録されたメンバーアカウントは、全アカウントのイベントを保存するイベントデータストアを、停止、縮小、削除できます。',
  },
  sources: ['https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-lake-organizations.html'],
  by: ['delegated'],
  delegatedFor: 'cloudtrail.amazonaws.com',
  refusesOthers: {
    why: {
      en: 'Member accounts can neither see nor change an event data store of the organization.',
      ja: 'メンバーアカウントは、組織のイベントデータストアを参照することも変更することもできません。',
    },
    source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-lake-organizations.html',
  },
  blockedBy: {
    en: 'A service control policy on the delegated administrator’s account that denies stopping, updating and deleting event data stores, with an ARN that leaves the account open: it carries the management account. Or no delegated administrator at all.',
    ja: '委任管理者のアカウントに効き、イベントデータストアの停止、更新、削除を拒否するサービスコントロールポリシー (SCP)。ARN には管理アカウントの ID が入るため、アカウント部分は限定しません。委任管理者を登録しないことでも防げます。',
  },
  notBlockedBy: {
    en: 'A deny on the ARN of the account’s own event data stores. Termination protection, which the same administrator switches off.',
    ja: '自アカウントのイベントデータストアの ARN に対する拒否。終了保護 (同じ委任管理者が無効にできます)。',
  },
  targets: (snapshot) =>
    eventDataStores(snapshot).filter(
      ({ organization, accountId }) =>
        organization ?? accountId === snapshot.organization.managementAccountId,
    ),
  ways: (store) => {
    const granted = { serviceGrants: true } as const;
    return [[stopIngestion(store, granted)], [narrow(store, granted)], deletion(store, granted)];
  },
  harm: { en: 'no account’s events are stored', ja: '全アカウントのイベントが保存されない' },
});
