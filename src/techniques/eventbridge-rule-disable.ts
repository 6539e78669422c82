import type { Resource } from '../model/resource.ts';
import { technique } from '../model/technique.ts';
import { onRule, onTargets } from './parts/eventbridge-rule.ts';
import { resourcesOf } from './parts/resources.ts';

export default technique<Resource>({
  id: 'eventbridge-rule-disable',
  title: {
    en: 'Disable, rewrite or delete the EventBridge rule that raises the alarm',
    ja: 'アラートを上げる EventBridge ルールを無効化、変更、削除する',
  },
  goal: 'deafen',
  mitre: ['T1685'],
  why: {
    en: 'The log goes on, but nobody is told: a disabled rule matches nothing, and neither does one whose pattern was changed to an event that never comes.',
    ja: 'ログの記録は続きますが、誰にも通知されません。無効なルールも、発生しないイベントのパターンに書き換えられたルールも、何にも一致しません。',
  },
  sources: [
    'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DisableRule.html',
    'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html',
    'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteRule.html',
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies events:DisableRule, events:PutRule and events:DeleteRule on the rule. Against other accounts, an event bus policy that grants them none of these.',
    ja: 'ルールに対する events:DisableRule、events:PutRule、events:DeleteRule を拒否する SCP または RCP。他のアカウントに対しては、これらを許可しないイベントバスのポリシー。',
  },
  notBlockedBy: {
    en: 'A deny of events:DisableRule and events:DeleteRule alone: events:PutRule also disables. A deny on rule/NAME for a rule on a custom event bus, whose ARN is rule/BUS/NAME.',
    ja: 'events:DisableRule と events:DeleteRule だけの Deny（events:PutRule でも無効化できます）。カスタムイベントバスのルールに対する rule/名前 の Deny（その ARN は rule/バス名/名前 です）。',
  },
  unverified: {
    en: 'Who created a rule is not read: where an event bus policy tests events:creatorAccount, the verdict stays open.',
    ja: 'ルールの作成者は読み取りません。イベントバスのポリシーが events:creatorAccount を条件にしている場合、判定は未確定になります。',
  },
  targets: (snapshot) => resourcesOf(snapshot, 'AWS::Events::Rule'),
  ways: (rule) => [
    [onRule(rule, 'DisableRule')],
    [
      onRule(rule, 'PutRule', {
        EventPattern: JSON.stringify({ source: ['indelible.no-such-source'] }),
        State: 'DISABLED',
      }),
    ],
    // A rule can be deleted only without targets.
    [onTargets(rule, 'RemoveTargets'), onRule(rule, 'DeleteRule')],
  ],
  harm: { en: 'the alarm rule is silent', ja: 'アラートのルールが動かない' },
});
