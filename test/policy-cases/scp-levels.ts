import type { PolicyStatement } from '../../src/model/policy.ts';
import {
  ADMIN,
  ALICE,
  allow,
  deny,
  FULL,
  iam,
  OBJECT,
  OWN,
  organizations,
  type PolicyCase,
  policy,
  request,
  role,
  TRAIL,
  user,
} from './build.ts';

const EVALUATION = organizations('orgs_manage_policies_scps_evaluation');
const SYNTAX = organizations('orgs_manage_policies_scps_syntax');
const SCPS = organizations('orgs_manage_policies_scps');
const GENERAL = organizations('orgs_manage_policies_scps_examples_general');
const BOUNDARIES = iam('access_policies_boundaries');

const INSTANCE = `arn:aws:ec2:us-east-1:${OWN}:instance/i-1`;
const denyS3 = policy(deny('s3:*', '*', { Sid: 'DenyS3' }));
const denyEc2 = policy(deny('ec2:*', '*', { Sid: 'DenyEc2' }));
const allowS3 = policy(allow('s3:*'));
const allowEc2 = policy(allow('ec2:*'));

type Levels = NonNullable<PolicyCase['input']['scps']>;
type Expect = PolicyCase['expect'];
const ALLOWED: Expect = { decision: 'allowed' };
const MISSING: Expect = { decision: 'implicit-deny', layer: 'scp' };
const denied = (...sids: string[]): Expect => ({ decision: 'explicit-deny', layer: 'scp', sids });

const c = (
  name: string,
  scps: Levels,
  action: string,
  resource: string,
  expect: Expect,
  source = EVALUATION,
  more: Partial<PolicyCase['input']> = {},
): PolicyCase => ({
  name,
  source,
  input: { request: request(ADMIN, action, resource), identityPolicies: [FULL], scps, ...more },
  expect,
});

const start = (name: string, scps: Levels, expect: Expect) =>
  c(name, scps, 'ec2:StartInstances', INSTANCE, expect);
const get = (name: string, scps: Levels, expect: Expect) => c(name, scps, 's3:GetObject', OBJECT, expect);
const sandbox: Levels = [[FULL], [FULL, denyS3], [FULL, denyEc2]];
const production: Levels = [[FULL], [FULL], [FULL], [FULL]];
const test: Levels = [[FULL], [FULL], [FULL, denyEc2], [FULL]];
const rootDeniesS3: Levels = [[FULL, denyS3], [FULL], [allowS3], [FULL]];
const rootLists: Levels = [
  [policy(allow(['iam:*', 'ec2:*'])), policy(allow(['s3:*', 'cloudwatch:*']))],
  [FULL],
  [FULL],
];

const regionLock: PolicyStatement = {
  Sid: 'LimitActionsInRegion',
  Effect: 'Deny',
  NotAction: 'iam:*',
  Resource: '*',
  Condition: { StringNotEquals: { 'aws:RequestedRegion': 'us-west-1' } },
};
const onlyRole = policy(
  allow(['ec2:*', 's3:*'], '*', {
    Condition: { StringEquals: { 'aws:PrincipalArn': role('specific-role') } },
  }),
);
const inRegion = (region: string, action: string, resource: string) => ({
  request: request(ADMIN, action, resource, { 'aws:RequestedRegion': region }),
});

