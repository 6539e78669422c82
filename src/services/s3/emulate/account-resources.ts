import type { Resource } from '../../../model/resource.ts';
import { AwsError } from '../../../sandbox/aws-error.ts';
import type { Call } from '../../../sandbox/emulation.ts';
import { optionalInteger } from '../../../sandbox/input.ts';
import { ownResources } from '../../../sandbox/own-resources.ts';
import { page } from '../../../sandbox/pages.ts';
import { notEmulated } from './errors.ts';
import { document, type Reply } from './reply.ts';
import { requestOf } from './request.ts';
import type { XmlElement } from './xml.ts';

export const invalidToken = () => new AwsError('InvalidNextToken', 400, 'The token is not valid.');

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_ListAccessGrantsInstances.html */
export function listAccessGrantsInstances(call: Call): Reply {
  const { query } = requestOf(call);
  const part = page(ownResources(call, 'AWS::S3::AccessGrantsInstance'), ({ arn }) => arn, {
    token: query.nextToken,
    size: optionalInteger(query, 'maxResults', { min: 0, max: 1000 }) ?? 1000,
  });
  if (part === undefined) throw invalidToken();
  return document('ListAccessGrantsInstancesResult', [
    ['NextToken', part.next],
    [
      'AccessGrantsInstancesList',
      part.items.map(
        ({ arn, name }): XmlElement => [
          'AccessGrantsInstance',
          [
            ['AccessGrantsInstanceId', name],
            ['AccessGrantsInstanceArn', arn],
          ],
        ],
      ),
    ],
  ]);
}

/** Requests about them are routed to one Region; how S3 refuses them elsewhere is not documented. */
const HOME = 'us-west-2';

function multiRegionAccessPoints({ world, caller, region, operation }: Call): readonly Resource[] {
  if (region !== HOME) throw notEmulated(`${operation} in ${region}`);
  return [...world.resources.values()].filter(
    (one) => one.type === 'AWS::S3::MultiRegionAccessPoint' && one.accountId === caller.accountId,
  );
}

export const multiRegionAccessPointNamed = ({ world, caller, input }: Call): Resource | undefined =>
  [...world.resources.values()].find(
    (one) =>
      one.type === 'AWS::S3::MultiRegionAccessPoint' &&
      one.accountId === caller.accountId &&
      one.name === input.name,
  );

/** All at once: an account has at most 100. https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_ListMultiRegionAccessPoints.html */
export const listMultiRegionAccessPoints = (call: Call): Reply =>
  document('ListMultiRegionAccessPointsResult', [
    ['AccessPoints', multiRegionAccessPoints(call).map((one) => listed(call, one))],
  ]);

const listed = ({ world }: Call, { name, arn, concerns = [] }: Resource): XmlElement => [
  'AccessPoint',
  [
    ['Name', name],
    ['Alias', arn.slice(arn.indexOf('/') + 1)],
    ['Status', 'READY'],
    [
      'Regions',
      concerns.map((bucketArn): XmlElement => {
        const bucket = bucketArn.slice(bucketArn.lastIndexOf(':') + 1);
        const { region, accountId } = world.buckets.get(bucket) ?? {};
        return [
          'Region',
          [
            ['Bucket', bucket],
            ['Region', region],
            ['BucketAccountId', accountId],
          ],
        ];
      }),
    ],
  ],
];

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetMultiRegionAccessPointPolicy.html */
export function getMultiRegionAccessPointPolicy(call: Call): Reply {
  const point = multiRegionAccessPoints(call).find(({ name }) => name === call.input.name);
  if (point === undefined) {
    throw new AwsError(
      'NoSuchMultiRegionAccessPoint',
      404,
      'The specified Multi-Region Access Point does not exist',
    );
  }
  const policy = point.policy === undefined ? undefined : JSON.stringify(point.policy);
  return document('GetMultiRegionAccessPointPolicyResult', [
    ['Policy', [['Established', [['Policy', policy]]]]],
  ]);
}
