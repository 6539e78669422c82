import type { LogBucket, LogGroup } from '../../src/model/snapshot.ts';
import { BUCKET, bucket, deny, denyAnybody, LOG_ARCHIVE, OBJECTS, WORKLOAD } from '../worlds/build.ts';
import { type Pair, staying, withRcp, withScp } from './pair.ts';

const GROUP = `arn:aws:logs:us-east-1:${WORKLOAD}:log-group:trail`;

/** As policies name a log group, and as they name it besides. */
const BOTH_FORMS = [GROUP, `${GROUP}:*`];

const withBucket = (settings: Partial<LogBucket> = {}) => staying({ buckets: [bucket(settings)] });

const withGroup = (settings: Partial<LogGroup> = {}) =>
  staying({
    logGroups: [
      {
        name: 'trail',
        arn: GROUP,
        accountId: WORKLOAD,
        region: 'us-east-1',
        deletionProtection: false,
        metricFilters: [],
        subscriptionFilters: [],
        ...settings,
      },
    ],
  });

const plain = withBucket();
const locked = withBucket({ objectLock: { default: { mode: 'COMPLIANCE', days: 365 } } });
const governed = withBucket({
  objectLock: { default: { mode: 'GOVERNANCE', days: 365 } },
  retention: { mode: 'GOVERNANCE', until: '2027-11-02T00:00:00Z' },
});
const onTag = {
  lifecycle: [{ id: 'scratch', enabled: true, expires: true, tag: { key: 'scratch', value: 'yes' } }],
};
const expiringTagged = withBucket(onTag);
const lockedTagged = withBucket({
  ...onTag,
  objectLock: { default: { mode: 'COMPLIANCE', days: 365 } },
  retention: { mode: 'COMPLIANCE', until: '2027-11-02T00:00:00Z' },
});
const replicating = withBucket({ replicatesTo: ['arn:aws:s3:::amzn-s3-demo-copy'] });
const withDevice = withBucket({ mfaDelete: true });
const writersOwn = withBucket({ ownership: 'ObjectWriter' });
const group = withGroup();
const listened = withGroup({ metricFilters: ['root-login'], subscriptionFilters: ['siem'] });
const guardedGroup = withGroup({ deletionProtection: true });

const byAdmin = { actor: 'admin', account: LOG_ARCHIVE } as const;
const byGroupAdmin = { actor: 'admin', account: WORKLOAD } as const;

