import type { Trail } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { accountTrails, updateTrail } from './parts/trail-settings.ts';

export default technique<Trail>({
  id: 'cloudtrail-sns-notification-off',
  title: {
    en: 'Take the trail’s SNS topic away',
    ja: '証跡の SNS トピックを外す',
  },
  goal: 'deafen',
  mitre: ['T1685'],
  why: {
    en: 'Whatever fetches new log files when the topic announces them, a SIEM for one, hears of none any more and sees nothing wrong.',
    ja: 'トピックの通知を受けて新しいログファイルを取得する SIEM などには何も届かなくなり、異常があるようにも見えません。',
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/getting_notifications_top_level.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateTrail.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies cloudtrail:UpdateTrail on the trail.',
    ja: '証跡に対する cloudtrail:UpdateTrail を拒否するサービスコントロールポリシー (SCP)。',
  },
  notBlockedBy: {
    en: 'Anything on the topic itself, its policy or its subscriptions: they stay as they are, and nothing is published.',
    ja: 'トピック側の対策。ポリシーもサブスクリプションもそのままで、何も発行されなくなるだけです。',
  },
  unverified: {
    en: 'That an empty name removes the topic. The documentation says how a topic is set; naming another one has the same effect.',
    ja: '空の名前でトピックが外れるかどうか。ドキュメントにあるのは設定の方法です。別のトピックを指定しても結果は同じです。',
  },
  targets: (snapshot) => accountTrails(snapshot).filter(({ snsTopicArn }) => snsTopicArn !== undefined),
  ways: (trail) => [[updateTrail(trail, { SnsTopicName: '' })]],
  harm: { en: 'new log files are not announced', ja: '新しいログが通知されない' },
});
