import {
  GetMultiRegionAccessPointPolicyCommand,
  ListMultiRegionAccessPointsCommand,
} from '@aws-sdk/client-s3-control';
import { afterEach, expect, test } from 'vitest';
import {
  ACCOUNT,
  elsewhere,
  here,
  OTHER,
  reading,
  resource,
  startWith,
} from '../../../test/services/stage.ts';
import type { Resource } from '../../model/resource.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import { s3ControlClient } from './collect-account-client.ts';
import { collectAccessGrantsInstances, collectMultiRegionAccessPoints } from './collect-account-resources.ts';
import s3 from './emulate.ts';

const under = `arn:aws:s3::${ACCOUNT}:accesspoint/`;
const point = (name: string, alias: string, rest: Partial<Resource> = {}) =>
  resource('AWS::S3::MultiRegionAccessPoint', `${under}${alias}.mrap`, name, rest);
const LENT = point('lent', 'm1', {
  concerns: ['arn:aws:s3:::amzn-s3-demo-logs', 'arn:aws:s3:::amzn-s3-demo-replica'],
  policy: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${OTHER}:root` },
        Action: 's3:DeleteObject',
        Resource: `${under}m1.mrap/object/*`,
      },
    ],
  },
});
const PLAIN = point('plain', 'm2', { concerns: ['arn:aws:s3:::amzn-s3-demo-logs'] });
const INSTANCE = resource('AWS::S3::AccessGrantsInstance', here('s3', 'access-grants/default'), 'default');

let sandbox: Sandbox;
afterEach(() => sandbox.close());

const start = async (resources: readonly Resource[], denied?: readonly string[]) => {
  sandbox = await startWith([s3], resources, denied);
  return reading(sandbox);
};

test('Multi-Region Access Points with their buckets and policies, from whichever Region', async () => {
  const other = { ...PLAIN, arn: PLAIN.arn.replace(ACCOUNT, OTHER), accountId: OTHER };
  const access = await start([PLAIN, LENT, other]);
  expect(await collectMultiRegionAccessPoints({ ...access, region: 'eu-west-1' })).toEqual({
    value: [LENT, PLAIN],
    gaps: [],
  });
});

test.each([
  ['s3:ListMultiRegionAccessPoints', `${under}*`, []],
  ['s3:GetMultiRegionAccessPointPolicy', LENT.arn, [{ ...LENT, policy: undefined }]],
])('without %s', async (action, about, value) => {
  expect(await collectMultiRegionAccessPoints(await start([LENT], [action]))).toEqual({
    value,
    gaps: [expect.objectContaining({ resource: about, action, code: 'AccessDenied' })],
  });
});

test('in another partition it is not known', async () => {
  const access = { ...(await start([LENT])), partition: 'aws-cn' };
  expect(await collectMultiRegionAccessPoints(access)).toEqual({
    value: [],
    gaps: [expect.objectContaining({ action: 's3:ListMultiRegionAccessPoints', code: 'NotCollected' })],
  });
});

test('S3 answers about them in one Region, and not of one that is not there', async () => {
  const access = await start([LENT]);
  await expect(
    s3ControlClient(access).send(new ListMultiRegionAccessPointsCommand({ AccountId: ACCOUNT })),
  ).rejects.toMatchObject({ name: 'NotEmulated' });
  const home = s3ControlClient({ ...access, region: 'us-west-2' });
  await expect(
    home.send(new GetMultiRegionAccessPointPolicyCommand({ AccountId: ACCOUNT, Name: 'none' })),
  ).rejects.toMatchObject({ name: 'NoSuchMultiRegionAccessPoint' });
});

test('the S3 Access Grants instance of the account and Region', async () => {
  expect(await collectAccessGrantsInstances(await start([INSTANCE, ...elsewhere(INSTANCE)]))).toEqual({
    value: [INSTANCE],
    gaps: [],
  });
});

test('no instance', async () => {
  expect(await collectAccessGrantsInstances(await start(elsewhere(INSTANCE)))).toEqual({
    value: [],
    gaps: [],
  });
});

test('without s3:ListAccessGrantsInstances', async () => {
  const action = 's3:ListAccessGrantsInstances';
  expect(await collectAccessGrantsInstances(await start([INSTANCE], [action]))).toEqual({
    value: [],
    gaps: [
      expect.objectContaining({ resource: here('s3', 'access-grants/*'), action, code: 'AccessDenied' }),
    ],
  });
});
