import {
  admin,
  BUCKET,
  blocked,
  deny,
  GUARD_BUCKET,
  GUARD_TRAILS,
  LOG_ARCHIVE,
  NO_LEAVING,
  OBJECTS,
  organization,
  possible,
  ROOT,
  scp,
  TRAIL,
  WORKLOAD,
  type World,
} from './build.ts';

const TRAIL_ACTIONS = ['cloudtrail:StopLogging', 'cloudtrail:DeleteTrail', 'cloudtrail:UpdateTrail'];
const printed = [deny(TRAIL_ACTIONS, TRAIL), deny('s3:Delete*', BUCKET)];
const corrected = [deny(TRAIL_ACTIONS, TRAIL), deny('s3:Delete*', [BUCKET, OBJECTS])];

export default [
  {
    name: 'the article as printed',
    why: 'Objects are authorized on bucket/key, which the ARN of the bucket does not match; and nothing keeps an account in the organization.',
    snapshot: organization({ policies: [scp('article', [ROOT], ...printed)] }),
    expect: [
      admin(WORKLOAD, 'cloudtrail-stop-logging', 'possible', { direct: 'blocked', pathLength: 2 }),
      admin(WORKLOAD, 'cloudtrail-delete-trail', 'possible', { direct: 'blocked', pathLength: 2 }),
      possible(WORKLOAD, 'cloudtrail-event-selectors-management-off'),
      possible(LOG_ARCHIVE, 's3-delete-object'),
      possible(LOG_ARCHIVE, 's3-delete-object-version'),
      possible(LOG_ARCHIVE, 's3-lifecycle-expire'),
      // Deleting the policy is denied on the bucket, replacing it is not.
      possible(LOG_ARCHIVE, 's3-bucket-policy-strip'),
      possible(LOG_ARCHIVE, 'organization-leave'),
    ],
  },
  {
    name: 'the article, corrected with the objects',
    why: 'The objects are covered, lifecycle is not, and leaving the organization ends every SCP.',
    snapshot: organization({ policies: [scp('article', [ROOT], ...corrected)] }),
    expect: [
      admin(LOG_ARCHIVE, 's3-delete-object', 'possible', { direct: 'blocked', pathLength: 2 }),
      admin(LOG_ARCHIVE, 's3-delete-object-version', 'possible', { direct: 'blocked', pathLength: 2 }),
      possible(LOG_ARCHIVE, 's3-lifecycle-expire'),
    ],
  },
  {
    name: 'the article, corrected, and nobody leaves',
    why: 'The bucket policy can still be written: it lets an account from outside delete, whom no SCP binds.',
    snapshot: organization({ policies: [scp('article', [ROOT], ...corrected, NO_LEAVING)] }),
    expect: [
      blocked(WORKLOAD, 'cloudtrail-stop-logging', 'statement'),
      blocked(WORKLOAD, 'organization-leave', 'statement'),
      admin(LOG_ARCHIVE, 's3-delete-object', 'possible', { direct: 'blocked', pathLength: 2 }),
      possible(LOG_ARCHIVE, 's3-lifecycle-expire'),
      possible(LOG_ARCHIVE, 's3-external-principal-delete'),
    ],
  },
  {
    name: 'everything that changes trail and bucket, and nobody leaves',
    why: 'No call of the catalogue against trail or bucket is left, nor one that lifts the SCP.',
    snapshot: organization({ policies: [scp('guard', [ROOT], GUARD_TRAILS, GUARD_BUCKET, NO_LEAVING)] }),
    expect: [
      blocked(WORKLOAD, 'cloudtrail-stop-logging', 'statement'),
      blocked(WORKLOAD, 'cloudtrail-delete-trail', 'statement'),
      blocked(WORKLOAD, 'cloudtrail-single-region', 'statement'),
      blocked(WORKLOAD, 'cloudtrail-event-selectors-management-off', 'statement'),
      blocked(LOG_ARCHIVE, 's3-delete-object', 'statement'),
      blocked(LOG_ARCHIVE, 's3-delete-object-version', 'statement'),
      blocked(LOG_ARCHIVE, 's3-lifecycle-expire', 'statement'),
      blocked(LOG_ARCHIVE, 's3-versioning-suspend', 'statement'),
      blocked(LOG_ARCHIVE, 's3-bucket-policy-strip', 'statement'),
      blocked(LOG_ARCHIVE, 'delivery-break-delete-bucket', 'statement'),
      blocked(LOG_ARCHIVE, 'organization-leave', 'statement'),
      blocked(WORKLOAD, 'organization-leave', 'statement'),
    ],
  },
] satisfies readonly World[];