/** A service control policy would not hold an outsider whom the owner lets in by the bucket's policy. */
const ofBucket: readonly Pair[] = [
  {
    technique: 's3-lifecycle-expire',
    open: plain,
    ...byAdmin,
    path: ['s3:PutLifecycleConfiguration'],
    closed: withRcp(plain, denyAnybody('s3:PutLifecycleConfiguration', BUCKET)),
  },
  {
    technique: 's3-lifecycle-expire',
    open: plain,
    ...byAdmin,
    path: ['s3:PutLifecycleConfiguration'],
    closed: withDevice,
  },
  {
    technique: 's3-lifecycle-noncurrent',
    open: plain,
    ...byAdmin,
    path: ['s3:PutLifecycleConfiguration'],
    closed: withRcp(plain, denyAnybody('s3:PutLifecycleConfiguration', BUCKET)),
  },
  {
    technique: 's3-lifecycle-noncurrent',
    open: governed,
    ...byAdmin,
    path: ['s3:BypassGovernanceRetention', 's3:PutObjectRetention', 's3:PutLifecycleConfiguration'],
    closed: withRcp(governed, denyAnybody('s3:BypassGovernanceRetention', OBJECTS)),
  },
  {
    technique: 's3-lifecycle-noncurrent',
    open: plain,
    actor: 'root',
    account: LOG_ARCHIVE,
    path: ['s3:PutLifecycleConfiguration'],
    // Root could turn MFA Delete off.
    closed: withScp(withDevice, deny('s3:PutBucketVersioning', BUCKET)),
  },
  {
    technique: 's3-lifecycle-noncurrent',
    open: withDevice,
    actor: 'root',
    account: LOG_ARCHIVE,
    path: ['s3:PutBucketVersioning', 's3:PutLifecycleConfiguration'],
    closed: withRcp(withDevice, denyAnybody('s3:PutLifecycleConfiguration', BUCKET)),
  },
  {
    technique: 's3-lifecycle-tag-trigger',
    open: expiringTagged,
    ...byAdmin,
    path: ['s3:PutObjectTagging'],
    closed: withRcp(
      expiringTagged,
      denyAnybody(['s3:PutObjectTagging', 's3:PutObjectVersionTagging'], OBJECTS),
    ),
  },
  {
    technique: 's3-lifecycle-tag-trigger',
    open: lockedTagged,
    ...byAdmin,
    path: ['s3:PutObjectTagging'],
    closed: withRcp(
      lockedTagged,
      denyAnybody(['s3:PutObjectTagging', 's3:PutObjectVersionTagging'], OBJECTS),
    ),
  },
  {
    technique: 's3-lifecycle-archive',
    open: locked,
    ...byAdmin,
    path: ['s3:PutLifecycleConfiguration'],
    closed: withRcp(
      locked,
      denyAnybody(['s3:PutLifecycleConfiguration', 's3:PutIntelligentTieringConfiguration'], BUCKET),
    ),
  },
  {
    technique: 's3-versioning-suspend',
    open: plain,
    ...byAdmin,
    path: ['s3:PutBucketVersioning'],
    closed: withBucket({ objectLock: {} }),
  },
  {
    technique: 's3-versioning-suspend',
    open: replicating,
    ...byAdmin,
    path: ['s3:PutReplicationConfiguration', 's3:PutBucketVersioning'],
    closed: withRcp(replicating, denyAnybody('s3:PutReplicationConfiguration', BUCKET)),
  },
  {
    technique: 's3-mfa-delete-off',
    open: withDevice,
    actor: 'root',
    account: LOG_ARCHIVE,
    path: ['s3:PutBucketVersioning'],
    closed: withScp(withDevice, deny('s3:PutBucketVersioning', BUCKET)),
  },
  {
    technique: 'objectlock-default-remove',
    open: locked,
    ...byAdmin,
    path: ['s3:PutBucketObjectLockConfiguration'],
    closed: withRcp(locked, denyAnybody('s3:PutBucketObjectLockConfiguration', BUCKET)),
  },
  {
    technique: 'objectlock-default-weaken',
    open: locked,
    ...byAdmin,
    path: ['s3:PutBucketObjectLockConfiguration'],
    closed: withRcp(locked, denyAnybody('s3:PutBucketObjectLockConfiguration', BUCKET)),
  },
  {
    technique: 's3-forge-log-file',
    open: plain,
    ...byAdmin,
    path: ['s3:PutObject'],
    closed: withRcp(
      plain,
      denyAnybody('s3:PutObject', OBJECTS, {
        Condition: { StringNotEqualsIfExists: { 'aws:PrincipalServiceName': 'cloudtrail.amazonaws.com' } },
      }),
    ),
  },
  {
    technique: 's3-abort-or-acl',
    open: writersOwn,
    ...byAdmin,
    path: ['s3:PutObjectAcl'],
    closed: withRcp(writersOwn, denyAnybody(['s3:PutObjectAcl', 's3:PutObjectVersionAcl'], OBJECTS)),
  },
  {
    technique: 's3-abort-or-acl',
    open: plain,
    ...byAdmin,
    path: ['s3:PutBucketOwnershipControls', 's3:PutObjectAcl'],
    closed: withRcp(plain, denyAnybody('s3:PutBucketOwnershipControls', BUCKET)),
  },
  {
    technique: 's3-bpa-off',
    open: plain,
    ...byAdmin,
    path: ['s3:PutBucketPublicAccessBlock'],
    closed: withRcp(
      withScp(plain, deny('s3:PutAccountPublicAccessBlock')),
      denyAnybody('s3:PutBucketPublicAccessBlock', BUCKET),
    ),
  },
  {
    technique: 's3-acl-reenable',
    open: plain,
    ...byAdmin,
    path: ['s3:PutBucketOwnershipControls', 's3:PutBucketAcl'],
    closed: withRcp(plain, denyAnybody('s3:PutBucketOwnershipControls', BUCKET)),
  },
  {
    technique: 's3-acl-reenable',
    open: writersOwn,
    ...byAdmin,
    path: ['s3:PutBucketAcl'],
    closed: withRcp(writersOwn, denyAnybody('s3:PutBucketAcl', BUCKET)),
  },
];

