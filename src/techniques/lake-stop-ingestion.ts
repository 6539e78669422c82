import type { Resource } from '../model/resource.ts';
import { technique } from '../model/technique.ts';
import { eventDataStores, ORGANIZATION_STORES, stopIngestion } from './parts/event-data-store.ts';

export default technique<Resource>({
  id: 'lake-stop-ingestion',
  title: {
    en: 'Stop the ingestion of an event data store',
    ja: 'イベントデータストアの取り込みを停止する',
  },
  goal: 'silence',
  mitre: ['T1685.002'],
  why: {
    en: 'The event data store of CloudTrail Lake stays and can be queried, and no new event reaches it.',
    ja: 'CloudTrail Lake のイベントデータストアは残り、クエリもできますが、新しいイベントは届かなくなります。',
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StopEventDataStoreIngestion.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-eds-disable-termination.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-lake-organizations.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies cloudtrail:StopEventDataStoreIngestion on the event data store.',
    ja: 'イベントデータストアに対する cloudtrail:StopEventDataStoreIngestion を拒否するサービスコントロールポリシー (SCP)。',
  },
  notBlockedBy: {
    en: 'Termination protection: it holds off deletion only. A deny of StopLogging, which is about trails. A resource control policy: CloudTrail takes none.',
    ja: '終了保護 (防ぐのは削除だけです)。StopLogging の拒否 (対象は証跡です)。リソースコントロールポリシー (RCP) は CloudTrail では使えません。',
  },
  residual: ORGANIZATION_STORES,
  targets: eventDataStores,
  ways: (store) => [[stopIngestion(store)]],
  harm: { en: 'no new event is stored', ja: '新しいイベントが保存されない' },
});
