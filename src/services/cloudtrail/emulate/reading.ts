import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { list, optionalBoolean, optionalText, text } from '../../../sandbox/input.ts';
import { page } from '../../../sandbox/pages.ts';
import { toSecond } from '../../../sandbox/user-identity.ts';
import type { TrailState } from '../../../sandbox/world.ts';
import { invalidToken, noInsights } from './errors.ts';
import { trailShape } from './shapes.ts';
import { findTrail, onAnything, onTrail, readableTrail, visibleTrails } from './trail-of.ts';

/** Without names: the trails of this Region, and with shadow trails those of all Regions. */
function describeTrails(call: Call): unknown {
  const names = list(call.input, 'trailNameList').map((name) => text({ name }, 'name', { max: 512 }));
  if (names.length > 0) {
    return { trailList: names.flatMap((name) => findTrail(call, name) ?? []).map(trailShape) };
  }
  const shadows = optionalBoolean(call.input, 'includeShadowTrails') ?? true;
  const here = (trail: TrailState) => trail.homeRegion === call.region || (shadows && trail.multiRegion);
  return { trailList: visibleTrails(call.world, call.caller.accountId).filter(here).map(trailShape) };
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
  const trail = readableTrail(call, text(call.input, 'Name', { max: 512 }));
  const time = (name: string, at: Date | undefined) =>
    at === undefined ? {} : { [name]: at.getTime() / 1000 };
  const stamp = (at: Date | undefined) => (at === undefined ? '' : toSecond(at));
  return {
    IsLogging: trail.logging,
    ...(trail.latestDeliveryError === undefined ? {} : { LatestDeliveryError: trail.latestDeliveryError }),
    ...time('LatestDeliveryTime', trail.latestDeliveryAt),
    ...time('StartLoggingTime', trail.startedAt),
    ...time('StopLoggingTime', trail.stoppedAt),
    LatestDeliveryAttemptTime: stamp(trail.latestDeliveryAttemptAt),
    LatestDeliveryAttemptSucceeded:
      trail.latestDeliveryError === undefined
        ? stamp(trail.latestDeliveryAttemptAt)
        : stamp(trail.latestDeliveryAt),
    LatestNotificationAttemptTime: '',
    LatestNotificationAttemptSucceeded: '',
    TimeLoggingStarted: stamp(trail.startedAt),
    TimeLoggingStopped: stamp(trail.stoppedAt),
  };
}

export const readingOperations: Readonly<Record<string, Operation>> = {
  DescribeTrails: { access: 'read', needs: onAnything, run: describeTrails },
  ListTrails: { access: 'read', needs: onAnything, run: listTrails },
  GetTrail: {
    access: 'read',
    needs: onTrail('Name'),
    run: (call) => ({ Trail: trailShape(readableTrail(call, text(call.input, 'Name', { max: 512 }))) }),
  },
  GetTrailStatus: { access: 'read', needs: onTrail('Name'), run: getTrailStatus },
  GetInsightSelectors: {
    access: 'read',
    needs: onTrail('TrailName'),
    run: (call) => {
      throw noInsights(readableTrail(call, text(call.input, 'TrailName', { max: 512 })).name);
    },
  },
};
