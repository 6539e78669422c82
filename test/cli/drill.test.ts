import { afterEach, beforeEach, expect, test } from 'vitest';
import { drill } from '../../src/commands/drill.ts';
import type { Sandbox } from '../../src/sandbox/start.ts';
import { accessTo, begin } from './in-process.ts';

const SHOP = '222222222222';
const BUCKET = 'shop-cloudtrail-logs-222222222222';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await begin();
});
afterEach(() => sandbox.close());

const ignore = (): void => {};

/** Everything about the shop that an attack could change. */
const state = () => {
  const { buckets, trails } = sandbox.world;
  const bucket = buckets.get(BUCKET);
  const trail = [...trails.values()].find(({ name }) => name === 'shop-trail');
  return JSON.stringify({
    objects: [...(bucket?.objects ?? [])]
      .map(([key, versions]) => [key, versions.map(({ versionId }) => versionId)])
      // New deliveries are no harm.
      .filter(([key]) => !String(key).includes('AWSLogs') || String(key).includes('decoy')),
    versioning: bucket?.versioning,
    policy: bucket?.policy?.text,
    trail: trail && { ...trail, pending: [], latestDeliveryAt: 0, latestDeliveryAttemptAt: 0 },
  });
};

const writesBy = (userAgent: string) =>
  sandbox.world.accounts
    .get(SHOP)
    ?.eventHistory.filter((event) => event.userAgent.includes(userAgent) && !event.readOnly)
    .map(({ eventName }) => eventName);

test('on AWS only probes are sent; what has none is skipped, and nothing is harmed', async () => {
  const access = { ...(await accessTo(sandbox, 'management', 'user/Admin', 'write')), sandbox: false };
  const before = state();
  const report = await drill(access, { account: SHOP }, ignore);
  expect(report.means).toBe('probes');
  const of = (id: string) => report.attempts.find(({ technique }) => technique === id);
  for (const id of [
    'cloudtrail-stop-logging',
    'cloudtrail-delete-trail',
    's3-delete-object',
    's3-lifecycle-expire',
    'delivery-break-delete-bucket',
    's3-bucket-policy-strip',
  ]) {
    expect(of(id)).toMatchObject({ outcome: 'skipped', why: 'no-probe' });
  }
  expect(of('cloudtrail-event-selectors-management-off')).toMatchObject({
    outcome: 'succeeded',
    why: 'probe-authorized',
  });
  expect(state()).toBe(before);
  // No attack arrived: these two set what is set already.
  expect(new Set(writesBy('run/0123456789ab'))).toEqual(
    new Set(['PutEventSelectors', 'UpdateTrail', 'PutBucketVersioning']),
  );
});

test('a probe writes back what is set just then, not what was when the drill began', async () => {
  const access = { ...(await accessTo(sandbox, 'management', 'user/Admin', 'write')), sandbox: false };
  const trail = [...sandbox.world.trails.values()].find(({ name }) => name === 'shop-trail');
  const changed = (trail?.eventSelectors ?? []).map((selector) => ({ ...selector, DataResources: [] }));
  const { attempts } = await drill(access, { account: SHOP }, ({ technique }) => {
    if (trail && technique === 'cloudtrail-delete-trail') trail.eventSelectors = changed;
  });
  expect(attempts.map(({ technique }) => technique)).toContain('cloudtrail-event-selectors-management-off');
  expect(trail?.eventSelectors).toEqual(changed);
});

test('a technique without a probe alone is no result', async () => {
  const access = { ...(await accessTo(sandbox, 'management', 'user/Admin', 'write')), sandbox: false };
  const report = await drill(access, { account: SHOP, technique: 'cloudtrail-stop-logging' }, ignore);
  expect(report.summary).toEqual({ refused: 0, succeeded: 0, unknown: 0, skipped: 1 });
});

test('attacks of the sandbox leave the account as it was, and no decoy behind', async () => {
  const access = await accessTo(sandbox, 'management', 'user/Admin', 'write');
  const before = JSON.parse(state());
  const report = await drill(access, { account: SHOP }, ignore);
  expect(report.summary.succeeded).toBeGreaterThan(5);
  const after = JSON.parse(state());
  expect({ ...after, trail: { ...after.trail, startedAt: 0, stoppedAt: 0 } }).toEqual({
    ...before,
    trail: { ...before.trail, startedAt: 0, stoppedAt: 0 },
  });
  expect(report.decoysLeft).toEqual([]);
});

test.each([undefined, 'Suspended'] as const)(
  'no decoy stays in a bucket with versioning %s',
  async (versioning) => {
    const access = await accessTo(sandbox, 'management', 'user/Admin', 'write');
    const bucket = sandbox.world.buckets.get(BUCKET);
    if (bucket) bucket.versioning = versioning;
    const before = JSON.parse(state());
    const report = await drill(access, { account: SHOP, technique: 's3-delete-object' }, ignore);
    expect(report.attempts).toMatchObject([{ outcome: 'succeeded', harmed: true }]);
    expect(report.decoysLeft).toEqual([]);
    expect(JSON.parse(state()).objects).toEqual(before.objects);
  },
);

test('a lifecycle rule is gone again before its day comes', async () => {
  const access = await accessTo(sandbox, 'management', 'user/Admin', 'write');
  const report = await drill(access, { account: SHOP, technique: 's3-lifecycle-expire' }, ignore);
  expect(report.attempts).toMatchObject([{ outcome: 'succeeded', undone: true }]);
  expect(sandbox.world.buckets.get(BUCKET)?.lifecycle).toBeUndefined();
});

test('the attacks are found in the event history by the run’s user agent', async () => {
  const access = await accessTo(sandbox, 'management', 'user/Admin', 'write');
  await drill(access, { account: SHOP, technique: 'cloudtrail-stop-logging' }, ignore);
  expect(writesBy('indelible/0 run/0123456789ab')).toEqual(
    expect.arrayContaining(['StopLogging', 'StartLogging']),
  );
});

test('a drill that is told to stop takes the attack under way back, and says that it is not complete', async () => {
  const access = await accessTo(sandbox, 'management', 'user/Admin', 'write');
  const stop = new AbortController();
  const report = await drill(access, { account: SHOP, signal: stop.signal }, () => stop.abort());
  expect(report.attempts).toHaveLength(1);
  expect(report.attempts[0]).toMatchObject({ technique: 'cloudtrail-delete-trail', undone: true });
  expect(report.interrupted).toBe(true);
});

test('a role that is no administrator’s proves nothing', async () => {
  const { world } = sandbox;
  const access = await accessTo(sandbox, 'management', 'user/Admin', 'write');
  const role = world.accounts.get(SHOP)?.roles.get('organizationaccountaccessrole');
  role?.attachedPolicies.clear();
  role?.inlinePolicies.set('reads', {
    name: 'reads',
    document: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: ['cloudtrail:*', 's3:Get*', 's3:List*', 's3:PutObject'], Resource: '*' },
        { Effect: 'Deny', Action: 'cloudtrail:StopLogging', Resource: '*' },
      ],
    },
  });
  const report = await drill(access, { account: SHOP }, ignore);
  expect(report.summary.refused).toBe(0);
  const of = (id: string) => report.attempts.find(({ technique }) => technique === id);
  expect(of('cloudtrail-stop-logging')).toMatchObject({
    outcome: 'unknown',
    why: 'refused-by-other-policy',
    refusedBy: { type: 'identity-based policy' },
  });
  expect(of('s3-delete-object')).toMatchObject({ outcome: 'unknown', why: 'refused-by-other-policy' });
});
