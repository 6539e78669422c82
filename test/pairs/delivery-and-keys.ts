import type { KmsKey, Snapshot } from '../../src/model/snapshot.ts';
import {
  allow,
  BUCKET,
  bucket,
  DELIVERY,
  deny,
  denyAnybody,
  document,
  KEY,
  key,
  LOG_ARCHIVE,
  MANAGEMENT,
  OBJECTS,
  organizationTrail,
  ROOT,
  roleOf,
  rootOf,
  scp,
  WORKLOAD,
} from '../worlds/build.ts';
import { type Pair, staying, withRcp, withScp } from './pair.ts';

const open = staying();
/** Nobody unblocks SSE-C there, if the bucket blocks it. */
const unblockable = withRcp(open, denyAnybody('s3:PutEncryptionConfiguration', BUCKET));
const withKey = (rest: Partial<KmsKey> = {}) => staying({ keys: [key(rest)] });
const keyed = withKey();
const byAdmin = { actor: 'admin', account: LOG_ARCHIVE } as const;

const imported = withKey({ origin: 'EXTERNAL' });
const ofStore = withKey({ origin: 'AWS_CLOUDHSM', keyStoreId: 'cks-1234567890abcdef0' });
const ofProxy = withKey({ origin: 'EXTERNAL_KEY_STORE', keyStoreId: 'cks-1234567890abcdef0' });
const granting = withKey({
  grants: [{ grantId: 'reader', granteePrincipal: roleOf(WORKLOAD, 'Reader'), operations: ['Decrypt'] }],
});
const witnessed = staying({ buckets: [bucket({ accessLogs: 'amzn-s3-demo-access-logs' })] });

const aliased = staying({
  keys: [key({ aliases: ['alias/logs'] })],
  policies: [
    scp(
      'by-alias',
      [ROOT],
      deny('kms:DisableKey', '*', {
        Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/logs' } },
      }),
    ),
  ],
});

const POLICY_CALLS = ['s3:PutBucketPolicy', 's3:DeleteBucketPolicy'];
const selfDenying = staying({
  buckets: [bucket({ policy: document(...DELIVERY, denyAnybody(POLICY_CALLS, BUCKET)) })],
});

const handedOut = staying({
  trails: [organizationTrail()],
  delegationPolicy: document(
    allow(['organizations:CreatePolicy', 'organizations:AttachPolicy'], '*', {
      Principal: { AWS: rootOf(WORKLOAD) },
    }),
  ),
});

const rootHandedOut = staying({
  rootAccess: true,
  delegatedAdministrators: [{ servicePrincipal: 'iam.amazonaws.com', accountId: WORKLOAD }],
});

/** Switched off, which the delegated administrator can change. */
const rootWithheld: Snapshot = {
  ...rootHandedOut,
  organization: { ...rootHandedOut.organization, rootAccess: false, trustedAccess: ['iam.amazonaws.com'] },
};

