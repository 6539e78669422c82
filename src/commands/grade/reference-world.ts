import type { PolicyDocument, PolicyStatement } from '../../model/policy.ts';
import type {
  Account,
  KmsKey,
  LogBucket,
  LogGroup,
  Organization,
  OrganizationalUnit,
  Role,
  Snapshot,
  Trail,
} from '../../model/snapshot.ts';
import { NEW_BUCKET } from '../new-bucket.ts';
import { fullAccess } from './attach.ts';
import { arnPart, nameInArn } from './names.ts';
import type { ReferenceNames } from './reference-names.ts';

/**
 * The organization in which policies are graded: a log archive that owns bucket and key, a workload account with a trail
 * of its own, a delegated administrator, and a trail of the organization. Nothing but FullAWSAccess is attached.
 */
export function referenceWorld(names: ReferenceNames, readAt: string): Snapshot {
  const accounts = accountsOf(names);
  const units = unitsOf(names);
  return {
    schema: 'indelible/snapshot@1',
    readAt,
    readBy: `arn:${names.partition}:iam::${names.accounts.management}:role/ReferenceWorld`,
    partition: names.partition,
    organization: organizationOf(names),
    organizationalUnits: units,
    accounts,
    policies: [fullAccess(names, [names.rootId, ...below({ units, accounts })])],
    trails: [organizationTrail(names), accountTrail(names)],
    logBuckets: [bucketOf(names)],
    keys: [keyOf(names)],
    roles: names.given.includes('exempt') ? exemptRoles(names, memberIds(names)) : [],
    logGroups: [logGroupOf(names)],
    gaps: [],
  };
}

const below = ({ units, accounts }: { units: readonly OrganizationalUnit[]; accounts: readonly Account[] }) =>
  [...units, ...accounts].map(({ id }) => id);

export const memberIds = ({ accounts, delegated, others }: ReferenceNames): readonly string[] => [
  accounts.logArchive,
  accounts.workload,
  delegated,
  ...others,
];

function organizationOf({
  partition,
  organizationId,
  accounts,
  rootId,
  delegated,
}: ReferenceNames): Organization {
  return {
    id: organizationId,
    arn: `arn:${partition}:organizations::${accounts.management}:organization/${organizationId}`,
    managementAccountId: accounts.management,
    rootId,
    policyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'],
    delegatedAdministrators: [{ servicePrincipal: 'cloudtrail.amazonaws.com', accountId: delegated }],
    delegationPolicy: 'none',
    rootAccess: true,
    trustedAccess: ['cloudtrail.amazonaws.com'],
  };
}

function unitsOf(names: ReferenceNames): readonly OrganizationalUnit[] {
  const { partition, organizationId, accounts, rootId, logArchiveUnits, workloadUnit } = names;
  const unit = (id: string, name: string, parentId: string): OrganizationalUnit => ({
    id,
    arn: `arn:${partition}:organizations::${accounts.management}:ou/${organizationId}/${id}`,
    name,
    parentId,
  });
  return [
    ...logArchiveUnits.map((id, depth) =>
      unit(id, depth === 0 ? 'Security' : `Security ${depth + 1}`, logArchiveUnits[depth - 1] ?? rootId),
    ),
    unit(workloadUnit, 'Workloads', rootId),
  ];
}

function accountsOf(names: ReferenceNames): readonly Account[] {
  const { partition, organizationId, accounts, rootId, workloadUnit, delegated, others } = names;
  const account = (id: string, name: string, parentId: string): Account => ({
    id,
    arn: `arn:${partition}:organizations::${accounts.management}:account/${organizationId}/${id}`,
    name,
    email: `${name}@example.com`,
    status: 'ACTIVE',
    parentId,
  });
  const security = names.logArchiveUnits.at(-1) ?? rootId;
  return [
    account(accounts.management, 'management', rootId),
    account(accounts.logArchive, 'log-archive', security),
    account(accounts.workload, 'workload', workloadUnit),
    account(delegated, 'delegated', security),
    ...others.map((id, index) => account(id, `named-${index + 1}`, workloadUnit)),
  ];
}