const kept = withScp(group, deny('logs:DisassociateKmsKey'));

const ofLogGroup: readonly Pair[] = [
  {
    technique: 'logs-delete-log-stream',
    open: group,
    ...byGroupAdmin,
    path: ['logs:DeleteLogStream'],
    closed: withScp(group, deny('logs:DeleteLogStream', `${GROUP}:log-stream:*`)),
  },
  {
    technique: 'logs-delete-log-stream',
    open: withScp(guardedGroup, deny('logs:PutLogGroupDeletionProtection', BOTH_FORMS)),
    ...byGroupAdmin,
    path: ['logs:DeleteLogStream'],
    unverified: true,
    closed: withRcp(guardedGroup, denyAnybody('logs:DeleteLogStream', `${GROUP}:*`)),
  },
  {
    technique: 'logs-retention-1-day',
    open: group,
    ...byGroupAdmin,
    path: ['logs:PutRetentionPolicy'],
    closed: withScp(group, deny('logs:PutRetentionPolicy', BOTH_FORMS)),
  },
  {
    technique: 'logs-retention-1-day',
    open: withScp(group, deny('logs:PutRetentionPolicy', GROUP)),
    ...byGroupAdmin,
    path: ['logs:PutRetentionPolicy'],
    unverified: true,
    closed: withScp(group, deny('logs:PutRetentionPolicy', BOTH_FORMS)),
  },
  {
    technique: 'logs-forge-events',
    open: withScp(group, deny('logs:PutLogEvents', GROUP)),
    ...byGroupAdmin,
    path: ['logs:PutLogEvents'],
    closed: withScp(group, deny('logs:PutLogEvents', `${GROUP}:log-stream:*`)),
  },
  {
    technique: 'logs-filter-break',
    open: listened,
    ...byGroupAdmin,
    path: ['logs:DeleteSubscriptionFilter'],
    closed: withScp(listened, deny('logs:*Filter', BOTH_FORMS)),
  },
  {
    technique: 'logs-filter-break',
    open: withScp(listened, deny('logs:Delete*')),
    ...byGroupAdmin,
    path: ['logs:PutSubscriptionFilter'],
    closed: withScp(listened, deny(['logs:Delete*', 'logs:Put*'], BOTH_FORMS)),
  },
  {
    technique: 'logs-account-policy',
    open: withScp(group, deny('logs:PutAccountPolicy', BOTH_FORMS)),
    ...byGroupAdmin,
    path: ['logs:PutAccountPolicy'],
    closed: withScp(group, deny('logs:PutAccountPolicy')),
  },
  {
    technique: 'logs-data-protection-mask',
    open: group,
    ...byGroupAdmin,
    path: ['logs:PutDataProtectionPolicy'],
    closed: withScp(group, deny('logs:PutDataProtectionPolicy', BOTH_FORMS)),
  },
  {
    technique: 'logs-transform-events',
    open: group,
    ...byGroupAdmin,
    path: ['logs:PutTransformer'],
    closed: withRcp(group, denyAnybody('logs:PutTransformer', BOTH_FORMS)),
  },
  {
    technique: 'logs-key-detach',
    open: group,
    ...byGroupAdmin,
    path: ['logs:DisassociateKmsKey'],
    closed: withScp(group, deny(['logs:AssociateKmsKey', 'logs:DisassociateKmsKey'], BOTH_FORMS)),
  },
  {
    technique: 'logs-key-detach',
    open: kept,
    ...byGroupAdmin,
    path: ['logs:AssociateKmsKey', 'kms:DescribeKey'],
    closed: withScp(kept, deny('kms:DescribeKey')),
  },
];

const pairs: readonly Pair[] = [...ofBucket, ...ofLogGroup];

export default pairs;
