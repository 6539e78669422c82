import type { Trail } from '../model/snapshot.ts';
import { type Step, technique } from '../model/technique.ts';
import { recordingNothing } from './parts/event-selectors.ts';

const select = (trail: Trail, selectors: Step['input']): Step => ({
  operation: 'cloudtrail:PutEventSelectors',
  region: trail.homeRegion,
  event: 'PutEventSelectors',
  needs: [{ action: 'cloudtrail:PutEventSelectors', resource: trail.arn }],
  input: { TrailName: trail.arn, ...selectors },
});

/** As AWS answered them when the trail was read. */
function present(trail: Trail): Step | undefined {
  if (trail.advancedEventSelectors !== undefined) {
    return select(trail, { AdvancedEventSelectors: trail.advancedEventSelectors });
  }
  return trail.eventSelectors === undefined
    ? undefined
    : select(trail, { EventSelectors: trail.eventSelectors });
}

export default technique<Trail>({
  id: 'cloudtrail-event-selectors-management-off',
  title: {
    en: 'Turn management events off with event selectors',
    ja: 'イベントセレクターで管理イベントの記録を切る',
  },
  goal: 'blind',
  mitre: ['T1685.002'],
  why: {
    en: 'The trail reports that it is logging, and no API call is recorded any more. A policy that lists only StopLogging, DeleteTrail and UpdateTrail does not see it.',
    ja: '証跡は「記録中」のままですが、API コールは一切記録されなくなります。StopLogging、DeleteTrail、UpdateTrail だけを拒否するポリシーでは防げません。',
  },
  sources: ['https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html'],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies cloudtrail:PutEventSelectors on the trail.',
    ja: '証跡に対する cloudtrail:PutEventSelectors を拒否するサービスコントロールポリシー (SCP)。',
  },
  notBlockedBy: {
    en: 'A deny of StopLogging, DeleteTrail and UpdateTrail. An alarm on those three: the trail goes on logging.',
    ja: 'StopLogging、DeleteTrail、UpdateTrail の拒否と、この 3 つに対するアラーム。証跡は「記録中」のままです。',
  },
  targets: (snapshot) => snapshot.trails.filter((trail) => !trail.organizationTrail),
  ways: (trail) => [[select(trail, recordingNothing(trail))]],
  undo: (trail) => [present(trail)].filter((step) => step !== undefined),
  probe: present,
  harmed: (before, after) =>
    JSON.stringify(selectorsOf(before)) !== JSON.stringify(after && selectorsOf(after)),
  harm: { en: 'API calls go unrecorded', ja: 'API コールが記録されない' },
});

const selectorsOf = (trail: Trail): unknown => trail.advancedEventSelectors ?? trail.eventSelectors;
