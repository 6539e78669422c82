import type { Trail } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { singleCall } from './parts/single-call.ts';
import { accountTrails } from './parts/trail-settings.ts';

export default technique<Trail>({
  id: 'cloudtrail-insights-off',
  title: { en: 'Turn CloudTrail Insights off', ja: 'CloudTrail Insights を無効にする' },
  goal: 'blind',
  mitre: ['T1685.002'],
  why: {
    en: 'An empty list of Insights types ends Insights events: unusual call rates and error rates, such as those of a mass deletion, are no longer reported.',
    ja: '空のインサイトタイプを設定すると、Insights イベントが止まります。大量削除のような、異常な呼び出し率やエラー率が報告されなくなります。',
  },
  sources: ['https://docs.aws.amazon.com/cli/latest/reference/cloudtrail/put-insight-selectors.html'],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies cloudtrail:PutInsightSelectors on the trail.',
    ja: '証跡に対する cloudtrail:PutInsightSelectors を拒否するサービスコントロールポリシー (SCP)。',
  },
  notBlockedBy: {
    en: 'A deny of PutEventSelectors: Insights has a permission of its own, which most published policies leave out.',
    ja: 'PutEventSelectors の拒否。Insights には専用のアクセス許可があり、公開されているポリシーの多くはこれを含みません。',
  },
  targets: accountTrails,
  requires: ({ arn, insights }) => insights ?? { resource: arn, action: 'cloudtrail:GetInsightSelectors' },
  ways: (trail) => [
    [
      singleCall(
        'cloudtrail:PutInsightSelectors',
        trail.arn,
        { TrailName: trail.arn, InsightSelectors: [] },
        { region: trail.homeRegion },
      ),
    ],
  ],
  harm: { en: 'anomalies are not reported', ja: '異常が報告されない' },
});
