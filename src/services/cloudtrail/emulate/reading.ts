import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { list, optionalBoolean, optionalText, text } from '../../../sandbox/input.ts';
import { page } from '../../../sandbox/pages.ts';
import { toSecond } from '../../../sandbox/user-identity.ts';
import type { TrailState } from '../../../sandbox/world.ts';
import { invalidTime, invalidToken, noInsights } from './errors.ts';
import { trailShape } from './shapes.ts';
import { timeIn } from './time.ts';
import { findTrail, onAnything, onTrail, readableTrail, visibleTrails } from './trail-of.ts';

/**
 * Without names: the trails made in this Region and account, and with shadow trails also those of all Regions and the
 * organization's. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html
 */
function describeTrails(call: Call): unknown {
  const names = list(call.input, 'trailNameList').map((name) => text({ name }, 'name', { max: 512 }));
  if (names.length > 0) {
    return { trailList: names.flatMap((name) => findTrail(call, name) ?? []).map(trailShape) };
  }
  const { accountId } = call.caller;
  const shadows = optionalBoolean(call.input, 'includeShadowTrails') ?? true;
  const isHere = (trail: TrailState) => trail.homeRegion === call.region;
  const isShown = (trail: TrailState) =>
    shadows ? isHere(trail) || trail.multiRegion : isHere(trail) && trail.accountId === accountId;
  return { trailList: visibleTrails(call.world, accountId).filter(isShown).map(trailShape) };
}

function listTrails(call: Call): unknown {
  const trails = page(visibleTrails(call.world, call.caller.accountId), ({ arn }) => arn, {
    token: optionalText(call.input, 'NextToken'),
    size: 100,
  });
  if (trails === undefined) throw invalidToken();
  return {
    Trails: trails.items.map(({ arn, name, homeRegion }) => ({
      TrailARN: arn,
      Name: name,
      HomeRegion: homeRegion,
    })),
    ...(trails.next === undefined ? {} : { NextToken: trails.next }),
  };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html */
function getTrailStatus(call: Call): unknown {
  const trail = readableTrail(call, 'Name');
  const time = (name: string, at: Date | undefined) => (at === undefined ? {} : { [name]: at });
  const stamp = (at: Date | undefined) => (at === undefined ? '' : toSecond(at));
  return {
    IsLogging: trail.logging,
    ...(trail.latestDeliveryError === undefined ? {} : { LatestDeliveryError: trail.latestDeliveryError }),
    ...time('LatestDeliveryTime', trail.latestDeliveryAt),
    ...time('StartLoggingTime', trail.startedAt),
    ...time('StopLoggingTime', trail.stoppedAt),
    LatestDeliveryAttemptTime: stamp(trail.latestDeliveryAttemptAt),
    LatestDeliveryAttemptSucceeded: stamp(trail.latestDeliveryAt),
    LatestNotificationAttemptTime: '',
    LatestNotificationAttemptSucceeded: '',
    TimeLoggingStarted: stamp(trail.startedAt),
    TimeLoggingStopped: stamp(trail.stoppedAt),
  };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetInsightSelectors.html */
function getInsightSelectors(call: Call): unknown {
  const { arn, name, insights } = readableTrail(call, 'TrailName');
  if (!insights) throw noInsights(name);
  return { TrailARN: arn, InsightSelectors: [{ InsightType: 'ApiCallRateInsight' }] };
}

/** No digest has been signed yet, so there is no key to give. */
function listPublicKeys(call: Call): unknown {
  const from = timeIn(call, 'StartTime');
  const to = timeIn(call, 'EndTime');
  if (from !== undefined && to !== undefined && from > to) {
    throw invalidTime('The start time is after the end time.');
  }
  return { PublicKeyList: [] };
}

export const readingOperations: Readonly<Record<string, Operation>> = {
  DescribeTrails: { access: 'read', needs: onAnything, run: describeTrails },
  ListTrails: { access: 'read', needs: onAnything, run: listTrails },
  GetTrail: {
    access: 'read',
    needs: onTrail('Name'),
    run: (call) => ({ Trail: trailShape(readableTrail(call, 'Name')) }),
  },
  GetTrailStatus: { access: 'read', needs: onTrail('Name'), run: getTrailStatus },
  GetInsightSelectors: {
    access: 'read',
    needs: onTrail('TrailName'),
    run: getInsightSelectors,
  },
  ListPublicKeys: { access: 'read', needs: onAnything, run: listPublicKeys },
};
