import { expect, it } from 'vitest';
import { NAMES } from '../../../test/grade/names.ts';
import type { PlaceholderHint } from '../../model/policy-file.ts';
import { fillPlaceholders } from './placeholders.ts';

const fill = (text: string, names = NAMES, hints: readonly PlaceholderHint[] = []) =>
  fillPlaceholders(
    { name: 'p', kind: 'scp', text, where: 'p.json', origin: { line: 1, column: 1, verbatim: true }, hints },
    names,
  );
const filled = (key: string, value: string) => JSON.parse(fill(JSON.stringify({ [key]: value })).text)[key];

it.each([
  ['arn:${AWS::Partition}:s3:::${LogBucket}/*', 'arn:aws:s3:::acme-logs/*'],
  ['arn:aws:s3:::[BUCKET_TO_PROTECT]', 'arn:aws:s3:::acme-logs'],
  ['arn:aws:s3:::<bucket>/*', 'arn:aws:s3:::acme-logs/*'],
  ['arn:aws:s3:::{{ bucket }}', 'arn:aws:s3:::acme-logs'],
  ['arn:aws:s3:::LOG_BUCKET/*', 'arn:aws:s3:::acme-logs/*'],
  ['arn:aws:s3:::logs-${AWS::AccountId}', 'arn:aws:s3:::logs-111111111111'],
  ['${aws_s3_bucket.logs.arn}/*', 'arn:aws:s3:::acme-logs/*'],
  ['${var.bucket}', 'arn:aws:s3:::acme-logs'],
  [
    'arn:aws:cloudtrail:*:${AWS::AccountId}:trail/[CLOUDTRAIL_NAME]',
    'arn:aws:cloudtrail:*:111111111111:trail/org-trail',
  ],
  [
    'arn:aws:cloudtrail:${Region}:ACCOUNT_ID:trail/${TrailName}',
    'arn:aws:cloudtrail:eu-west-1:111111111111:trail/org-trail',
  ],
  ['${aws_cloudtrail.main.arn}', 'arn:aws:cloudtrail:eu-west-1:111111111111:trail/org-trail'],
  [
    'arn:aws:kms:*:${Account}:key/${KeyId}',
    'arn:aws:kms:*:222222222222:key/1a2b3c4d-0000-4000-8000-000000000000',
  ],
  ['arn:aws:iam::AccountId:role/[PRIVILEGED_ROLE]', 'arn:aws:iam::222222222222:role/BreakGlass'],
  ['arn:aws:iam::XXXXXXXXXXXX:role/x', 'arn:aws:iam::222222222222:role/x'],
  ['arn:aws:iam::${ManagementAccount}:role/%ADMIN_ROLE%', 'arn:aws:iam::111111111111:role/BreakGlass'],
])('fills %s in', (written, expected) => {
  expect(filled('Resource', written)).toBe(expected);
});

it.each([
  ['aws:PrincipalOrgID', 'o-xxxxxxxxxx', 'o-abcdefgh12'],
  ['aws:PrincipalOrgID', '<my-org-id>', 'o-abcdefgh12'],
  ['aws:PrincipalOrgPaths', 'o-exampleorgid/r-ab12/*', 'o-abcdefgh12/r-ab12/*'],
  ['aws:PrincipalAccount', '${data.aws_caller_identity.current.account_id}', '111111111111'],
  ['aws:RequestedRegion', '[ALLOWED_REGION]', 'eu-west-1'],
  ['aws:PrincipalArn', '${BreakGlassRole}', 'arn:aws:iam::*:role/BreakGlass'],
])('fills a value of %s in: %s', (key, written, expected) => {
  expect(filled(key, written)).toBe(expected);
});

it.each([
  'arn:aws:s3:::${aws:PrincipalAccount}-logs/${saml:sub}',
  "arn:aws:s3:::${aws:PrincipalTag/team, 'none'}/${*}${?}${$}",
  'arn:aws:iam::123456789012:role/OKTA_ADMIN',
  'arn:aws:iam::aws:policy/ReadOnlyAccess',
  'arn:aws:iam::*:role/[a',
  'AWS_IAM',
])('leaves %s', (written) => {
  expect(fill(JSON.stringify({ Resource: written }))).toMatchObject({ placeholders: [] });
  expect(filled('Resource', written)).toBe(written);
});

it('leaves what decides about the meaning, and the brackets of JSON', () => {
  for (const text of [
    '{"Action":"[ACTIONS]","Effect":"${Effect}"}',
    '{"Bool":{"aws:SecureTransport":[true]}}',
  ]) {
    expect(fill(text).text).toBe(text);
  }
});

it('says what nothing tells, and gives it a value that nothing has', () => {
  const { text, placeholders } = fill(
    '{"Resource":"arn:aws:sns:*:*:[TOPIC]","aws:SourceVpc":["<vpc-a>","<vpc-b>"]}',
  );
  expect(placeholders.map(({ unresolved }) => unresolved)).toEqual([true, true, true]);
  expect(new Set(placeholders.map(({ value }) => value)).size).toBe(3);
  expect(text).toContain('arn:aws:sns:*:*:Indelible');
  expect(fill('{"NotIpAddressIfExists":{"aws:SourceIp":["<cidr>"]}}').text).toContain('"192.0.2.0/24"');
});

it('tells a guess from what the user stated', () => {
  const text = '{"Resource":"arn:aws:s3:::[BUCKET]"}';
  expect(fill(text).placeholders).toEqual([{ placeholder: '[BUCKET]', value: 'acme-logs', guessed: true }]);
  expect(fill(text, { ...NAMES, given: ['bucket'] }).placeholders).toMatchObject([{ guessed: false }]);
});

it('believes what the file declares', () => {
  const hints = [{ placeholder: '${Store}', hint: 'AWS::S3::Bucket' }];
  expect(fill('{"Resource":"${Store}"}', NAMES, hints).text).toBe('{"Resource":"arn:aws:s3:::acme-logs"}');
});

it('puts no quote into a policy', () => {
  const names = { ...NAMES, bucket: 'a"b\\' };
  expect(JSON.parse(fill('{"Resource":"arn:aws:s3:::[BUCKET]"}', names).text).Resource).toBe(
    'arn:aws:s3:::a"b\\',
  );
});

it('knows columns from before', () => {
  const text = '{"a":"x",\n"Resource":["arn:aws:s3:::[B_U]","arn:aws:s3:::[BUCKET_TO_PROTECT]"],"z":1}';
  const { text: after, columnBefore } = fill(text);
  for (const mark of ['"z"', '"Resource"', '],']) {
    const at = (whole: string) => whole.indexOf(mark) - whole.indexOf('\n');
    expect(columnBefore(2, at(after))).toBe(at(text));
  }
});

it.each([
  ['open braces', '${a'.repeat(200_000)],
  ['open brackets', '[aa'.repeat(200_000)],
  ['words', '_A'.repeat(300_000)],
  ['backslashes', '\\\\'.repeat(300_000)],
])('takes no time over %s', (_, text) => {
  expect(fill(`"${text}"`).placeholders).toEqual([]);
});
