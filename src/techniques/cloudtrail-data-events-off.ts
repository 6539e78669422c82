import type { Trail } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { accountTrails, recordsDataEvents, selectEvents } from './parts/trail-settings.ts';

export default technique<Trail>({
  id: 'cloudtrail-data-events-off',
  title: { en: 'Stop recording data events', ja: 'データイベントの記録をやめさせる' },
  goal: 'blind',
  mitre: ['T1685.002'],
  why: {
    en: 'Deleting or overwriting objects is a data event. Without data events, what happens to the files in the log bucket leaves no trace in the trail.',
    ja: 'オブジェクトの削除や上書きはデータイベントです。データイベントがなければ、ログバケット内のファイルに何が起きても証跡に残りません。',
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies cloudtrail:PutEventSelectors on the trail.',
    ja: '証跡に対する cloudtrail:PutEventSelectors を拒否するサービスコントロールポリシー (SCP)。',
  },
  notBlockedBy: {
    en: 'A check of management events: all of them are still recorded. A deny of StopLogging, DeleteTrail and UpdateTrail.',
    ja: '管理イベントの点検 (すべて記録されたままです)。StopLogging、DeleteTrail、UpdateTrail の拒否。',
  },
  targets: accountTrails,
  requires: recordsDataEvents,
  ways: (trail) => [
    [selectEvents(trail, { EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }] })],
  ],
  harm: { en: 'access to objects goes unrecorded', ja: 'オブジェクトの操作が記録されない' },
});
