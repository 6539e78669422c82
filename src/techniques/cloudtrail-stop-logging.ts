import type { Trail } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';

export default technique<Trail>({
  id: 'cloudtrail-stop-logging',
  title: { en: 'Stop the trail', ja: '証跡を停止する' },
  goal: 'silence',
  mitre: ['T1685.002'],
  why: {
    en: 'The trail stays in place with its settings, and DescribeTrails answers as before: only its status tells that nothing is recorded until somebody starts it again.',
    ja: '証跡も設定も残り、DescribeTrails の応答も変わりません。誰かが再開するまで何も記録されないことは、証跡のステータスにしか現れません。',
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StopLogging.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html',
    'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-iam.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies cloudtrail:StopLogging on the trail.',
    ja: '証跡に対する cloudtrail:StopLogging を拒否するサービスコントロールポリシー (SCP)。',
  },
  notBlockedBy: {
    en: 'Object Lock, encryption and log file validation: they guard what was delivered, and nothing more is. GuardDuty reports it and does not prevent it.',
    ja: 'オブジェクトロック、暗号化、ログファイルの検証。守られるのは配信済みのログだけで、新しいログは届きません。GuardDuty は通知するだけで、防ぎません。',
  },
  targets: (snapshot) => snapshot.trails.filter((trail) => !trail.organizationTrail),
  ways: (trail) => [
    [
      {
        operation: 'cloudtrail:StopLogging',
        region: trail.homeRegion,
        event: 'StopLogging',
        needs: [{ action: 'cloudtrail:StopLogging', resource: trail.arn }],
        input: { Name: trail.arn },
      },
    ],
  ],
  undo: (trail) => [
    {
      operation: 'cloudtrail:StartLogging',
      region: trail.homeRegion,
      event: 'StartLogging',
      needs: [{ action: 'cloudtrail:StartLogging', resource: trail.arn }],
      input: { Name: trail.arn },
    },
  ],
  harmed: (before, after) => before.logging && after?.logging !== true,
  harm: { en: 'logging is off', ja: '記録が停止した' },
});
