import type { PolicyDocument, PolicyStatement } from '../../src/model/policy.ts';
import type {
  Account,
  OrganizationalUnit,
  OrganizationPolicy,
  Role,
  Snapshot,
} from '../../src/model/snapshot.ts';

const ORGANIZATION = 'o-exampleorgid';
const ROOT = 'r-exam';
const MANAGEMENT = '100000000000';
const LOG_ARCHIVE = '100000000001';
const AUDIT = '100000000002';

const arnOf = (kind: string, id: string): string =>
  `arn:aws:organizations::${MANAGEMENT}:${kind}/${ORGANIZATION}/${id}`;

const document = (...Statement: readonly PolicyStatement[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement,
});

/**
 * An organization as landing zones make them: an account for logs and one for audit, units three levels deep, a guard
 * at the root with two exemptions, and a library of service control policies, one or two to a unit.
 */
export function organizationOf(accounts: number, units: number, policies: number): Snapshot {
  const organizationalUnits = unitsOf(units);
  const members = accountsOf(accounts, organizationalUnits);
  return {
    schema: 'indelible/snapshot@1',
    readAt: '2026-11-01T00:00:00Z',
    readBy: `arn:aws:iam::${MANAGEMENT}:role/Reader`,
    partition: 'aws',
    organization: {
      id: ORGANIZATION,
      arn: arnOf('organization', '').slice(0, -1),
      managementAccountId: MANAGEMENT,
      rootId: ROOT,
      policyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'],
      delegatedAdministrators: [{ servicePrincipal: 'cloudtrail.amazonaws.com', accountId: AUDIT }],
      delegationPolicy: 'none',
      rootAccess: true,
    },
    organizationalUnits,
    accounts: members,
    policies: policiesOf(policies, organizationalUnits, members),
    trails: [
      {
        name: 'organization',
        arn: `arn:aws:cloudtrail:us-east-1:${MANAGEMENT}:trail/organization`,
        accountId: MANAGEMENT,
        homeRegion: 'us-east-1',
        bucketName: 'example-logs',
        multiRegion: true,
        organizationTrail: true,
        includeGlobalServiceEvents: true,
        logFileValidation: true,
        logging: true,
      },
      // One account in ten keeps a trail of its own.
      ...members
        .filter((_, index) => index % 10 === 3)
        .map(({ id }) => ({
          name: 'own',
          arn: `arn:aws:cloudtrail:us-east-1:${id}:trail/own`,
          accountId: id,
          homeRegion: 'us-east-1',
          bucketName: 'example-logs',
          multiRegion: true,
          organizationTrail: false,
          includeGlobalServiceEvents: true,
          logFileValidation: true,
          logging: true,
        })),
    ],
    logBuckets: [
      {
        name: 'example-logs',
        arn: 'arn:aws:s3:::example-logs',
        accountId: LOG_ARCHIVE,
        region: 'us-east-1',
        versioning: 'Enabled',
        policy: document({
          Effect: 'Allow',
          Principal: { Service: 'cloudtrail.amazonaws.com' },
          Action: 's3:PutObject',
          Resource: 'arn:aws:s3:::example-logs/AWSLogs/*',
        }),
        objectLock: 'off',
        retention: 'none',
        mfaDelete: false,
        lifecycle: [],
        accessPoints: [],
        acl: [],
        ownership: 'BucketOwnerEnforced',
        publicAccessBlock: true,
      },
    ],
    keys: [],
    roles: members.map(({ id }) => controlTowerRole(id)),
    logGroups: [],
    gaps: [],
  };
}

