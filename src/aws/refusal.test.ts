import { expect, test } from 'vitest';
import { classify } from './refusal.ts';

const USER = 'User: arn:aws:sts::222222222222:assumed-role/Admin/s is not authorized to perform:';
const SCP = 'arn:aws:organizations::111111111111:policy/o-a1b2c3d4e5/service_control_policy/p-a1b2c3d4';

const denied = (message: string, name = 'AccessDenied') =>
  classify(Object.assign(new Error(message), { name, $metadata: { httpStatusCode: 403, requestId: 'r-1' } }));

// Wordings: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html; with an ARN:
// https://aws.amazon.com/blogs/security/enhanced-access-denied-error-messages-with-policy-arns; S3 quotes the resource:
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html
test.each([
  [
    `${USER} cloudtrail:StopLogging on resource: arn:aws:cloudtrail:us-east-1:222222222222:trail/t with an explicit deny in a service control policy: ${SCP}`,
    { policyType: 'service control policy', denial: 'explicit', policyArn: SCP },
  ],
  [
    `${USER} cloudtrail:StopLogging on resource: arn:aws:cloudtrail:us-east-1:222222222222:trail/t with an explicit deny in a service control policy`,
    { policyType: 'service control policy', denial: 'explicit' },
  ],
  [
    `${USER} s3:DeleteObject on resource: "arn:aws:s3:::b/k" with an explicit deny in a service control policy: ${SCP}`,
    { policyType: 'service control policy', denial: 'explicit', policyArn: SCP },
  ],
  [
    `${USER} codecommit:ListRepositories because no service control policy allows the codecommit:ListRepositories action`,
    { policyType: 'service control policy', denial: 'implicit' },
  ],
  [
    `${USER} s3:DeleteObject on resource: "arn:aws:s3:::b/k" with an explicit deny in a resource control policy`,
    { policyType: 'resource control policy', denial: 'explicit' },
  ],
  [
    `${USER} s3:DeleteObject on resource: "arn:aws:s3:::b/k" because no resource control policy allows the s3:DeleteObject action`,
    { policyType: 'resource control policy', denial: 'implicit' },
  ],
  [
    `${USER} s3:DeleteObject on resource: "arn:aws:s3:::b/k" because no identity-based policy allows the s3:DeleteObject action`,
    { policyType: 'identity-based policy', denial: 'implicit' },
  ],
  [
    `${USER} s3:GetObject on resource: "arn:aws:s3:::b/k" with an explicit deny in an identity-based policy`,
    { policyType: 'identity-based policy', denial: 'explicit' },
  ],
  [
    `${USER} s3:GetObject with an explicit deny in a permissions boundary`,
    { policyType: 'permissions boundary', denial: 'explicit' },
  ],
  [
    `${USER} s3:GetObject because no session policy allows the s3:GetObject action`,
    { policyType: 'session policy', denial: 'implicit' },
  ],
  [
    `${USER} s3:GetObject with an explicit deny in a VPC endpoint policy`,
    { policyType: 'VPC endpoint policy', denial: 'explicit' },
  ],
  [
    `${USER} s3:GetObject with an explicit deny in a resource-based policy`,
    { policyType: 'resource-based policy', denial: 'explicit' },
  ],
  [
    `${USER} sts:AssumeRole on resource: arn:aws:iam::1:role/R because no role trust policy allows the sts:AssumeRole action`,
    { policyType: 'role trust policy', denial: 'implicit' },
  ],
  ['Access Denied', {}],
  ["You don't have permissions to access this resource.", {}],
])('names who refused: %s', (message, expected) => {
  expect(denied(message)).toEqual({
    outcome: 'refused',
    code: 'AccessDenied',
    message,
    requestId: 'r-1',
    ...expected,
  });
});

test.each([
  // A key or a session name of the caller's choosing spells out a denial; AWS names another one after it.
  `${USER} s3:DeleteObject on resource: "arn:aws:s3:::b/with an explicit deny in a service control policy: ${SCP}" because no identity-based policy allows the s3:DeleteObject action`,
  `User: arn:aws:sts::2:assumed-role/R/with an explicit deny in a service control policy is not authorized to perform: s3:GetObject`,
])('is not fooled by text of the caller: %s', (message) => {
  const refusal = denied(message);
  expect(refusal).toMatchObject({ outcome: 'refused' });
  expect(refusal).not.toMatchObject({ policyType: 'service control policy' });
});

test('knows a denial by its code alone, not by its words', () => {
  const message = `${USER} s3:DeleteBucket with an explicit deny in a service control policy: ${SCP}`;
  expect(denied(message, 'InternalError')).toMatchObject({ outcome: 'failed', code: 'InternalError' });
  for (const code of ['AccessDeniedException', 'AuthorizationErrorException']) {
    expect(denied(message, code)).toMatchObject({ outcome: 'refused', policyArn: SCP });
  }
});

test.each([
  [
    Object.assign(new Error('x'), { name: 'BucketNotEmpty', $metadata: { httpStatusCode: 409 } }),
    'BucketNotEmpty',
    409,
  ],
  [
    Object.assign(new Error('x'), { name: 'NotEmulated', $metadata: { httpStatusCode: 501 } }),
    'NotEmulated',
    501,
  ],
  [Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 'ECONNREFUSED', undefined],
  [
    Object.assign(new Error('UnknownError'), { name: 'Unknown', $metadata: { httpStatusCode: 503 } }),
    'HTTP 503',
    503,
  ],
  [Object.assign(new SyntaxError('not JSON'), { $metadata: { httpStatusCode: 502 } }), 'HTTP 502', 502],
  ['thrown text', 'UnknownError', undefined],
])('takes every other error for a failure that says nothing about permissions', (error, code, status) => {
  expect(classify(error)).toEqual({
    outcome: 'failed',
    code,
    message: error instanceof Error ? error.message : 'thrown text',
    ...(status === undefined ? {} : { status }),
  });
});
