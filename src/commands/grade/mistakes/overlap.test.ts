import { expect, it } from 'vitest';
import { overlaps } from './overlap.ts';

it.each([
  ['arn:aws:s3:::bucket', 'arn:*:s3:::*', true],
  ['arn:aws:s3:::bucket/*', 'arn:*:s3:::*', false],
  ['arn:aws:s3:::bucket*', 'arn:*:s3:::*', true],
  ['arn:aws:s3:::bucket', 'arn:*:s3:::*/*', false],
  ['arn:aws:s3:::b*t', 'arn:*:s3:::*/*', true],
  ['arn:aws:s3:::bucket/', 'arn:*:s3:::*/*', false],
  ['arn:aws:logs:::log-group:*', 'arn:*:logs:*:*:log-group:*', false],
  ['arn:aws:logs:*:*:log-group:*', 'arn:*:logs:*:*:log-group:*', true],
  ['arn:aws:logs:*', 'arn:*:logs:*:*:log-group:*', true],
  ['*', 'arn:*:kms:*:*:key/*', true],
  ['arn:*:key/a', 'arn:*:kms:*:*:key/*', true],
  ['arn:aws:kms:*:*:alias/a', 'arn:*:kms:*:*:key/*', false],
  ['arn:aws:iam::*:role/a/b/${aws:username}', 'arn:*:iam::*:role/*', true],
  ['arn:aws:iam::*:rol?/x', 'arn:*:iam::*:role/*', true],
  ['arn:aws:kms:eu-west-1:222222222222:key${*}/x', 'arn:*:kms:*:*:key/*', false],
  ['arn:aws:lambda:*:*:event-source-mapping:a', 'arn:*:lambda:*:*:function:*', true],
  ['', 'arn:*:iam::*:role/*', false],
])('%s and %s: %s', (pattern, type, expected) => {
  expect(overlaps(pattern, type)).toBe(expected);
});
