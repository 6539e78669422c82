import { expect, test } from 'vitest';
import type { Call } from './emulation.ts';
import { responseElements, withResponseElements } from './response-elements.ts';

test('names begin in lower case, times are texts, secrets stay out', () => {
  const key = {
    AccessKeyId: 'AKIA',
    SecretAccessKey: 'secret',
    SessionToken: 'secret',
    Password: 'secret',
    CreateDate: new Date(0),
    Tags: [{ Key: 'a' }],
    Path: undefined,
  };
  expect(responseElements({ AccessKey: key })).toEqual({
    accessKey: { accessKeyId: 'AKIA', createDate: '1970-01-01T00:00:00.000Z', tags: [{ key: 'a' }] },
  });
  expect(responseElements(undefined)).toBeNull();
});

test('writes are recorded with their answer, reads are not', () => {
  const needs = () => [];
  const operations = withResponseElements({
    Get: { access: 'read', needs },
    Put: { access: 'write', needs },
  });
  expect(operations.Get?.record).toBeUndefined();
  expect(operations.Put?.record?.({} as Call, { Id: 1 })).toEqual({ responseElements: { id: 1 } });
});

test('what is nested without end is cut off', () => {
  let deep: unknown = 'end';
  for (let level = 0; level < 100_000; level++) deep = [deep];
  expect(JSON.stringify(responseElements({ Deep: deep }))).not.toContain('end');
});
