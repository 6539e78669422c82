import type { AccessPoint } from '../../../model/snapshot.ts';
import { AwsError } from '../../../sandbox/aws-error.ts';
import type { AuthorizationNeed, Call, Operation } from '../../../sandbox/emulation.ts';
import { optionalInteger, text } from '../../../sandbox/input.ts';
import { page } from '../../../sandbox/pages.ts';
import type { AccountState } from '../../../sandbox/world.ts';
import {
  getMultiRegionAccessPointPolicy,
  invalidToken,
  listAccessGrantsInstances,
  listMultiRegionAccessPoints,
  multiRegionAccessPointNamed,
} from './account-resources.ts';
import { type AccountRoute, accountRoutes } from './account-routes.ts';
import { conditionKeys } from './condition-keys.ts';
import { recordOf } from './recording.ts';
import { document, type Reply } from './reply.ts';
import { requestOf } from './request.ts';
import { publicAccessBlockIn } from './settings.ts';
import type { XmlElement } from './xml.ts';

/** S3 Control knows the caller's own account only. */
function accountOf({ input, world, caller }: Call): AccountState {
  const named = text(input, 'accountId', { max: 64, pattern: /^\d{12}$/ });
  const account = world.accounts.get(named);
  if (account === undefined || named !== caller.accountId) {
    throw new AwsError('AccessDenied', 403, 'Access Denied');
  }
  return account;
}

interface ListedAccessPoint extends AccessPoint {
  readonly bucket: string;
  readonly bucketAccountId: string;
}

const accessPointsOf = (call: Call): readonly ListedAccessPoint[] => {
  const { id } = accountOf(call);
  return [...call.world.buckets.values()].flatMap((bucket) =>
    (bucket.settings.accessPoints ?? [])
      .filter(({ arn, accountId }) => accountId === id && arn.split(':')[3] === call.region)
      .map((point) => ({ ...point, bucket: bucket.name, bucketAccountId: bucket.accountId })),
  );
};

const accessPointNamed = (call: Call): ListedAccessPoint | undefined =>
  accessPointsOf(call).find(({ name }) => name === call.input.name);

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_ListAccessPoints.html */
function listAccessPoints(call: Call): Reply {
  const { query } = requestOf(call);
  const points = accessPointsOf(call).filter(({ bucket }) => bucket === (query.bucket ?? bucket));
  const part = page(points, ({ arn }) => arn, {
    token: query.nextToken,
    size: optionalInteger(query, 'maxResults', { min: 0, max: 1000 }) ?? 1000,
  });
  if (part === undefined) throw invalidToken();
  return document('ListAccessPointsResult', [
    ['AccessPointList', part.items.map(listed)],
    ['NextToken', part.next],
  ]);
}

const listed = ({ name, arn, bucket, bucketAccountId }: ListedAccessPoint): XmlElement => [
  'AccessPoint',
  [
    ['Name', name],
    ['NetworkOrigin', 'Internet'],
    ['Bucket', bucket],
    ['AccessPointArn', arn],
    ['BucketAccountId', bucketAccountId],
  ],
];

function getAccessPointPolicy(call: Call): Reply {
  const point = accessPointNamed(call);
  if (point === undefined) {
    throw new AwsError('NoSuchAccessPoint', 404, 'The specified accesspoint does not exist');
  }
  if (point.policy === undefined) {
    throw new AwsError('NoSuchAccessPointPolicy', 404, 'The specified accesspoint policy does not exist');
  }
  return document('GetAccessPointPolicyResult', [['Policy', JSON.stringify(point.policy)]]);
}

/** A new account has none. https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetPublicAccessBlock.html */
function getPublicAccessBlock(call: Call): Reply {
  const { publicAccessBlock, id } = accountOf(call);
  if (publicAccessBlock === undefined) {
    throw new AwsError(
      'NoSuchPublicAccessBlockConfiguration',
      404,
      'The public access block configuration was not found',
      { AccountId: id },
    );
  }
  return document('PublicAccessBlockConfiguration', Object.entries(publicAccessBlock));
}

function putPublicAccessBlock(call: Call): Reply {
  accountOf(call).publicAccessBlock = publicAccessBlockIn(call);
  return {};
}

const emulated: Readonly<Record<string, (call: Call) => Reply>> = {
  GetAccessPointPolicy: getAccessPointPolicy,
  GetAccountPublicAccessBlock: getPublicAccessBlock,
  GetMultiRegionAccessPointPolicy: getMultiRegionAccessPointPolicy,
  ListAccessGrantsInstances: listAccessGrantsInstances,
  ListAccessPoints: listAccessPoints,
  ListMultiRegionAccessPoints: listMultiRegionAccessPoints,
  PutAccountPublicAccessBlock: putPublicAccessBlock,
};

function needOf({ operation, resource }: AccountRoute, call: Call): AuthorizationNeed {
  const { id } = accountOf(call);
  const action = `s3:${operation}`;
  const multiRegion = multiRegionAccessPointNamed(call);
  const policy = (resource.includes('{Alias}') ? multiRegion : accessPointNamed(call))?.policy;
  const rest = resource
    .replace('{Region}', call.region)
    .replace('{AccountId}', id)
    .replace('{Name}', () => text(call.input, 'name'))
    .replace('{Alias}', () => multiRegion?.arn.split('/')[1] ?? '*');
  return {
    action,
    resource: resource === '*' ? '*' : `arn:${call.world.partition}:s3:${rest}`,
    resourcePolicies: policy === undefined ? [] : [{ name: 'access point policy', document: policy }],
    context: conditionKeys(action, requestOf(call), { body: call.body, now: call.now, versionId: undefined }),
  };
}

function operationFor(route: AccountRoute): Operation {
  const run = emulated[route.operation];
  return {
    access: route.access,
    needs: (call) => [needOf(route, call)],
    record: recordOf({ access: route.access, on: 'account', actions: [] }),
    ...(run ? { run } : {}),
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_AWS_S3_Control.html */
export const accountOperations: Readonly<Record<string, Operation>> = Object.fromEntries(
  accountRoutes.map((route) => [route.operation, operationFor(route)]),
);