function accountTrail(names: ReferenceNames): Trail {
  const { partition, accounts, trailArn, bucket, keyPrefix, keyArn } = names;
  const region = arnPart(trailArn, 'region');
  const name = nameInArn(trailArn);
  return {
    name,
    arn: `arn:${partition}:cloudtrail:${region}:${accounts.workload}:trail/${name}`,
    accountId: accounts.workload,
    homeRegion: region,
    bucketName: bucket,
    ...(keyPrefix === undefined ? {} : { keyPrefix }),
    multiRegion: true,
    organizationTrail: false,
    includeGlobalServiceEvents: true,
    logFileValidation: true,
    kmsKeyArn: keyArn,
    logGroupArn: logGroupOf(names).arn,
    logRoleArn: `arn:${partition}:iam::${accounts.workload}:role/CloudTrailToLogs`,
    insights: false,
    eventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }],
    tags: {},
    logging: true,
  };
}

function organizationTrail(names: ReferenceNames): Trail {
  const { logGroupArn: _, logRoleArn: __, ...trail } = accountTrail(names);
  return {
    ...trail,
    arn: names.trailArn,
    accountId: arnPart(names.trailArn, 'account'),
    organizationTrail: true,
  };
}

function bucketOf(names: ReferenceNames): LogBucket {
  const { partition, accounts, bucket, keyPrefix, keyArn, organizationId, region } = names;
  const arn = `arn:${partition}:s3:::${bucket}`;
  const folder = `${keyPrefix === undefined ? '' : `${keyPrefix}/`}AWSLogs/${organizationId}`;
  const id = accounts.workload;
  return {
    name: bucket,
    arn,
    accountId: accounts.logArchive,
    region,
    versioning: 'Enabled',
    policy: bucketPolicy(arn),
    ...(keyPrefix === undefined ? {} : { keyPrefix }),
    sample: {
      key: `${folder}/${id}/CloudTrail/${region}/2026/01/31/${id}_CloudTrail_${region}_20260131T0000Z_0123456789abcdef.json.gz`,
      versionId: 'version-1',
    },
    ...NEW_BUCKET,
    kmsKeyArn: keyArn,
    tags: {},
  };
}

const document = (...Statement: readonly PolicyStatement[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement,
});

const CLOUDTRAIL = { Service: 'cloudtrail.amazonaws.com' };

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
const bucketPolicy = (arn: string): PolicyDocument =>
  document(
    { Effect: 'Allow', Principal: CLOUDTRAIL, Action: 's3:GetBucketAcl', Resource: arn },
    { Effect: 'Allow', Principal: CLOUDTRAIL, Action: 's3:PutObject', Resource: `${arn}/*` },
  );

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html */
function keyOf({ partition, keyArn, keyAlias }: ReferenceNames): KmsKey {
  const accountId = arnPart(keyArn, 'account');
  const root = { AWS: `arn:${partition}:iam::${accountId}:root` };
  return {
    arn: keyArn,
    accountId,
    region: arnPart(keyArn, 'region'),
    enabled: true,
    policy: document(
      { Effect: 'Allow', Principal: root, Action: 'kms:*', Resource: '*' },
      {
        Effect: 'Allow',
        Principal: CLOUDTRAIL,
        Action: ['kms:GenerateDataKey*', 'kms:DescribeKey'],
        Resource: '*',
      },
    ),
    grants: [],
    aliases: [keyAlias],
    origin: 'AWS_KMS',
    tags: {},
  };
}

function logGroupOf({ partition, region, accounts, logGroup }: ReferenceNames): LogGroup {
  return {
    name: logGroup,
    arn: `arn:${partition}:logs:${region}:${accounts.workload}:log-group:${logGroup}`,
    accountId: accounts.workload,
    region,
    deletionProtection: false,
    metricFilters: [],
    subscriptionFilters: [],
  };
}

function exemptRoles(names: ReferenceNames, members: readonly string[]): readonly Role[] {
  const { exemptAccount, exemptRole } = names;
  const ids = exemptAccount === '*' ? members : [exemptAccount];
  return ids.map((id) => trustedRole(names, id, exemptRole));
}

/** A role that nobody enters but from the management account, which no policy binds. */
export function trustedRole({ partition, accounts }: ReferenceNames, accountId: string, name: string): Role {
  return {
    arn: `arn:${partition}:iam::${accountId}:role/${name}`,
    accountId,
    trust: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:${partition}:iam::${accounts.management}:root` },
          Action: 'sts:AssumeRole',
        },
      ],
    },
    tags: {},
  };
}
