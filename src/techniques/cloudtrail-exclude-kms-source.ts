import type { Trail } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { accountTrails, selectEvents } from './parts/trail-settings.ts';

export default technique<Trail>({
  id: 'cloudtrail-exclude-kms-source',
  title: { en: 'Leave AWS KMS events out of the trail', ja: 'AWS KMS のイベントを証跡から除外する' },
  goal: 'blind',
  mitre: ['T1685.002'],
  why: {
    en: 'All that is done to keys goes unrecorded: disabling the key of the log files, or scheduling its deletion, leaves no event in the trail.',
    ja: 'キーに対する操作が一切記録されなくなります。ログファイルのキーを無効化しても、削除をスケジュールしても、証跡にイベントが残りません。',
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies cloudtrail:PutEventSelectors on the trail.',
    ja: '証跡に対する cloudtrail:PutEventSelectors を拒否するサービスコントロールポリシー (SCP)。',
  },
  notBlockedBy: {
    en: 'A check that management events are included, reads and writes alike: they are, without those of AWS KMS. The console offers the exclusion, since these events are many.',
    ja: '管理イベントが読み取りも書き込みも含まれるかの点検 (AWS KMS を除いて含まれたままです)。これらのイベントは大量なので、コンソールにも除外の選択肢が用意されています。',
  },
  targets: accountTrails,
  ways: (trail) => [
    [
      selectEvents(trail, {
        EventSelectors: [
          {
            ReadWriteType: 'All',
            IncludeManagementEvents: true,
            ExcludeManagementEventSources: ['kms.amazonaws.com'],
          },
        ],
      }),
    ],
  ],
  harm: { en: 'calls to AWS KMS go unrecorded', ja: 'AWS KMS の操作が記録されない' },
});
