import type { OneOrMany, PolicyDocument, PolicyPrincipal, PolicyStatement } from '../../src/model/policy.ts';
import type { EvaluateInput, RequestPrincipal } from '../../src/policy/types.ts';
import { randomCondition, randomContext } from './conditions.ts';
import type { Random } from './random.ts';

const OWN = '111122223333';
const OTHER = '444455556666';
const ACCOUNTS = [OWN, OTHER] as const;

interface Target {
  readonly action: string;
  readonly resources: readonly ((account: string) => string)[];
}

const bucket = () => 'arn:aws:s3:::logs';
const objects = ['a', 'AWSLogs/b', 'red/a'].map((key) => () => `arn:aws:s3:::logs/${key}`);
const key = (account: string) => `arn:aws:kms:us-east-1:${account}:key/k1`;
const trail = (account: string) => `arn:aws:cloudtrail:us-east-1:${account}:trail/audit`;
const role = (account: string) => `arn:aws:iam::${account}:role/Target`;
const queue = (account: string) => `arn:aws:sqs:us-east-1:${account}:red`;
const scp = (account: string) =>
  `arn:aws:organizations::${account}:policy/o-exampleorgid/service_control_policy/p-12345678`;

const TARGETS: readonly Target[] = [
  { action: 's3:GetObject', resources: objects },
  { action: 's3:DeleteObject', resources: objects },
  { action: 's3:DeleteBucket', resources: [bucket] },
  { action: 's3:GetBucketPolicy', resources: [bucket] },
  { action: 's3:PutBucketPolicy', resources: [bucket] },
  { action: 's3:DeleteBucketPolicy', resources: [bucket] },
  { action: 'cloudtrail:StopLogging', resources: [trail] },
  { action: 'cloudtrail:DescribeTrails', resources: [() => '*'] },
  { action: 'kms:Decrypt', resources: [key] },
  { action: 'kms:ScheduleKeyDeletion', resources: [key] },
  { action: 'sts:AssumeRole', resources: [role] },
  { action: 'iam:DeleteRole', resources: [role] },
  { action: 'organizations:DetachPolicy', resources: [scp] },
  { action: 'sqs:SendMessage', resources: [queue] },
];

const ACTIONS = [
  '*',
  's3:*',
  's3:Get*',
  's3:Delete*',
  'S3:DELETEOBJECT',
  's3:*Bucket*',
  'cloudtrail:*',
  'cloudtrail:St?pLogging',
  'kms:*',
  'kms:Decrypt',
  'sts:*',
  'sts:AssumeRole',
  'iam:*',
  'organizations:*',
  'sqs:Send*',
];

const RESOURCES = [
  '*',
  'arn:aws:s3:::logs',
  'arn:aws:s3:::logs/*',
  'arn:aws:s3:::logs*',
  'arn:aws:s3:::*/a',
  'arn:aws:s3:::logs/?',
  'arn:aws:s3:::logs/${aws:PrincipalTag/team}/*',
  "arn:aws:s3:::logs/${aws:PrincipalTag/team, 'red'}/a",
  'arn:aws:cloudtrail:*:*:trail/audit',
  `arn:aws:cloudtrail:us-east-1:${OWN}:trail/*`,
  `arn:aws:kms:*:${OWN}:key/*`,
  'arn:aws:iam::*:role/Target',
  `arn:aws:iam::${OTHER}:role/*`,
  'arn:aws:sqs:*:*:${aws:PrincipalTag/team}',
  'arn:aws:organizations::*:policy/*',
];

const user = (name: string, account: string) => `arn:aws:iam::${account}:user/${name}`;
const session = (name: string, account: string, sessionName: string): RequestPrincipal => ({
  arn: `arn:aws:sts::${account}:assumed-role/${name}/${sessionName}`,
  role: `arn:aws:iam::${account}:role/${name}`,
});

