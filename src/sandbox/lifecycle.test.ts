import { describe, expect, it } from 'vitest';
import { buildWorld } from './build-world.ts';
import { clockFrom } from './clock.ts';
import { expireDue } from './lifecycle.ts';
import { currentVersion, putObject } from './objects.ts';
import type { BucketState, LifecycleRule, World } from './world.ts';

const HOUR = 3_600_000;
const EVERYTHING: LifecycleRule = {
  id: 'all',
  enabled: true,
  prefix: '',
  tags: [],
  expiration: { days: 1 },
  noncurrent: { days: 1, kept: 0 },
};

/** Half past ten in the morning. */
function start(
  versioning: BucketState['versioning'],
  rule: LifecycleRule,
): { world: World; bucket: BucketState } {
  const world = buildWorld(
    {
      schema: 'indelible/world@1',
      accounts: [{ id: '111111111111', name: 'main', management: true }],
      buckets: [
        {
          name: 'logs',
          account: 'main',
          ...(versioning === undefined ? {} : { versioning }),
          objects: [{ key: 'AWSLogs/a' }],
        },
      ],
    },
    clockFrom(new Date('2030-01-15T10:30:00Z')),
  );
  const bucket = world.buckets.get('logs') as BucketState;
  bucket.lifecycle = [rule];
  return { world, bucket };
}

function live(world: World, hours: number): void {
  world.clock.advance(hours * HOUR);
  expireDue(world);
}

describe('expireDue', () => {
  it('waits for the midnight after the days have passed, then deletes for good', () => {
    const { world, bucket } = start(undefined, EVERYTHING);
    live(world, 37);
    expect(bucket.objects.size).toBe(1);
    live(world, 1);
    expect(bucket.objects.size).toBe(0);
  });

  it('hides a version under a delete marker, then deletes it, then its marker', () => {
    const { world, bucket } = start('Enabled', EVERYTHING);
    live(world, 38);
    expect(bucket.objects.get('AWSLogs/a')?.map(({ deleteMarker }) => deleteMarker)).toEqual([true, false]);
    live(world, 48);
    expect(bucket.objects.size).toBe(0);
  });

  it('counts a previous version from its replacement, and keeps as many as told', () => {
    const rule = { ...EVERYTHING, noncurrent: { days: 1, kept: 1 } };
    const { expiration: _, ...kept } = rule;
    const { world, bucket } = start('Enabled', kept);
    for (const body of ['b', 'c'])
      putObject(bucket, { key: 'AWSLogs/a', body: Buffer.from(body) }, world.clock.now());
    live(world, 38);
    expect(bucket.objects.get('AWSLogs/a')?.map(({ body }) => Buffer.from(body).toString())).toEqual([
      'c',
      'b',
    ]);
  });

  it('expires only what bears every tag of the rule', () => {
    const tags = [{ key: 'expire', value: 'yes' }];
    const { world, bucket } = start(undefined, { ...EVERYTHING, tags });
    putObject(bucket, { key: 'AWSLogs/b', body: Buffer.from('b') }, world.clock.now());
    const tagged = currentVersion(bucket, 'AWSLogs/b');
    if (tagged) tagged.tags = new Map([['expire', 'yes']]);
    live(world, 38);
    expect([...bucket.objects.keys()]).toEqual(['AWSLogs/a']);
  });

  it.each([
    ['a rule that is disabled', { ...EVERYTHING, enabled: false }],
    ['another prefix', { ...EVERYTHING, prefix: 'other/' }],
    ['a date to come', { ...EVERYTHING, expiration: { date: new Date('2031-01-01T00:00:00Z') } }],
  ])('leaves objects be under %s', (_what, rule) => {
    const { world, bucket } = start(undefined, rule);
    live(world, 72);
    expect(bucket.objects.size).toBe(1);
  });
});
