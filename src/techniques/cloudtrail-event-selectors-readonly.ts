import type { Trail } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { accountTrails, selectEvents } from './parts/trail-settings.ts';

export default technique<Trail>({
  id: 'cloudtrail-event-selectors-readonly',
  title: { en: 'Record read events only', ja: '読み取りイベントだけを記録させる' },
  goal: 'blind',
  mitre: ['T1685.002'],
  why: {
    en: 'The trail stays on and goes on delivering, but every call that changes something is left out.',
    ja: '証跡は有効なままで配信も続きますが、何かを変更する呼び出しは一切記録されなくなります。',
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies cloudtrail:PutEventSelectors on the trail.',
    ja: '証跡に対する cloudtrail:PutEventSelectors を拒否するサービスコントロールポリシー (SCP)。',
  },
  notBlockedBy: {
    en: 'A check that the trail is logging, or that it includes management events: it does both. An alarm that log files fail to arrive: they arrive.',
    ja: '証跡が記録中か、管理イベントを含むかの点検 (どちらも満たしたままです)。ログが届かないことへのアラームも、届き続けるため反応しません。',
  },
  targets: accountTrails,
  ways: (trail) => [
    [selectEvents(trail, { EventSelectors: [{ ReadWriteType: 'ReadOnly', IncludeManagementEvents: true }] })],
  ],
  harm: { en: 'changes go unrecorded', ja: '変更操作が記録されない' },
});
