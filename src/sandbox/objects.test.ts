import { expect, test } from 'vitest';
import {
  currentVersion,
  deleteObject,
  deleteVersion,
  newBucket,
  putObject,
  sortedKeys,
  versionOf,
} from './objects.ts';
import type { BucketState } from './world.ts';

const now = new Date('2026-01-02T03:04:05.678Z');
const bucket = (): BucketState =>
  newBucket('aws-cn', { name: 'b', accountId: '111111111111', region: 'cn-north-1' }, now);
const put = (to: BucketState, key: string, text: string) =>
  putObject(to, { key, body: Buffer.from(text) }, now);
const ids = (of: BucketState, key: string) => (of.objects.get(key) ?? []).map(({ versionId }) => versionId);

test('a bucket is named in its partition, and times have no fraction of a second', () => {
  expect(bucket().arn).toBe('arn:aws-cn:s3:::b');
  expect(put(bucket(), 'a', '').lastModified.toISOString()).toBe('2026-01-02T03:04:05.000Z');
});

test('without versioning a write replaces and a delete leaves nothing', () => {
  const one = bucket();
  put(one, 'a', '1');
  put(one, 'a', '2');
  expect(ids(one, 'a')).toEqual(['null']);
  expect(currentVersion(one, 'a')?.body.toString()).toBe('2');
  expect(deleteObject(one, 'a', now)).toBeUndefined();
  expect(one.objects.has('a')).toBe(false);
});

test('with versioning nothing is replaced', () => {
  const one = bucket();
  put(one, 'a', 'null');
  one.versioning = 'Enabled';
  const first = put(one, 'a', '1');
  const marker = deleteObject(one, 'a', now);
  expect(ids(one, 'a')).toEqual([marker?.versionId, first.versionId, 'null']);
  expect(currentVersion(one, 'a')?.deleteMarker).toBe(true);
  expect(versionOf(one, 'a', first.versionId)?.body.toString()).toBe('1');
});

test('with versioning suspended the null version is replaced, by objects and by markers', () => {
  const one = bucket();
  one.versioning = 'Enabled';
  const kept = put(one, 'a', 'kept');
  one.versioning = 'Suspended';
  put(one, 'a', '1');
  put(one, 'a', '2');
  expect(ids(one, 'a')).toEqual(['null', kept.versionId]);
  deleteObject(one, 'a', now);
  expect(one.objects.get('a')?.map(({ deleteMarker }) => deleteMarker)).toEqual([true, false]);
});

test('the last version gone, the key is gone', () => {
  const one = bucket();
  one.versioning = 'Enabled';
  const { versionId } = put(one, 'a', '1');
  expect(deleteVersion(one, 'a', 'other')).toBeUndefined();
  expect(deleteVersion(one, 'a', versionId)?.versionId).toBe(versionId);
  expect(one.objects.size).toBe(0);
});

test('keys are in the order of their bytes, not of their UTF-16', () => {
  const one = bucket();
  for (const key of ['\u{1F512}', '\uFF5E', 'b', 'B', 'a/']) put(one, key, '');
  expect(sortedKeys(one)).toEqual(['B', 'a/', 'b', '\uFF5E', '\u{1F512}']);
});
