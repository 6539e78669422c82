import { authorize, serviceCaller } from '../../../sandbox/authorize.ts';
import { logRoot, mayDeliver } from '../../../sandbox/delivery.ts';
import type { Call } from '../../../sandbox/emulation.ts';
import type { TrailState } from '../../../sandbox/world.ts';
import * as errors from './errors.ts';
import { isDelegated } from './trail-of.ts';

/** What holds of every trail, whether its bucket lets CloudTrail in or not. */
export function mustBeConsistent(trail: TrailState): void {
  if (trail.multiRegion && !trail.includeGlobalServiceEvents) {
    throw errors.invalidCombination('Multi-Region trail must include global service events.');
  }
  if ((trail.keyPrefix?.length ?? 0) > 200) {
    throw errors.invalidPrefix('The S3 key prefix is longer than 200 characters.');
  }
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-an-organizational-trail-prepare.html */
export function mustManageOrganization({ world, caller }: Call): void {
  const { organization, accounts } = world;
  if (accounts.get(caller.accountId ?? '')?.parentId === undefined) throw errors.noOrganization();
  if (caller.accountId !== organization.managementAccountId && !isDelegated(world, caller.accountId)) {
    throw errors.notManagement();
  }
  if (!organization.trustedServices.has('cloudtrail.amazonaws.com')) throw errors.noTrustedAccess();
}

/**
 * The bucket's policy must let CloudTrail read its access control list and write below the trail's prefix.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 */
export function mustLetCloudTrailIn({ world, region, now }: Call, trail: TrailState): void {
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(trail.bucketName)) {
    throw errors.invalidBucketName(`Bucket name ${trail.bucketName} is not valid.`);
  }
  const bucket = world.buckets.get(trail.bucketName);
  if (bucket === undefined) throw errors.noBucket(trail.bucketName);
  const principal = 'cloudtrail.amazonaws.com';
  const reads = authorize(
    world,
    {
      caller: serviceCaller({ principal, sourceArn: trail.arn, sourceAccount: trail.accountId }),
      region,
      now,
      sourceIp: principal,
      userAgent: principal,
    },
    {
      action: 's3:GetBucketAcl',
      resource: bucket.arn,
      resourceAccount: bucket.accountId,
      resourcePolicies: bucket.policy === undefined ? [] : [bucket.policy.policy],
    },
  );
  const folder = `${bucket.arn}/${logRoot(world, trail, trail.accountId)}/`;
  if (reads.decision !== 'allowed' || !mayDeliver(world, trail, folder)) {
    throw errors.bucketPolicy(trail.bucketName);
  }
}