function randomPrincipal(random: Random): RequestPrincipal {
  const account = random.chance(0.7) ? OWN : OTHER;
  const draw = random.next();
  if (draw < 0.35) return user(random.pick(['Alice', 'Bob']), account);
  if (draw < 0.75) return session(random.pick(['Reader', 'Admin']), account, random.pick(['mary', 'eve']));
  if (draw < 0.85) return `arn:aws:iam::${account}:root`;
  if (draw < 0.89) return `arn:aws:sts::${account}:federated-user/Paulo`;
  if (draw < 0.93) return random.pick(['cloudtrail.amazonaws.com', 'config.amazonaws.com']);
  if (draw < 0.96) return { anonymous: true };
  return {
    arn: `arn:aws:sts::${account}:assumed-role/AWSServiceRoleForConfig/s`,
    role: `arn:aws:iam::${account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
  };
}

const PRINCIPALS = ACCOUNTS.flatMap((account) => [
  account,
  `arn:aws:iam::${account}:root`,
  user('Alice', account),
  user('Bob', account),
  user('Paulo', account),
  `arn:aws:iam::${account}:role/Reader`,
  `arn:aws:iam::${account}:role/Admin`,
  `arn:aws:sts::${account}:assumed-role/Reader/mary`,
  `arn:aws:sts::${account}:federated-user/Paulo`,
]);

function randomPrincipalElement(random: Random): PolicyPrincipal {
  if (random.chance(0.25)) return '*';
  if (random.chance(0.1)) return { AWS: '*' };
  const arns = random.some(PRINCIPALS, 1, 3);
  const service = random.pick(['cloudtrail.amazonaws.com', 'config.amazonaws.com']);
  if (random.chance(0.15)) return { Service: service };
  return random.chance(0.2) ? { AWS: arns, Service: service } : { AWS: arns };
}

const oneOrMany = (random: Random, values: string[]): OneOrMany<string> =>
  values.length === 1 && random.chance(0.5) ? (values[0] ?? '*') : values;

type Kind = 'identity' | 'resource' | 'trust' | 'scp' | 'rcp' | 'endpoint';

function randomStatement(random: Random, kind: Kind, denies: number): PolicyStatement {
  const Effect = kind === 'rcp' || random.chance(denies) ? 'Deny' : 'Allow';
  const principal = kind === 'identity' || kind === 'scp' ? {} : randomPrincipalMember(random, kind, Effect);
  const actions = oneOrMany(random, random.chance(0.3) ? ['*'] : random.some(ACTIONS, 1, 3));
  const resources = oneOrMany(random, random.chance(0.4) ? ['*'] : random.some(RESOURCES, 1, 3));
  return {
    ...(random.chance(0.3) && { Sid: `S${random.below(9)}` }),
    Effect,
    ...principal,
    ...(kind !== 'rcp' && random.chance(0.12)
      ? { NotAction: actions }
      : {
          Action:
            kind === 'rcp'
              ? random.some(
                  ['s3:*', 'kms:*', 'sts:*', 'sqs:*', 's3:Delete*', 'kms:Decrypt', 'cloudtrail:*', 'iam:*'],
                  1,
                  2,
                )
              : kind === 'trust'
                ? 'sts:AssumeRole'
                : actions,
        }),
    ...(kind === 'trust' ? {} : random.chance(0.1) ? { NotResource: resources } : { Resource: resources }),
    ...(random.chance(Effect === 'Deny' ? 0.6 : 0.35) && { Condition: randomCondition(random) }),
  };
}

function randomPrincipalMember(
  random: Random,
  kind: Kind,
  Effect: 'Allow' | 'Deny',
): Partial<PolicyStatement> {
  if (kind === 'rcp' || kind === 'endpoint') return { Principal: '*' };
  if (kind === 'resource' && Effect === 'Deny' && random.chance(0.2)) {
    return { NotPrincipal: { AWS: random.some(PRINCIPALS, 2, 5) } };
  }
  return { Principal: randomPrincipalElement(random) };
}

function randomPolicy(random: Random, kind: Kind, denies = 0.3): PolicyDocument {
  return {
    ...(kind === 'scp' || kind === 'rcp' || random.chance(0.9)
      ? { Version: '2012-10-17' }
      : random.chance(0.5)
        ? { Version: '2008-10-17' }
        : {}),
    Statement: random.list(1, 3, () => randomStatement(random, kind, denies)),
  };
}

const FULL: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};
const withFull = (random: Random, chance: number, policies: PolicyDocument[]): PolicyDocument[] =>
  random.chance(chance) ? [FULL, ...policies] : policies;

const hasIdentity = (principal: RequestPrincipal): boolean =>
  typeof principal === 'string'
    ? /^arn:[^:]*:(iam|sts)::/.test(principal) && !principal.endsWith(':root')
    : 'arn' in principal;
const isSession = (principal: RequestPrincipal): boolean =>
  typeof principal === 'string' ? principal.includes(':federated-user/') : 'arn' in principal;

/** A request and the policies that meet it. Few names, so that policies often speak of the request. */
export function randomInput(random: Random): EvaluateInput {
  const principal = randomPrincipal(random);
  const target = random.pick(TARGETS);
  const resourceAccount = random.chance(0.7) ? OWN : OTHER;
  const resource = random.pick(target.resources)(resourceAccount);
  const policiesOfResource = resource === '*' ? 0 : /^(iam|cloudtrail):/.test(target.action) ? 0 : 0.75;
  const owned = hasIdentity(principal);
  // A service calls from AWS's own network, through no endpoint of a customer.
  const service = typeof principal === 'string' && !principal.startsWith('arn:');
  const anonymous = typeof principal === 'object' && 'anonymous' in principal;
  return {
    request: {
      principal,
      action: random.chance(0.1) ? target.action.toLowerCase() : target.action,
      resource,
      resourceAccount,
      context: randomContext(random),
    },
    ...(owned && {
      identityPolicies: withFull(
        random,
        0.6,
        random.list(0, 2, () => randomPolicy(random, 'identity')),
      ),
    }),
    ...(owned &&
      random.chance(0.2) && {
        permissionBoundaries: [random.chance(0.4) ? FULL : randomPolicy(random, 'identity', 0.15)],
      }),
    ...(isSession(principal) &&
      random.chance(0.3) && {
        sessionPolicy: random.chance(0.4) ? FULL : randomPolicy(random, 'identity', 0.15),
      }),
    ...(random.chance(policiesOfResource) && {
      resourcePolicies: [
        randomPolicy(random, target.action === 'sts:AssumeRole' ? 'trust' : 'resource', 0.35),
      ],
    }),
    ...(!service &&
      random.chance(0.1) && {
        endpointPolicies: [random.chance(0.4) ? withPrincipal(FULL) : randomPolicy(random, 'endpoint', 0.2)],
      }),
    ...(!anonymous &&
      random.chance(0.5) && {
        scps: random.list(1, 3, () =>
          withFull(
            random,
            0.9,
            random.list(0, 1, () => randomPolicy(random, 'scp', 0.6)),
          ),
        ),
      }),
    ...(random.chance(0.3) && {
      rcps: random.list(1, 3, () => random.list(0, 1, () => randomPolicy(random, 'rcp'))),
    }),
  };
}

const withPrincipal = (document: PolicyDocument): PolicyDocument => ({
  ...document,
  Statement: [document.Statement].flat().map((statement) => ({ ...statement, Principal: '*' as const })),
});
