import { RESOURCE_TYPES } from '../../model/resource.ts';
import { accountId, arn, byName, closed, count, DRAFT, filled, flag, instant, list, text } from './parts.ts';
import { policyDocument } from './policy.ts';

const policy = { $ref: '#/$defs/policy' };
const tags = byName(text);
// Lower case would be a status that nobody attacks from.
const awsConstant = { type: 'string', pattern: '^[A-Z0-9_]+$' };
const retentionMode = { enum: ['GOVERNANCE', 'COMPLIANCE'] };

const organization = closed(
  {
    id: filled,
    arn,
    managementAccountId: accountId,
    rootId: text,
    policyTypes: list(awsConstant),
  },
  {
    delegatedAdministrators: list(closed({ servicePrincipal: filled, accountId })),
    delegationPolicy: { anyOf: [{ const: 'none' }, policy] },
    rootAccess: flag,
    trustedAccess: list(filled),
  },
);

const organizationalUnit = closed({ id: filled, arn, name: text, parentId: filled });

const account = closed({
  id: accountId,
  arn,
  name: text,
  email: text,
  status: awsConstant,
  parentId: filled,
});

const organizationPolicy = closed({
  id: filled,
  arn,
  name: filled,
  description: text,
  kind: { enum: ['scp', 'rcp'] },
  awsManaged: flag,
  document: policy,
  content: text,
  targets: list(filled),
});

const trail = closed(
  {
    name: filled,
    arn,
    accountId,
    homeRegion: filled,
    bucketName: text,
    multiRegion: flag,
    organizationTrail: flag,
    includeGlobalServiceEvents: flag,
    logFileValidation: flag,
    logging: flag,
  },
  {
    keyPrefix: text,
    kmsKeyArn: text,
    logGroupArn: text,
    logRoleArn: text,
    snsTopicArn: text,
    insights: flag,
    deliveryErrors: closed({}, { logFiles: text, digestFiles: text, logGroup: text, topic: text }),
    tags,
    eventSelectors: list({ type: 'object' }),
    advancedEventSelectors: list({ type: 'object' }),
  },
);

const logBucket = closed(
  { name: filled, arn, region: filled, versioning: { enum: ['Enabled', 'Suspended', 'Off'] } },
  {
    accountId,
    policy,
    keyPrefix: text,
    sample: closed({ key: filled }, { versionId: filled }),
    objectLock: {
      anyOf: [
        { const: 'off' },
        closed({}, { default: closed({ mode: retentionMode, days: { ...count, minimum: 1 } }) }),
      ],
    },
    retention: { anyOf: [{ const: 'none' }, closed({ mode: retentionMode, until: instant })] },
    mfaDelete: flag,
    lifecycle: list(
      closed({ id: text, enabled: flag, expires: flag }, { tag: closed({ key: text, value: text }) }),
    ),
    accessPoints: list(closed({ name: filled, arn, accountId }, { policy })),
    acl: list(
      closed({
        grantee: filled,
        permission: { enum: ['READ', 'WRITE', 'READ_ACP', 'WRITE_ACP', 'FULL_CONTROL'] },
      }),
    ),
    ownership: { enum: ['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter'] },
    publicAccessBlock: flag,
    legalHold: flag,
    eventHold: flag,
    notifies: list(filled),
    replicatesTo: list(arn),
    replicationRoleArn: arn,
    accessLogs: filled,
    kmsKeyArn: text,
    stored: closed({ folders: list(filled), whole: flag }),
    tags,
  },
);

const key = closed(
  { arn, accountId, region: filled, enabled: flag },
  {
    deletionDate: instant,
    rotation: flag,
    policy,
    grants: list(
      closed({ grantId: text, granteePrincipal: text, operations: list(text) }, { retiringPrincipal: text }),
    ),
    aliases: list(text),
    origin: { enum: ['AWS_KMS', 'EXTERNAL', 'AWS_CLOUDHSM', 'EXTERNAL_KEY_STORE'] },
    keyStoreId: text,
    tags,
  },
);

const role = closed(
  { arn, accountId, trust: policy },
  { policies: list(policy), boundary: policy, managedPolicies: list(arn), tags },
);

const logGroup = closed(
  { name: filled, arn, accountId, region: filled },
  {
    deletionProtection: flag,
    metricFilters: list(filled),
    subscriptionFilters: list(filled),
    kmsKeyArn: text,
  },
);

const resource = closed(
  { type: { enum: [...RESOURCE_TYPES] }, arn, name: filled, accountId, region: text },
  {
    policy,
    kmsKeyArn: text,
    roleArn: arn,
    concerns: list(arn),
    protected: flag,
    enabled: flag,
    organization: flag,
    landingZone: closed({ version: filled, logging: { anyOf: [{ const: 'off' }, closed({ accountId })] } }),
  },
);

export const handshake = closed(
  {
    id: filled,
    arn,
    action: text,
    state: { enum: ['REQUESTED', 'OPEN'] },
    parties: list(closed({ id: text, type: text })),
  },
  { expiresAt: instant },
);

const managementAccount = closed(
  {},
  {
    rootAccessKeys: flag,
    rootMfa: { enum: ['none', 'virtual', 'not-virtual'] },
    users: list(
      closed(
        { arn },
        {
          password: flag,
          accessKeys: count,
          mfa: list({ enum: ['hardware', 'passkey', 'virtual'] }),
          policies: list(policy),
        },
      ),
    ),
  },
);

const answers = closed({
  file: filled,
  count,
  sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
});

const provenance = closed(
  {
    version: filled,
    depth: { enum: ['organization', 'logs', 'full'] },
    calls: byName(count),
  },
  { answers },
);

export const gap = closed({ resource: text, action: text, code: text, message: text });

export const snapshotSchema = {
  $schema: DRAFT,
  $id: 'urn:indelible:snapshot:1',
  title: 'An AWS organization as Indelible reads it',
  ...closed(
    {
      schema: { const: 'indelible/snapshot@1' },
      readAt: instant,
      readBy: text,
      partition: { type: 'string', pattern: '^aws[a-z-]*$' },
      organization,
      organizationalUnits: list(organizationalUnit),
      accounts: list(account),
      policies: list(organizationPolicy),
      trails: list(trail),
      logBuckets: list(logBucket),
      gaps: list(gap),
    },
    {
      keys: list(key),
      roles: list(role),
      logGroups: list(logGroup),
      resources: list(resource),
      managementAccount,
      handshakes: list(handshake),
      provenance,
    },
  ),
  $defs: { policy: policyDocument },
};
