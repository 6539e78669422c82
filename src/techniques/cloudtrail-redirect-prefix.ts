import type { Trail } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { accountTrails, trailCall } from './parts/trail-update.ts';

export default technique<Trail>({
  id: 'cloudtrail-redirect-prefix',
  title: {
    en: 'Send the trail to a prefix that nobody reads',
    ja: '証跡を誰も読まないプレフィックスに配信させる',
  },
  goal: 'redirect',
  mitre: ['T1685.002'],
  why: {
    en: 'Trail and bucket stay the same, but new log files land where no alarm, query or import looks.',
    ja: '証跡もバケットも変わりませんが、新しいログファイルは、アラームやクエリ、取り込みが見ていない場所に届きます。',
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateTrail.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies cloudtrail:UpdateTrail on the trail.',
    ja: '証跡に対する cloudtrail:UpdateTrail を拒否するサービスコントロールポリシー (SCP)。',
  },
  notBlockedBy: {
    en: 'A deny of StopLogging, DeleteTrail and PutEventSelectors. Object Lock: the files are locked, where nobody looks.',
    ja: 'StopLogging、DeleteTrail、PutEventSelectors の拒否。オブジェクトロック (誰も見ない場所でロックされるだけです)。',
  },
  unverified: {
    en: 'Whether a bucket policy that names the present prefix keeps every other one out: a prefix that begins like it may be accepted. It is judged as open.',
    ja: '現在のプレフィックスだけを許可するバケットポリシーが、ほかのプレフィックスをすべて防ぐかどうか。同じ文字列で始まるプレフィックスは受け入れられる可能性があるため、防げないものとして判定します。',
  },
  targets: accountTrails,
  ways: (trail) => [[trailCall('UpdateTrail', trail, { S3KeyPrefix: 'indelible-unread' })]],
  harm: { en: 'new logs land unread', ja: '新しいログが読まれない' },
});
