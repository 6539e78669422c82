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
  expect(findTrail(trails, asked)).toEqual({
    trailName: expected.name,
    bucketName: expected.bucketName,
    trail: expected,
  });
});

test('takes names for what they are where nothing is seen', () => {
  expect(findTrail([], { trail: 'arn:aws:cloudtrail:us-east-1:2:trail/x', bucket: 'b' })).toEqual({
    trailName: 'x',
    bucketName: 'b',
  });
});

test('keeps the bucket that was asked for', () => {
  expect(findTrail([shop], { trail: 'shop-trail', bucket: 'other' })).toMatchObject({
    bucketName: 'other',
    trail: shop,
  });
});

test('does not choose among several, and does not guess', () => {
  const second = trail('second', 'second-logs');
  expect(() => findTrail([shop, second], {})).toThrowError(
    expect.objectContaining({
      reason: 'trails-several',
      parameters: { trails: '--trail shop-trail --bucket shop-logs\n--trail second --bucket second-logs' },
    }),
  );
  expect(() => findTrail([shop], { trail: 'typo' })).toThrowError(
    expect.objectContaining({ reason: 'trail-not-found' }),
  );
  expect(() => findTrail([], {})).toThrowError(expect.objectContaining({ reason: 'trail-not-found' }));
});
