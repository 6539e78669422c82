import {
  GetMultiRegionAccessPointPolicyCommand,
  paginateListAccessGrantsInstances,
  paginateListMultiRegionAccessPoints,
  type S3ControlClient,
} from '@aws-sdk/client-s3-control';
import { type AwsAccess, inRegion } from '../../aws/access.ts';
import { byArn, distinct, ownArn } from '../../aws/arn.ts';
import { all, concurrently, Reader, type Reading } from '../../aws/reading.ts';
import type { PolicyDocument } from '../../model/policy.ts';
import type { Resource } from '../../model/resource.ts';
import { s3ControlClient } from './collect-account-client.ts';

/** Where S3 answers about them. https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointRestrictions.html */
const HOME = 'us-west-2';

/** The account's Multi-Region Access Points, whatever their status: one under way may be there at any moment. */
export async function collectMultiRegionAccessPoints(
  access: AwsAccess,
): Promise<Reading<readonly Resource[]>> {
  const { partition, caller } = access;
  const under = `arn:${partition}:s3::${caller.accountId}:accesspoint/`;
  if (partition !== 'aws') {
    const message = 'where S3 would answer about them in this partition is not documented';
    const gap = {
      resource: `${under}*`,
      action: 's3:ListMultiRegionAccessPoints',
      code: 'NotCollected',
      message,
    };
    return { value: [], gaps: [gap] };
  }
  const client = s3ControlClient(inRegion(access, HOME));
  const reader = new Reader();
  const listed = await reader.read(`${under}*`, 's3:ListMultiRegionAccessPoints', () =>
    all(
      paginateListMultiRegionAccessPoints({ client }, { AccountId: caller.accountId }),
      (page) => page.AccessPoints,
    ),
  );
  const points = await concurrently(listed ?? [], async ({ Name: name = '', Alias = '', Regions = [] }) => {
    const arn = `${under}${Alias}`;
    const policy = await reader.read(arn, 's3:GetMultiRegionAccessPointPolicy', () =>
      policyOf(client, caller.accountId, name),
    );
    return {
      type: 'AWS::S3::MultiRegionAccessPoint' as const,
      arn,
      name,
      accountId: caller.accountId,
      region: '',
      ...(policy === undefined || policy === 'none' ? {} : { policy }),
      concerns: distinct(Regions.map(({ Bucket }) => `arn:${partition}:s3:::${Bucket}`)),
    };
  });
  return { value: [...points].sort(byArn), gaps: reader.gaps };
}

/** One that is proposed may hold in some Regions already. */
async function policyOf(
  client: S3ControlClient,
  AccountId: string,
  Name: string,
): Promise<PolicyDocument | 'none'> {
  const { Policy } = await client.send(new GetMultiRegionAccessPointPolicyCommand({ AccountId, Name }));
  const text = Policy?.Established?.Policy || Policy?.Proposed?.Policy;
  return text ? JSON.parse(text) : 'none';
}

/** The account's S3 Access Grants instance of one Region; what its own policy lets others do is not read. */
export async function collectAccessGrantsInstances(access: AwsAccess): Promise<Reading<readonly Resource[]>> {
  const { accountId } = access.caller;
  const client = s3ControlClient(access);
  const reader = new Reader();
  const listed = await reader.read(
    ownArn(access, 's3', 'access-grants/*'),
    's3:ListAccessGrantsInstances',
    () =>
      all(
        paginateListAccessGrantsInstances({ client }, { AccountId: accountId }),
        (page) => page.AccessGrantsInstancesList,
      ),
  );
  const instances = (listed ?? []).map(
    ({ AccessGrantsInstanceArn: arn = '', AccessGrantsInstanceId: name = '' }): Resource => ({
      type: 'AWS::S3::AccessGrantsInstance',
      arn,
      name,
      accountId,
      region: access.region,
    }),
  );
  return { value: instances.sort(byArn), gaps: reader.gaps };
}
