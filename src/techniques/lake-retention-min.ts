import type { Resource } from '../model/resource.ts';
import { technique } from '../model/technique.ts';
import { eventDataStores, ORGANIZATION_STORES, storeCall } from './parts/event-data-store.ts';

export default technique<Resource>({
  id: 'lake-retention-min',
  title: {
    en: 'Shorten the retention of an event data store to a week',
    ja: 'イベントデータストアの保持期間を 7 日に縮める',
  },
  goal: 'expire',
  mitre: ['T1485.001'],
  why: {
    en: 'CloudTrail Lake removes events whose time lies before the retention period, and seven days is the shortest that it accepts.',
    ja: 'CloudTrail Lake は、発生時刻が保持期間より前のイベントを削除します。設定できる最短の期間は 7 日です。',
  },
  sources: ['https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateEventDataStore.html'],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies cloudtrail:UpdateEventDataStore on the event data store.',
    ja: 'イベントデータストアに対する cloudtrail:UpdateEventDataStore を拒否するサービスコントロールポリシー (SCP)。',
  },
  notBlockedBy: {
    en: 'Termination protection. A deny of DeleteEventDataStore.',
    ja: '終了保護。DeleteEventDataStore の拒否。',
  },
  unverified: {
    en: 'How soon after the change events are removed, and whether they come back when the period is lengthened in time.',
    ja: '変更後、どれだけ早くイベントが削除されるか。期間をすぐに戻した場合に復元されるか。',
  },
  residual: ORGANIZATION_STORES,
  targets: eventDataStores,
  ways: (store) => [[storeCall('UpdateEventDataStore', store, { RetentionPeriod: 7 })]],
  harm: { en: 'events older than a week go', ja: '7 日より前のイベントが消える' },
});
