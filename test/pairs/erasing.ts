import type { Resource } from '../../src/model/resource.ts';
import type { LogBucket, Retention } from '../../src/model/snapshot.ts';
import {
  allow,
  BUCKET,
  BUCKET_WRITES,
  bucket,
  DELIVERY,
  deny,
  denyAnybody,
  document,
  GUARD_BUCKET,
  LOG_ARCHIVE,
  LOG_FILE,
  OBJECTS,
  OUTSIDE,
  organization,
  ROOT,
  resource,
  role,
  rootOf,
  SECURITY,
  scp,
  WORKLOAD,
} from '../worlds/build.ts';
import { type Pair, staying, withRcp, withScp } from './pair.ts';

const DELETIONS = ['s3:DeleteObject', 's3:DeleteObjectVersion'];
const LATER = '2027-11-02T00:00:00Z';

const open = staying();
const undeletable = denyAnybody(DELETIONS, OBJECTS);

const keeping = (settings: Partial<LogBucket>) => staying({ buckets: [bucket(settings)] });
const locked = (mode: Retention['mode'], settings: Partial<LogBucket> = {}) =>
  keeping({ objectLock: { default: { mode, days: 365 } }, retention: { mode, until: LATER }, ...settings });

const governed = locked('GOVERNANCE');
const unbypassable = denyAnybody('s3:BypassGovernanceRetention', OBJECTS);
const compliant = locked('COMPLIANCE');
const unversioned = keeping({ versioning: 'Off', sample: { key: LOG_FILE } });
const unwritable = denyAnybody('s3:PutObject', OBJECTS, {
  Condition: { StringNotEqualsIfExists: { 'aws:PrincipalServiceName': 'cloudtrail.amazonaws.com' } },
});

const held = keeping({ objectLock: {}, legalHold: true });
const heldGoverned = locked('GOVERNANCE', { legalHold: true });
const heldForEvent = keeping({ objectLock: {}, eventHold: true });
const unbypassed = withScp(heldForEvent, deny(BUCKET_WRITES, BUCKET), deny('s3:Bypass*', OBJECTS));

const guarded = withScp(open, deny(DELETIONS, OBJECTS));
const undeletableAtHome = withScp(compliant, deny(DELETIONS, OBJECTS));
/** Deletable by way of an access point only, if at all. */
const unwritten = withScp(open, GUARD_BUCKET);

const POINT = `arn:aws:s3:us-east-1:${LOG_ARCHIVE}:accesspoint/partner`;
const delegating = keeping({
  policy: document(
    ...DELIVERY,
    allow('s3:*', [BUCKET, OBJECTS], {
      Principal: { AWS: '*' },
      Condition: { StringEquals: { 's3:DataAccessPointAccount': LOG_ARCHIVE } },
    }),
  ),
  accessPoints: [{ name: 'partner', arn: POINT, accountId: LOG_ARCHIVE }],
});

/** Guarded where the bucket is, with a way from there into an account that is not. */
const guardedAtHome = staying({
  policies: [scp('home', [SECURITY], deny(DELETIONS, OBJECTS))],
  roles: [role(WORKLOAD, 'Deploy', { AWS: rootOf(LOG_ARCHIVE) })],
});

const receiving = keeping({
  policy: document(
    ...DELIVERY,
    allow(['s3:ReplicateObject', 's3:ReplicateDelete'], OBJECTS, { Principal: { AWS: rootOf(OUTSIDE) } }),
  ),
});
const unreplicable = denyAnybody(['s3:ReplicateObject', 's3:ReplicateDelete'], OBJECTS);

const replicated = keeping({ replicatesTo: ['arn:aws:s3:::amzn-s3-demo-copy'] });

const LOG_GROUP = `arn:aws:logs:us-east-1:${LOG_ARCHIVE}:log-group:audit`;
const logging = staying({
  logGroups: [
    {
      name: 'audit',
      arn: LOG_GROUP,
      accountId: LOG_ARCHIVE,
      region: 'us-east-1',
      deletionProtection: true,
      metricFilters: [],
      subscriptionFilters: [],
    },
  ],
});

const RECOVERY_POINT = `arn:aws:backup:us-east-1:${LOG_ARCHIVE}:recovery-point:1EB3B5E7-9EB0-435A-A80B-108B488B0D45`;
const backedUp = (rest: Partial<Resource> = {}) =>
  staying({
    resources: [
      resource('AWS::Backup::RecoveryPoint', RECOVERY_POINT, {
        concerns: [BUCKET],
        protected: false,
        ...rest,
      }),
    ],
  });
/** By a vault access policy that its owner can take away. */
const refusing = {
  policy: document(
    denyAnybody('backup:DeleteRecoveryPoint'),
    denyAnybody('backup:UpdateRecoveryPointLifecycle'),
  ),
};

/** By one that cannot be taken away, but replaced. */
const fixedPolicy = withScp(backedUp(refusing), deny('backup:DeleteBackupVaultAccessPolicy'));

