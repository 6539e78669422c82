import type { Resource } from '../model/resource.ts';
import { technique } from '../model/technique.ts';
import { deletion, eventDataStores, ORGANIZATION_STORES } from './parts/event-data-store.ts';

export default technique<Resource>({
  id: 'lake-delete',
  title: { en: 'Delete an event data store', ja: 'イベントデータストアを削除する' },
  goal: 'erase',
  mitre: ['T1070', 'T1485'],
  why: {
    en: 'It can no longer be queried at once, and after seven days, in which it may be restored, its events are gone for good.',
    ja: '直ちにクエリできなくなり、復元できる 7 日間が過ぎると、イベントは完全に失われます。',
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DeleteEventDataStore.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-eds-disable-termination.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies cloudtrail:DeleteEventDataStore on the event data store; with termination protection on, one that denies cloudtrail:UpdateEventDataStore.',
    ja: 'イベントデータストアに対する cloudtrail:DeleteEventDataStore を拒否するサービスコントロールポリシー (SCP)。終了保護が有効なら、cloudtrail:UpdateEventDataStore を拒否するものでも防げます。',
  },
  notBlockedBy: {
    en: 'Termination protection alone: whoever may delete can usually switch it off first, and take away federation and channels, which hold deletion off as well.',
    ja: '終了保護だけの設定。削除できる者は、たいてい先に無効にでき、同じく削除を妨げるフェデレーションやチャネルも取り除けます。',
  },
  residual: ORGANIZATION_STORES,
  targets: eventDataStores,
  refused: ({ arn, protected: guarded }) =>
    guarded === undefined ? { resource: arn, action: 'cloudtrail:GetEventDataStore' } : undefined,
  ways: (store) => [deletion(store)],
  harm: { en: 'all its events are gone in 7 days', ja: '7 日後に全イベントが失われる' },
});
