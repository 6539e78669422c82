import type { Resource } from '../model/resource.ts';
import { technique } from '../model/technique.ts';
import { eventDataStores, narrow, ORGANIZATION_STORES } from './parts/event-data-store.ts';

export default technique<Resource>({
  id: 'lake-narrow',
  title: {
    en: 'Narrow what an event data store records',
    ja: 'イベントデータストアの記録対象を狭める',
  },
  goal: 'blind',
  mitre: ['T1685.002'],
  why: {
    en: 'It goes on ingesting, but new selectors choose events that never happen; the same call confines it to one Region or one account.',
    ja: '取り込みは続きますが、起こらないイベントだけを選ぶセレクターに変えられます。同じ呼び出しで、1 つのリージョンや 1 つのアカウントに限定することもできます。',
  },
  sources: ['https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateEventDataStore.html'],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies cloudtrail:UpdateEventDataStore on the event data store. No condition key tells this change from a harmless one.',
    ja: 'イベントデータストアに対する cloudtrail:UpdateEventDataStore を拒否するサービスコントロールポリシー (SCP)。無害な変更と見分ける条件キーはありません。',
  },
  notBlockedBy: {
    en: 'Termination protection. A deny of PutEventSelectors and UpdateTrail, which are about trails.',
    ja: '終了保護。PutEventSelectors や UpdateTrail の拒否 (対象は証跡です)。',
  },
  residual: ORGANIZATION_STORES,
  targets: eventDataStores,
  ways: (store) => [[narrow(store)]],
  harm: { en: 'it records next to nothing', ja: 'ほとんど記録されなくなる' },
});