const controlTowerRole = (accountId: string): Role => ({
  arn: `arn:aws:iam::${accountId}:role/AWSControlTowerExecution`,
  accountId,
  trust: document({
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${MANAGEMENT}:root` },
    Action: 'sts:AssumeRole',
  }),
});

/** A tree of which each unit holds seven more. */
function unitsOf(count: number): readonly OrganizationalUnit[] {
  return Array.from({ length: count }, (_, index) => {
    const id = `ou-exam-${String(index).padStart(8, '0')}`;
    const parentId = index < 8 ? ROOT : `ou-exam-${String(Math.floor((index - 8) / 7)).padStart(8, '0')}`;
    return { id, arn: arnOf('ou', id), name: `unit-${index}`, parentId };
  });
}

function accountsOf(count: number, units: readonly OrganizationalUnit[]): readonly Account[] {
  return Array.from({ length: count }, (_, index) => {
    const id = String(100_000_000_000 + index);
    const parentId = index === 0 ? ROOT : (units[index % units.length]?.id ?? ROOT);
    return {
      id,
      arn: arnOf('account', id),
      name: `account-${index}`,
      email: `${id}@example.com`,
      status: 'ACTIVE',
      parentId,
    };
  });
}

function policiesOf(
  count: number,
  units: readonly OrganizationalUnit[],
  members: readonly Account[],
): readonly OrganizationPolicy[] {
  const everywhere = [ROOT, ...units.map(({ id }) => id), ...members.map(({ id }) => id)];
  const full = policyOf('FullAWSAccess', everywhere, { Effect: 'Allow', Action: '*', Resource: '*' });
  const guards = [policyOf('guard', [ROOT], ...guard()), policyOf('guard-names', [ROOT], ...guardNames())];
  const library = Array.from({ length: Math.max(0, count - 3) }, (_, index) =>
    policyOf(
      `library-${index}`,
      units.filter((_, unit) => unit % Math.max(1, count - 3) === index).map(({ id }) => id),
      ...libraryOf(index),
    ),
  );
  return [{ ...full, awsManaged: true }, ...guards, ...library];
}

function policyOf(
  name: string,
  targets: readonly string[],
  ...statements: readonly PolicyStatement[]
): OrganizationPolicy {
  const content = document(...statements);
  return {
    id: `p-${name}`,
    arn: arnOf('policy', `service_control_policy/p-${name}`),
    name,
    description: '',
    kind: 'scp',
    awsManaged: false,
    document: content,
    content: JSON.stringify(content),
    targets,
  };
}

const EXEMPT = ['arn:aws:iam::*:role/AWSControlTowerExecution', 'arn:aws:iam::*:role/BreakGlass*'];
const unlessExempt = { ArnNotLike: { 'aws:PrincipalArn': EXEMPT } };

const guard = (): readonly PolicyStatement[] => [
  {
    Sid: 'Trails',
    Effect: 'Deny',
    Action: [
      'cloudtrail:DeleteTrail',
      'cloudtrail:PutEventSelectors',
      'cloudtrail:StopLogging',
      'cloudtrail:UpdateTrail',
    ],
    Resource: '*',
    Condition: unlessExempt,
  },
  {
    Sid: 'Logs',
    Effect: 'Deny',
    Action: ['s3:Delete*', 's3:PutBucketPolicy', 's3:PutLifecycleConfiguration', 's3:PutBucketVersioning'],
    Resource: ['arn:aws:s3:::example-logs', 'arn:aws:s3:::example-logs/*'],
    Condition: unlessExempt,
  },
  { Sid: 'Stay', Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' },
];

const guardNames = (): readonly PolicyStatement[] => [
  {
    Sid: 'Names',
    Effect: 'Deny',
    Action: ['iam:AttachRolePolicy', 'iam:CreateRole', 'iam:PutRolePolicy', 'iam:UpdateAssumeRolePolicy'],
    Resource: EXEMPT,
    Condition: unlessExempt,
  },
];

/** What units add: Regions, services, tags, roles of their own. */
function libraryOf(index: number): readonly PolicyStatement[] {
  const kinds: readonly PolicyStatement[] = [
    {
      Effect: 'Deny',
      NotAction: ['iam:*', 'organizations:*', 'sts:*', 's3:*', 'cloudtrail:*', 'kms:*'],
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:RequestedRegion': ['us-east-1', `eu-west-${(index % 3) + 1}`] } },
    },
    { Effect: 'Deny', Action: ['ec2:*VpcPeering*', `rds:Delete*`], Resource: `*` },
    {
      Effect: 'Deny',
      Action: ['iam:CreateUser', 'iam:CreateAccessKey'],
      Resource: '*',
      Condition: { ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::*:role/team-${index}-*` } },
    },
    {
      Effect: 'Deny',
      Action: 'ec2:RunInstances',
      Resource: 'arn:aws:ec2:*:*:instance/*',
      Condition: { StringNotEquals: { 'aws:RequestTag/owner': `team-${index}` } },
    },
    {
      Effect: 'Deny',
      Action: ['s3:PutBucketPublicAccessBlock', 's3:PutAccountPublicAccessBlock'],
      Resource: '*',
      Condition: { StringNotLike: { 'aws:PrincipalTag/role': `admin-${index}*` } },
    },
  ];
  return [kinds[index % kinds.length], kinds[(index + 2) % kinds.length]].filter((one) => one !== undefined);
}
