import { expect, test } from 'vitest';
import type { Trail } from '../../model/snapshot.ts';
import { findTrail } from './find-trail.ts';

const trail = (name: string, bucketName: string, organizationTrail = false, accountId = '2'): Trail => ({
  name,
  arn: `arn:aws:cloudtrail:us-east-1:${accountId}:trail/${name}`,
  accountId,
  homeRegion: 'us-east-1',
  bucketName,
  multiRegion: true,
  organizationTrail,
  includeGlobalServiceEvents: true,
  logFileValidation: true,
  logging: true,
});
const ROOT = { kind: 'root' } as const;
const OU = { kind: 'organizational-unit' } as const;
const shop = trail('shop-trail', 'shop-logs');
const organization = trail('org-trail', 'org-logs', true, '1');

test.each([
  ['the only one', [shop], {}, shop],
  ['an own trail before the organization’s', [organization, shop], {}, shop],
  ['the organization’s where there is no other', [organization], {}, organization],
  ['by name', [shop, organization], { trail: 'org-trail' }, organization],
  ['by ARN', [shop, organization], { trail: organization.arn }, organization],
  ['by bucket', [shop, organization], { bucket: 'org-logs' }, organization],
  ['seen from two accounts', [organization, organization], {}, organization],
  [
    'of one name and bucket in two accounts',
    [shop, trail('shop-trail', 'shop-logs', false, '3')],
    {},
    trail('shop-trail', 'shop-logs', false, '3'),
  ],
])('finds %s', (_, trails, asked, expected) => {
  expect(findTrail(trails, asked, OU)).toEqual({
    trailName: expected.name,
    bucketName: expected.bucketName,
    trail: expected,
  });
});

test('takes names for what they are where nothing is seen', () => {
  expect(findTrail([], { trail: 'arn:aws:cloudtrail:us-east-1:2:trail/x', bucket: 'b' }, OU)).toEqual({
    trailName: 'x',
    bucketName: 'b',
  });
});

test('keeps the bucket that was asked for', () => {
  expect(findTrail([shop], { trail: 'shop-trail', bucket: 'other' }, OU)).toMatchObject({
    bucketName: 'other',
    trail: shop,
  });
});

test('does not choose among several, and does not guess', () => {
  const second = trail('second', 'second-logs');
  expect(() => findTrail([shop, second], {}, OU)).toThrowError(
    expect.objectContaining({
      reason: 'trails-several',
      parameters: {
        trails: '--trail shop-trail --bucket shop-logs\n--trail second --bucket second-logs',
        organizationTrails: '',
      },
    }),
  );
  expect(() => findTrail([shop], { trail: 'typo' }, OU)).toThrowError(
    expect.objectContaining({ reason: 'trail-not-found' }),
  );
  expect(() => findTrail([], {}, OU)).toThrowError(expect.objectContaining({ reason: 'trail-not-found' }));
});

test('asks which one of the root is meant, where an account and the organization have a trail', () => {
  expect(() => findTrail([organization, shop], {}, ROOT)).toThrowError(
    expect.objectContaining({
      reason: 'trails-several',
      parameters: {
        trails: '--trail org-trail --bucket org-logs\n--trail shop-trail --bucket shop-logs',
        organizationTrails: 'org-trail',
      },
    }),
  );
  expect(findTrail([organization, shop], { trail: 'shop-trail' }, ROOT).trail).toBe(shop);
  expect(findTrail([organization, shop], { bucket: 'org-logs' }, ROOT).trail).toBe(organization);
  expect(findTrail([organization], {}, ROOT).trail).toBe(organization);
});

test('says where the trails deliver when none delivers to the bucket that was asked for', () => {
  expect(() => findTrail([shop], { bucket: 'foo' }, OU)).toThrowError(
    expect.objectContaining({
      reason: 'bucket-of-no-trail',
      parameters: { bucket: 'foo', trails: '--trail shop-trail --bucket shop-logs' },
    }),
  );
});