const REENCRYPT = [
  's3:UpdateObjectEncryption',
  'kms:Encrypt',
  'kms:Decrypt',
  'kms:GenerateDataKey',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

// Whom the owner lets in from outside with the bucket policy, resource control policies bind and no others.
const pairs: readonly Pair[] = [
  {
    technique: 'delivery-break-bucket-policy',
    open,
    ...byAdmin,
    path: ['s3:PutBucketPolicy'],
    closed: withScp(open, deny(POLICY_CALLS, BUCKET)),
  },
  {
    technique: 'delivery-break-kms-disable',
    open: keyed,
    ...byAdmin,
    path: ['kms:DisableKey'],
    closed: withScp(keyed, deny('kms:DisableKey', KEY)),
  },
  {
    technique: 'delivery-break-kms-policy',
    open: keyed,
    ...byAdmin,
    path: ['kms:PutKeyPolicy'],
    closed: withRcp(keyed, denyAnybody('kms:PutKeyPolicy', KEY)),
  },
  {
    technique: 'delivery-break-default-encryption',
    open,
    ...byAdmin,
    path: ['s3:PutEncryptionConfiguration'],
    closed: withRcp(open, denyAnybody('s3:PutEncryptionConfiguration', BUCKET)),
  },
  {
    technique: 'delivery-break-requester-pays',
    open,
    ...byAdmin,
    path: ['s3:PutBucketRequestPayment'],
    closed: withRcp(open, denyAnybody('s3:PutBucketRequestPayment', BUCKET)),
  },
  {
    technique: 'delivery-break-rcp',
    open: handedOut,
    actor: 'admin',
    account: WORKLOAD,
    path: ['organizations:CreatePolicy', 'organizations:AttachPolicy'],
    closed: withScp(handedOut, deny('organizations:CreatePolicy')),
  },
  {
    technique: 'delivery-break-rcp',
    open,
    actor: 'management',
    account: MANAGEMENT,
    path: ['organizations:CreatePolicy', 'organizations:AttachPolicy'],
    closed: { never: 'no policy binds the management account' },
  },
  {
    technique: 'delivery-break-delete-bucket',
    open,
    ...byAdmin,
    path: ['s3:DeleteBucket'],
    closed: withRcp(open, denyAnybody('s3:DeleteBucket', BUCKET)),
  },
  {
    technique: 'bucket-name-takeover',
    open,
    ...byAdmin,
    path: ['s3:DeleteBucket', 's3:CreateBucket'],
    closed: withRcp(open, denyAnybody('s3:DeleteBucket', BUCKET)),
  },
  {
    technique: 'kms-disable-key',
    open: keyed,
    ...byAdmin,
    path: ['kms:DisableKey'],
    closed: withScp(keyed, deny('kms:DisableKey', KEY)),
  },
  {
    technique: 'kms-schedule-key-deletion',
    open: keyed,
    ...byAdmin,
    path: ['kms:ScheduleKeyDeletion'],
    closed: withRcp(keyed, denyAnybody('kms:ScheduleKeyDeletion', KEY)),
  },
  {
    technique: 'kms-key-policy-lockout',
    open: keyed,
    ...byAdmin,
    path: ['kms:PutKeyPolicy'],
    closed: withScp(keyed, deny('kms:PutKeyPolicy', KEY)),
  },
  {
    technique: 'kms-alias-detach',
    open: aliased,
    ...byAdmin,
    path: ['kms:DeleteAlias', 'kms:DeleteAlias', 'kms:DisableKey'],
    closed: withScp(aliased, deny(['kms:DeleteAlias', 'kms:UpdateAlias'], KEY)),
  },
  {
    technique: 'kms-delete-imported-material',
    open: imported,
    ...byAdmin,
    path: ['kms:DeleteImportedKeyMaterial'],
    closed: withScp(imported, deny('kms:DeleteImportedKeyMaterial', KEY)),
  },
  {
    technique: 'kms-custom-key-store-offline',
    open: ofStore,
    ...byAdmin,
    path: ['kms:DisconnectCustomKeyStore'],
    closed: withScp(ofStore, deny(['kms:DisconnectCustomKeyStore', 'cloudhsm:DeleteHsm'])),
  },
  {
    technique: 'kms-custom-key-store-offline',
    open: withScp(ofProxy, deny('kms:DisconnectCustomKeyStore')),
    ...byAdmin,
    path: ['kms:UpdateCustomKeyStore'],
    closed: withScp(ofProxy, deny(['kms:DisconnectCustomKeyStore', 'kms:UpdateCustomKeyStore'])),
  },
  {
    technique: 'kms-revoke-grant',
    open: granting,
    ...byAdmin,
    path: ['kms:RevokeGrant'],
    closed: withScp(granting, deny(['kms:RevokeGrant', 'kms:RetireGrant'], KEY)),
  },
  {
    technique: 's3-root-policy-override',
    open: selfDenying,
    actor: 'root',
    account: LOG_ARCHIVE,
    path: ['s3:PutBucketPolicy'],
    closed: withScp(selfDenying, deny(POLICY_CALLS, BUCKET)),
  },
  {
    technique: 's3-bucket-policy-strip',
    open,
    ...byAdmin,
    path: ['s3:DeleteBucketPolicy'],
    closed: withRcp(open, denyAnybody(POLICY_CALLS, BUCKET)),
  },
  {
    technique: 'assumeroot-unlock-bucket',
    open: rootHandedOut,
    actor: 'delegated',
    account: WORKLOAD,
    path: ['sts:AssumeRoot', 's3:DeleteBucketPolicy'],
    closed: withScp(rootHandedOut, deny(POLICY_CALLS, BUCKET)),
  },
  {
    technique: 'assumeroot-unlock-bucket',
    open: rootWithheld,
    actor: 'delegated',
    account: WORKLOAD,
    path: ['iam:EnableOrganizationsRootSessions', 'sts:AssumeRoot', 's3:DeleteBucketPolicy'],
    closed: withScp(rootWithheld, deny('iam:EnableOrganizationsRootSessions')),
  },
  {
    technique: 's3-default-encryption-swap',
    open,
    ...byAdmin,
    path: ['s3:PutEncryptionConfiguration'],
    closed: withRcp(open, denyAnybody('s3:PutEncryptionConfiguration', BUCKET)),
  },
  {
    technique: 's3-update-object-encryption',
    open,
    ...byAdmin,
    path: REENCRYPT,
    closed: withRcp(open, denyAnybody('s3:UpdateObjectEncryption', OBJECTS)),
  },
  {
    technique: 's3-batch-update-encryption',
    open,
    ...byAdmin,
    path: ['s3:CreateJob', 'iam:PassRole', ...REENCRYPT],
    closed: withScp(open, deny('s3:CreateJob')),
  },
  {
    technique: 's3-copy-ssec',
    open: unblockable,
    ...byAdmin,
    path: ['s3:GetObject', 's3:PutObject', 's3:DeleteObjectVersion'],
    unverified: true,
    closed: withRcp(unblockable, denyAnybody('s3:DeleteObjectVersion', OBJECTS)),
  },
  {
    technique: 's3-copy-ssec',
    open,
    ...byAdmin,
    path: ['s3:GetObject', 's3:PutObject', 's3:DeleteObjectVersion'],
    closed: withRcp(
      open,
      denyAnybody('s3:PutObject', OBJECTS, {
        Condition: { Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'false' } },
      }),
    ),
  },
  {
    technique: 'server-access-log-off',
    open: witnessed,
    ...byAdmin,
    path: ['s3:PutBucketLogging'],
    closed: withRcp(witnessed, denyAnybody('s3:PutBucketLogging', BUCKET)),
  },
];

export default pairs;
