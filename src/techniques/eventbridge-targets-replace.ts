import type { Resource } from '../model/resource.ts';
import { technique } from '../model/technique.ts';
import { onTargets } from './parts/eventbridge-rule.ts';
import { resourcesOf } from './parts/resources.ts';

export default technique<Resource>({
  id: 'eventbridge-targets-replace',
  title: {
    en: 'Remove or replace the targets of the alarm rule',
    ja: 'アラートのルールのターゲットを外す、差し替える',
  },
  goal: 'deafen',
  mitre: ['T1685'],
  why: {
    en: 'The rule stays enabled and goes on matching, but what it finds is sent to nobody, or to the attacker: a target with the same id is replaced in place.',
    ja: 'ルールは有効なまま一致し続けますが、検知した内容は誰にも届かないか、攻撃者に届きます。同じ ID のターゲットは上書きされます。',
  },
  sources: [
    'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html',
    'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RemoveTargets.html',
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies events:RemoveTargets and events:PutTargets on the rule. Against other accounts, an event bus policy that grants them neither.',
    ja: 'ルールに対する events:RemoveTargets と events:PutTargets を拒否する SCP または RCP。他のアカウントに対しては、どちらも許可しないイベントバスのポリシー。',
  },
  notBlockedBy: {
    en: 'A deny of events:*Rule: the names of these two permissions end in Targets.',
    ja: 'events:*Rule の Deny（この 2 つのアクセス許可の名前は Targets で終わります）。',
  },
  targets: (snapshot) => resourcesOf(snapshot, 'AWS::Events::Rule'),
  ways: (rule) => [[onTargets(rule, 'RemoveTargets')], [onTargets(rule, 'PutTargets')]],
  harm: { en: 'the alarm reaches nobody', ja: 'アラートが誰にも届かない' },
});
