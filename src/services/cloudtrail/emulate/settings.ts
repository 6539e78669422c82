import { authorize, serviceCaller } from '../../../sandbox/authorize.ts';
import { logRoot, mayDeliver } from '../../../sandbox/delivery.ts';
import type { Call } from '../../../sandbox/emulation.ts';
import type { TrailState } from '../../../sandbox/world.ts';
import * as errors from './errors.ts';
import { isDelegated } from './trail-of.ts';

/** Between 3 and 128 letters, digits, periods, underscores and dashes, none of the marks twice in a row. */
export function checkName(name: string): string {
  if (name.length < 3)
    throw errors.invalidName('Trail name too short. Minimum allowed length: 3 characters.');
  if (name.length > 128)
    throw errors.invalidName('Trail name too long. Maximum allowed length: 128 characters.');
  if (!/^[A-Za-z0-9]([A-Za-z0-9]|[._-](?![._-]))*$/.test(name) || /[._-]$/.test(name) || isAddress(name)) {
    throw errors.invalidName(
      'Trail name must start and end with a letter or number, and hold letters, numbers, periods, underscores and dashes only.',
    );
  }
  return name;
}

const isAddress = (name: string): boolean => /^\d{1,3}(\.\d{1,3}){3}$/.test(name);

/** What a trail must satisfy before CloudTrail keeps it. */
export function checkSettings(call: Call, trail: TrailState): void {
  if (trail.multiRegion && !trail.includeGlobalServiceEvents) {
    throw errors.invalidCombination('Multi-Region trail must include global service events.');
  }
  if ((trail.keyPrefix?.length ?? 0) > 200)
    throw errors.invalidPrefix('The S3 key prefix is longer than 200 characters.');
  if (trail.organizationTrail) checkOrganization(call, trail);
  checkBucket(call, trail);
}

function checkOrganization({ world, caller }: Call, trail: TrailState): void {
  const { organization, accounts } = world;
  if (accounts.get(caller.accountId ?? '')?.parentId === undefined) throw errors.noOrganization();
  if (caller.accountId !== organization.managementAccountId && !isDelegated(world, caller.accountId)) {
    throw errors.notManagement();
  }
  if (!organization.trustedServices.has('cloudtrail.amazonaws.com')) throw errors.noTrustedAccess();
  if (!trail.multiRegion && trail.homeRegion === '')
    throw errors.invalidCombination('An organization trail needs a home Region.');
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
function checkBucket({ world, region, now }: Call, trail: TrailState): void {
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
  const writes = mayDeliver(
    world,
    trail,
    `${bucket.arn}/${logRoot(world, trail, trail.accountId)}/CloudTrail/x`,
  );
  if (reads.decision !== 'allowed' || !writes) throw errors.bucketPolicy(trail.bucketName);
}