export default [
  get('scenario 1: denied at the OU', sandbox, denied('DenyS3')),
  start('scenario 1: denied at the account', sandbox, denied('DenyEc2')),
  c('scenario 1: other services pass', sandbox, 'cloudtrail:StopLogging', TRAIL, ALLOWED),
  start('scenario 1: a sibling account without the second Deny', [[FULL], [FULL, denyS3], [FULL]], ALLOWED),
  start('scenario 2: the OU allows only EC2: EC2', [[FULL], [allowEc2], [FULL]], ALLOWED),
  get('scenario 2: the OU allows only EC2: S3', [[FULL], [allowEc2], [FULL]], MISSING),
  get('scenario 3: no Allow at the root', [[denyEc2], [FULL], [FULL]], MISSING),
  get('scenario 3: nothing attached at the root', [[], [FULL], [FULL]], MISSING),
  get('nothing attached at an OU', [[FULL], [], [FULL]], MISSING),
  get('nothing attached at the account', [[FULL], [FULL], []], MISSING),
  start('scenario 4: Deny at the inner OU', test, denied('DenyEc2')),
  get('scenario 4: other services of that OU', test, ALLOWED),
  start('scenario 4: the other OU', production, ALLOWED),
  start('scenario 5: the inner OU allows only EC2: EC2', [[FULL], [FULL], [allowEc2], [FULL]], ALLOWED),
  get('scenario 5: the inner OU allows only EC2: S3', [[FULL], [FULL], [allowEc2], [FULL]], MISSING),
  get('scenario 6: denied at the root, allowed below', rootDeniesS3, denied('DenyS3')),
  start('scenario 6: neither denied nor allowed at the inner OU', rootDeniesS3, MISSING),
  start('scenario 7: listed by the first SCP of the root', rootLists, ALLOWED),
  get('scenario 7: listed by the second SCP of the root', rootLists, ALLOWED),
  c('scenario 7: not listed at the root', rootLists, 'cloudtrail:StopLogging', TRAIL, MISSING),
  get('different Allows at two levels intersect', [[allowEc2], [allowS3]], MISSING),
  get('several SCPs of one level are united', [[allowEc2, allowS3], [FULL]], ALLOWED),
  get('a Deny beats the Allow of the same level', [[FULL, allowS3, denyS3]], denied('DenyS3')),
  get('Allow and Deny in one policy', [[policy(allow('*'), deny('s3:*', '*', { Sid: 'S3' }))]], denied('S3')),
  get(
    'Denies at two levels are both behind the decision',
    [
      [FULL, denyS3],
      [FULL, policy(deny('s3:Get*', '*', { Sid: 'Inner' }))],
    ],
    denied('DenyS3', 'Inner'),
  ),

  c('an SCP grants nothing', [[FULL]], 's3:GetObject', OBJECT, { decision: 'implicit-deny' }, SCPS, {
    identityPolicies: [],
  }),
  c(
    'the resource policy cannot exceed the SCP',
    [[FULL, denyS3]],
    's3:GetObject',
    OBJECT,
    denied('DenyS3'),
    SCPS,
    {
      request: request(ALICE, 's3:GetObject', OBJECT),
      resourcePolicies: [policy(allow('s3:*', '*', { Principal: { AWS: ALICE } }))],
    },
  ),
  c(
    'a resource policy does not replace the Allow of an SCP',
    [[allowEc2]],
    's3:GetObject',
    OBJECT,
    MISSING,
    SCPS,
    {
      request: request(ALICE, 's3:GetObject', OBJECT),
      resourcePolicies: [policy(allow('s3:*', '*', { Principal: { AWS: ALICE } }))],
    },
  ),
  c(
    'the SCPs of the principal reach resources of other accounts',
    [[FULL, denyS3]],
    's3:GetObject',
    OBJECT,
    denied('DenyS3'),
    SCPS,
    {
      request: request(ALICE, 's3:GetObject', OBJECT, {}, '444455556666'),
      resourcePolicies: [policy(allow('s3:*', '*', { Principal: '*' }))],
    },
  ),
  c(
    'boundary, SCP and identity policy must all allow',
    [[allowS3]],
    's3:GetObject',
    OBJECT,
    ALLOWED,
    BOUNDARIES,
    { permissionBoundaries: [allowS3] },
  ),
  c(
    'the SCP does not allow what boundary and identity policy do',
    [[allowEc2]],
    's3:GetObject',
    OBJECT,
    MISSING,
    BOUNDARIES,
    { permissionBoundaries: [allowS3] },
  ),

  c(
    'Deny with NotAction and Condition: outside the Region',
    [[FULL, policy(regionLock)]],
    's3:GetObject',
    OBJECT,
    denied('LimitActionsInRegion'),
    SYNTAX,
    inRegion('us-east-1', 's3:GetObject', OBJECT),
  ),
  c(
    'Deny with NotAction and Condition: inside the Region',
    [[FULL, policy(regionLock)]],
    's3:GetObject',
    OBJECT,
    ALLOWED,
    SYNTAX,
    inRegion('us-west-1', 's3:GetObject', OBJECT),
  ),
  c(
    'Deny with NotAction and Condition: an excepted service',
    [[FULL, policy(regionLock)]],
    'iam:GetUser',
    user('Bob'),
    ALLOWED,
    SYNTAX,
    inRegion('us-east-1', 'iam:GetUser', user('Bob')),
  ),
  c('Allow with a Condition that holds', [[onlyRole]], 's3:GetObject', OBJECT, ALLOWED, SYNTAX, {
    request: request(
      { arn: `arn:aws:sts::${OWN}:assumed-role/specific-role/s`, role: role('specific-role') },
      's3:GetObject',
      OBJECT,
    ),
  }),
  c('Allow with a Condition that does not hold', [[onlyRole]], 's3:GetObject', OBJECT, MISSING, SYNTAX),
  c(
    'Deny with NotResource: the permitted model',
    [
      [
        FULL,
        policy({
          Effect: 'Deny',
          Action: 'bedrock:InvokeModel',
          NotResource: 'arn:aws:bedrock:*::foundation-model/ok',
        }),
      ],
    ],
    'bedrock:InvokeModel',
    'arn:aws:bedrock:us-east-1::foundation-model/ok',
    ALLOWED,
    SYNTAX,
  ),
  c(
    'Deny with NotResource: another model',
    [
      [
        FULL,
        policy({
          Sid: 'Models',
          Effect: 'Deny',
          Action: 'bedrock:InvokeModel',
          NotResource: 'arn:aws:bedrock:*::foundation-model/ok',
        }),
      ],
    ],
    'bedrock:InvokeModel',
    'arn:aws:bedrock:us-east-1::foundation-model/no',
    denied('Models'),
    SYNTAX,
  ),
  c(
    'Deny on a role in every account',
    [[FULL, policy(deny('iam:DeleteRole', 'arn:aws:iam::*:role/protected', { Sid: 'Role' }))]],
    'iam:DeleteRole',
    role('protected'),
    denied('Role'),
    SYNTAX,
  ),
  c(
    'Deny on a role does not reach the same name under a path',
    [[FULL, policy(deny('iam:DeleteRole', 'arn:aws:iam::*:role/protected'))]],
    'iam:DeleteRole',
    role('x/protected'),
    ALLOWED,
    SYNTAX,
  ),
  c(
    'actions of an SCP are case insensitive',
    [[FULL, policy(deny('CLOUDTRAIL:StopLogging', '*', { Sid: 'Stop' }))]],
    'cloudtrail:StopLogging',
    TRAIL,
    denied('Stop'),
    SYNTAX,
  ),
  c(
    '? in an SCP is one character',
    [[FULL, policy(deny('cloudtrail:St?pLogging', '*', { Sid: 'Stop' }))]],
    'cloudtrail:StopLogging',
    TRAIL,
    denied('Stop'),
    SYNTAX,
  ),
  c(
    'leaving the organization is denied',
    [[FULL, policy(deny('organizations:LeaveOrganization', '*', { Sid: 'Leave' }))]],
    'organizations:LeaveOrganization',
    '*',
    denied('Leave'),
    GENERAL,
  ),
] satisfies readonly PolicyCase[];