const remaining = organization({
  policies: [
    scp('remaining', [ROOT], deny(['organizations:LeaveOrganization', 'organizations:AcceptHandshake'])),
  ],
});
const unclosable = withScp(remaining, deny('account:CloseAccount'));

const byOwner = { actor: 'admin', account: LOG_ARCHIVE } as const;
const byOutsider = { actor: 'outside', account: OUTSIDE } as const;

const pairs: readonly Pair[] = [
  {
    technique: 's3-delete-object',
    open,
    ...byOwner,
    path: ['s3:DeleteObject'],
    closed: withRcp(open, undeletable),
  },
  {
    technique: 's3-delete-object-version',
    open,
    ...byOwner,
    path: ['s3:DeleteObjectVersion'],
    closed: compliant,
  },
  {
    technique: 's3-delete-marker-hide',
    open: compliant,
    ...byOwner,
    path: ['s3:DeleteObject'],
    closed: withRcp(compliant, denyAnybody('s3:DeleteObject', OBJECTS)),
  },
  {
    technique: 's3-governance-bypass',
    open: governed,
    ...byOwner,
    path: ['s3:BypassGovernanceRetention', 's3:DeleteObjectVersion'],
    closed: withRcp(governed, unbypassable),
  },
  {
    technique: 's3-retention-shorten',
    open: governed,
    ...byOwner,
    path: ['s3:BypassGovernanceRetention', 's3:PutObjectRetention', 's3:DeleteObjectVersion'],
    closed: withRcp(governed, denyAnybody('s3:PutObjectRetention', OBJECTS)),
  },
  {
    technique: 's3-delete-object-version',
    open: held,
    ...byOwner,
    path: ['s3:DeleteObjectVersion'],
    unverified: true,
    closed: withRcp(held, denyAnybody('s3:DeleteObjectVersion', OBJECTS)),
  },
  {
    technique: 's3-delete-object-version',
    open: heldForEvent,
    ...byOwner,
    path: ['s3:DeleteObjectVersion'],
    unverified: true,
    closed: withRcp(heldForEvent, denyAnybody('s3:DeleteObjectVersion', OBJECTS)),
  },
  {
    technique: 's3-governance-bypass',
    open: heldGoverned,
    ...byOwner,
    path: ['s3:BypassGovernanceRetention', 's3:DeleteObjectVersion'],
    unverified: true,
    closed: withRcp(heldGoverned, unbypassable),
  },
  {
    technique: 's3-legal-hold-off',
    open: held,
    ...byOwner,
    path: ['s3:PutObjectLegalHold', 's3:DeleteObjectVersion'],
    closed: withRcp(
      held,
      denyAnybody('s3:PutObjectLegalHold', OBJECTS, {
        Condition: { StringEquals: { 's3:object-lock-legal-hold': 'OFF' } },
      }),
    ),
  },
  {
    technique: 's3-event-hold-release',
    open: heldForEvent,
    ...byOwner,
    path: ['s3:PutObjectRetention', 's3:DeleteObjectVersion'],
    closed: withRcp(heldForEvent, denyAnybody('s3:PutObjectRetention', OBJECTS)),
  },
  {
    technique: 's3-event-hold-release',
    open: unbypassed,
    ...byOwner,
    path: ['s3:PutObjectRetention', 's3:DeleteObjectVersion'],
    unverified: true,
    closed: withScp(unbypassed, deny('s3:PutObjectRetention', OBJECTS)),
  },
  {
    technique: 's3-overwrite-unversioned',
    open: unversioned,
    ...byOwner,
    path: ['s3:PutObject'],
    closed: withRcp(unversioned, unwritable),
  },
  {
    technique: 's3-overwrite-new-version',
    open: compliant,
    ...byOwner,
    path: ['s3:PutObject'],
    closed: withRcp(compliant, unwritable),
  },
  {
    technique: 'digest-delete',
    open,
    ...byOwner,
    path: ['s3:DeleteObject'],
    closed: withRcp(open, undeletable),
  },
  {
    technique: 's3-access-point-delete',
    open,
    ...byOwner,
    path: ['s3:CreateAccessPoint', 's3:DeleteObject'],
    closed: withScp(open, deny('s3:CreateAccessPoint')),
  },
  {
    technique: 's3-access-point-delete',
    open: unwritten,
    ...byOwner,
    path: ['s3:CreateAccessPoint', 's3:DeleteObject'],
    unverified: true,
    closed: withScp(unwritten, deny('s3:CreateAccessPoint')),
  },
  {
    technique: 's3-access-point-policy-edit',
    open: delegating,
    ...byOwner,
    path: ['s3:PutAccessPointPolicy', 's3:DeleteObject'],
    closed: withScp(delegating, deny('s3:PutAccessPointPolicy', POINT)),
  },
  {
    technique: 's3-mrap-delete',
    open,
    ...byOwner,
    path: ['s3:CreateMultiRegionAccessPoint', 's3:DeleteObject'],
    closed: withScp(open, deny('s3:CreateMultiRegionAccessPoint')),
  },
  {
    technique: 's3-mrap-delete',
    open: unwritten,
    ...byOwner,
    path: ['s3:CreateMultiRegionAccessPoint', 's3:DeleteObject'],
    unverified: true,
    closed: withScp(unwritten, deny('s3:CreateMultiRegionAccessPoint')),
  },
  {
    technique: 's3-access-grants-proxy',
    open,
    ...byOwner,
    path: [
      's3:CreateAccessGrantsInstance',
      's3:CreateAccessGrantsLocation',
      'iam:PassRole',
      's3:CreateAccessGrant',
      's3:GetDataAccess',
      's3:DeleteObject',
    ],
    closed: withScp(open, deny('s3:CreateAccessGrant')),
  },
  {
    technique: 's3-batch-lambda-delete',
    open,
    ...byOwner,
    path: [
      'iam:PassRole',
      'lambda:CreateFunction',
      'iam:PassRole',
      's3:CreateJob',
      'lambda:InvokeFunction',
      's3:DeleteObject',
    ],
    closed: withScp(
      open,
      deny('s3:CreateJob', '*', {
        Condition: { StringEquals: { 's3:RequestJobOperation': 'LambdaInvoke' } },
      }),
    ),
  },
  {
    technique: 's3-notification-lambda-delete',
    open,
    ...byOwner,
    path: [
      'iam:PassRole',
      'lambda:CreateFunction',
      'lambda:AddPermission',
      's3:PutBucketNotification',
      's3:DeleteObject',
    ],
    closed: guarded,
  },
  {
    technique: 's3-external-principal-delete',
    open: guarded,
    ...byOwner,
    path: ['s3:PutBucketPolicy', 's3:DeleteObject'],
    closed: withRcp(guarded, undeletable, unwritable),
  },
  {
    technique: 's3-external-principal-delete',
    open: undeletableAtHome,
    ...byOwner,
    path: ['s3:PutBucketPolicy', 's3:DeleteObject'],
    closed: withRcp(undeletableAtHome, undeletable, unwritable),
  },
  {
    technique: 's3-member-principal-delete',
    open: guardedAtHome,
    ...byOwner,
    path: ['sts:AssumeRole', 's3:PutBucketPolicy', 's3:DeleteObject'],
    closed: withScp(guardedAtHome, deny(DELETIONS, OBJECTS)),
  },
  {
    technique: 's3-replicate-in',
    open: guarded,
    ...byOwner,
    path: ['s3:PutReplicationConfiguration', 's3:PutObject', 's3:ReplicateObject'],
    closed: withRcp(guarded, unreplicable),
  },
  {
    technique: 's3-replicate-in',
    open: receiving,
    ...byOutsider,
    path: ['s3:PutReplicationConfiguration', 's3:PutObject', 's3:ReplicateObject'],
    closed: withRcp(receiving, unreplicable),
  },
  {
    technique: 's3-replicate-out',
    open,
    ...byOwner,
    path: ['s3:PutReplicationConfiguration', 'iam:PassRole'],
    closed: withScp(open, deny('s3:PutReplicationConfiguration', BUCKET)),
  },
  {
    technique: 's3-replica-copy-erase',
    open: replicated,
    ...byOwner,
    path: ['s3:PutReplicationConfiguration'],
    closed: withRcp(replicated, denyAnybody('s3:PutReplicationConfiguration', BUCKET)),
  },
  {
    technique: 'backup-recovery-point-delete',
    open: backedUp(),
    ...byOwner,
    path: ['backup:DeleteRecoveryPoint'],
    closed: backedUp({ protected: true }),
  },
  {
    technique: 'backup-recovery-point-delete',
    open: backedUp(refusing),
    ...byOwner,
    path: ['backup:DeleteBackupVaultAccessPolicy', 'backup:DeleteRecoveryPoint'],
    closed: withScp(
      backedUp(refusing),
      deny(['backup:DeleteRecoveryPoint', 'backup:UpdateRecoveryPointLifecycle'], RECOVERY_POINT),
    ),
  },
  {
    technique: 'backup-recovery-point-delete',
    open: fixedPolicy,
    ...byOwner,
    path: ['backup:PutBackupVaultAccessPolicy', 'backup:DeleteRecoveryPoint'],
    closed: withScp(fixedPolicy, deny('backup:PutBackupVaultAccessPolicy')),
  },
  {
    technique: 'logs-delete-log-group',
    open: logging,
    ...byOwner,
    path: ['logs:PutLogGroupDeletionProtection', 'logs:DeleteLogGroup'],
    closed: withScp(logging, deny('logs:DeleteLogGroup', [LOG_GROUP, `${LOG_GROUP}:*`])),
  },
  {
    technique: 'account-close-log-archive',
    open: remaining,
    actor: 'root',
    account: LOG_ARCHIVE,
    path: ['account:CloseAccount'],
    closed: unclosable,
  },
  {
    technique: 'account-close-self',
    open: remaining,
    actor: 'root',
    account: WORKLOAD,
    path: ['account:CloseAccount'],
    closed: unclosable,
  },
];

export default pairs;
