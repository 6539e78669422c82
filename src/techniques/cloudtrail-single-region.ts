import type { Trail } from '../model/snapshot.ts';
import { type Step, technique } from '../model/technique.ts';

const multiRegion = (trail: Trail, value: boolean): Step => ({
  operation: 'cloudtrail:UpdateTrail',
  region: trail.homeRegion,
  event: 'UpdateTrail',
  needs: [{ action: 'cloudtrail:UpdateTrail', resource: trail.arn }],
  // A multi-Region trail must include global service events, which a narrowed one may have left out since:
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-create-and-update-a-trail-by-using-the-aws-cli-update-trail.html
  input: {
    Name: trail.arn,
    IsMultiRegionTrail: value,
    ...(value ? { IncludeGlobalServiceEvents: true } : {}),
  },
});

export default technique<Trail>({
  id: 'cloudtrail-single-region',
  title: { en: 'Narrow the trail to one Region', ja: '証跡を単一リージョンに変更する' },
  goal: 'blind',
  mitre: ['T1685.002'],
  why: {
    en: 'The trail goes on logging, but whatever the attacker does in any other Region leaves no log file.',
    ja: '証跡は記録を続けますが、他のリージョンでの攻撃者の操作はログファイルに残りません。',
  },
  sources: ['https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateTrail.html'],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies cloudtrail:UpdateTrail on the trail. No condition key tells this change from a harmless one, so every change has to be denied.',
    ja: '証跡に対する cloudtrail:UpdateTrail を拒否するサービスコントロールポリシー (SCP)。この変更を無害な変更と見分ける条件キーはないため、変更をすべて拒否する必要があります。',
  },
  notBlockedBy: {
    en: 'A deny of StopLogging, DeleteTrail and PutEventSelectors only. A deny of the use of other Regions: it stops the calls there that it lists, and not all of them.',
    ja: 'StopLogging、DeleteTrail、PutEventSelectors だけの拒否。他リージョンの利用を拒否するポリシーも、対象外の呼び出しが残るため十分ではありません。',
  },
  targets: (snapshot) => snapshot.trails.filter((trail) => !trail.organizationTrail && trail.multiRegion),
  ways: (trail) => [[multiRegion(trail, false)]],
  undo: (trail) => [multiRegion(trail, true)],
  // The value that it already has: authorized like the attack, changes nothing.
  probe: (trail) => multiRegion(trail, trail.multiRegion),
  harmed: (before, after) => before.multiRegion && after?.multiRegion !== true,
  harm: { en: 'blind elsewhere', ja: '他リージョン空白' },
});
