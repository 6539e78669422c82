import type { PolicyStatement } from '../../src/model/policy.ts';
import {
  admin,
  blocked,
  deny,
  denyAnybody,
  EVERYWHERE,
  LOG_ARCHIVE,
  MANAGEMENT,
  NO_LEAVING,
  ORGANIZATION,
  OUTSIDE,
  organization,
  possible,
  ROOT,
  rcp,
  role,
  roleOf,
  rootOf,
  SECURITY,
  scp,
  TRAIL_WRITES,
  WORKLOAD,
  type World,
} from './build.ts';

type Condition = NonNullable<PolicyStatement['Condition']>;

const STOP = 'cloudtrail-stop-logging';
const notLike = (pattern: string): Condition => ({ ArnNotLike: { 'aws:PrincipalArn': pattern } });
const guardExcept = (Condition: Condition) => [deny(TRAIL_WRITES, '*', { Condition }), NO_LEAVING];
/** Nobody but the exempt ones writes, passes or assumes what carries such a name. */
const protect = (resource: string, Condition: Condition) =>
  deny(['iam:*', 'sts:AssumeRole', 'sts:TagSession'], resource, { Condition });

const ADMINS = 'arn:aws:iam::*:role/*Admin*';
const BREAK_GLASS = 'arn:aws:iam::*:role/BreakGlass';
const BY_PATH = 'arn:aws:iam::*:role/security/*';
const CONTROL_TOWER = 'arn:aws:iam::*:role/AWSControlTowerExecution';
const team = { StringNotEquals: { 'aws:PrincipalTag/team': 'security' } };
const NO_TAGGING = ['iam:TagRole', 'iam:TagUser', 'sts:TagSession'];

export default [
  {
    name: 'exempt by a wildcard that nobody guards',
    why: 'A role of such a name can be made: CreateRole, a policy for it, AssumeRole, then the call.',
    snapshot: organization({ policies: [scp('guard', [ROOT], ...guardExcept(notLike(ADMINS)))] }),
    expect: [admin(WORKLOAD, STOP, 'possible', { direct: 'blocked', pathLength: 4 })],
  },
  {
    name: 'exempt by a wildcard, writes on that wildcard denied',
    why: 'Neither made, nor edited, nor passed, nor assumed by anybody who is not exempt.',
    snapshot: organization({
      policies: [scp('guard', [ROOT], ...guardExcept(notLike(ADMINS)), protect(ADMINS, notLike(ADMINS)))],
    }),
    expect: [blocked(WORKLOAD, STOP, 'statement')],
  },
  {
    name: 'exempt by a wildcard, writes on a narrower one denied',
    why: 'A name such as xAdmin, or a path, is exempt and not guarded.',
    snapshot: organization({
      policies: [
        scp(
          'guard',
          [ROOT],
          ...guardExcept(notLike(ADMINS)),
          protect('arn:aws:iam::*:role/Admin*', notLike(ADMINS)),
        ),
      ],
    }),
    expect: [admin(WORKLOAD, STOP, 'possible', { direct: 'blocked' })],
  },
  {
    name: 'exempt by name, and there is no such role yet',
    why: 'It can be made.',
    snapshot: organization({ policies: [scp('guard', [ROOT], ...guardExcept(notLike(BREAK_GLASS)))] }),
    expect: [admin(WORKLOAD, STOP, 'possible', { direct: 'blocked', pathLength: 4 })],
  },
  {
    name: 'exempt by name, and the role trusts its own account',
    why: 'An administrator assumes it.',
    snapshot: organization({
      policies: [scp('guard', [ROOT], ...guardExcept(notLike(BREAK_GLASS)))],
      roles: [role(WORKLOAD, 'BreakGlass', { AWS: rootOf(WORKLOAD) })],
    }),
    expect: [admin(WORKLOAD, STOP, 'possible', { direct: 'blocked', pathLength: 2 })],
  },
  {
    name: 'exempt by name, trusting an identity provider, writes denied but for the trust policy',
    why: 'The trust policy is edited, then the role assumed.',
    snapshot: organization({
      policies: [
        scp(
          'guard',
          [ROOT],
          ...guardExcept(notLike(BREAK_GLASS)),
          deny(
            ['iam:CreateRole', 'iam:DeleteRole', 'iam:PutRole*', 'iam:AttachRole*', 'iam:PassRole'],
            BREAK_GLASS,
            { Condition: notLike(BREAK_GLASS) },
          ),
        ),
      ],
      roles: [role(WORKLOAD, 'BreakGlass', { Federated: `arn:aws:iam::${WORKLOAD}:saml-provider/idp` })],
    }),
    expect: [admin(WORKLOAD, STOP, 'possible', { direct: 'blocked', pathLength: 2 })],
  },
  {
    name: 'exempt by name, trusting Lambda, every write denied but PassRole',
    why: 'The role is passed to a function of the attacker, whose code then acts as the role.',
    snapshot: organization({
      policies: [
        scp(
          'guard',
          [ROOT],
          ...guardExcept(notLike(BREAK_GLASS)),
          deny(
            ['iam:CreateRole', 'iam:DeleteRole', 'iam:PutRole*', 'iam:AttachRole*', 'iam:Update*'],
            BREAK_GLASS,
            { Condition: notLike(BREAK_GLASS) },
          ),
        ),
      ],
      roles: [role(WORKLOAD, 'BreakGlass', { Service: 'lambda.amazonaws.com' })],
    }),
    expect: [admin(WORKLOAD, STOP, 'possible', { direct: 'blocked' })],
  },
  {
    name: 'exempt by name, trusting the management account, every write denied',
    why: 'Its trust policy does not let the account in, and nobody there may change it or pass the role.',
    snapshot: organization({
      policies: [
        scp(
          'guard',
          [ROOT],
          ...guardExcept(notLike(BREAK_GLASS)),
          protect(BREAK_GLASS, notLike(BREAK_GLASS)),
        ),
      ],
      roles: [role(WORKLOAD, 'BreakGlass', { AWS: rootOf(MANAGEMENT) })],
    }),
    expect: [blocked(WORKLOAD, STOP, 'statement')],
  },
  {
    name: 'exempt by one exact ARN of another account',
    why: 'Names of the own account never match it, and it trusts nobody of the account.',
    snapshot: organization({
      policies: [scp('guard', [ROOT], ...guardExcept(notLike(roleOf(LOG_ARCHIVE, 'BreakGlass'))))],
      roles: [role(LOG_ARCHIVE, 'BreakGlass', { AWS: rootOf(MANAGEMENT) })],
    }),
    expect: [blocked(WORKLOAD, STOP, 'statement')],
  },
  {
    name: 'exempt by path that nobody guards',
    why: 'CreateRole takes any path but the reserved ones.',
    snapshot: organization({ policies: [scp('guard', [ROOT], ...guardExcept(notLike(BY_PATH)))] }),
    expect: [admin(WORKLOAD, STOP, 'possible', { direct: 'blocked', pathLength: 4 })],
  },
  {
    name: 'exempt by path, writes under the path denied',
    why: 'The ARN that CreateRole is authorized on has the path.',
    snapshot: organization({
      policies: [scp('guard', [ROOT], ...guardExcept(notLike(BY_PATH)), protect(BY_PATH, notLike(BY_PATH)))],
    }),
    expect: [blocked(WORKLOAD, STOP, 'statement')],
  },
  {
    name: 'exempt by a tag that nobody guards',
    why: 'An administrator tags the own role.',
    snapshot: organization({ policies: [scp('guard', [ROOT], ...guardExcept(team))] }),
    expect: [admin(WORKLOAD, STOP, 'possible', { direct: 'blocked' })],
  },
  {
    name: 'exempt by a tag, tagging of roles denied, session tags not',
    why: 'The tag is passed with AssumeRole.',
    snapshot: organization({
      policies: [
        scp(
          'guard',
          [ROOT],
          ...guardExcept(team),
          deny(['iam:TagRole', 'iam:TagUser'], '*', { Condition: team }),
        ),
      ],
    }),
    expect: [admin(WORKLOAD, STOP, 'possible', { direct: 'blocked' })],
  },
  {
    name: 'exempt by a tag, tagging denied by an SCP alone',
    why: 'A role that trusts an account outside is assumed from there with the tag: SCPs do not bind that caller.',
    snapshot: organization({
      policies: [scp('guard', [ROOT], ...guardExcept(team), deny(NO_TAGGING, '*', { Condition: team }))],
    }),
    expect: [admin(WORKLOAD, STOP, ['possible', 'unknown'], { direct: 'blocked' })],
  },
  {
    name: 'exempt by a tag, tagging denied, and nobody from outside assumes a role',
    why: 'Inside the SCP denies the tag, an RCP refuses everybody from outside.',
    snapshot: organization({
      policies: [
        scp('guard', [ROOT], ...guardExcept(team), deny(NO_TAGGING, '*', { Condition: team })),
        rcp(
          'perimeter',
          [ROOT],
          denyAnybody(
            ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
            '*',
            {
              Condition: {
                StringNotEqualsIfExists: { 'aws:PrincipalOrgID': ORGANIZATION },
                BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
              },
            },
          ),
        ),
      ],
    }),
    expect: [blocked(WORKLOAD, STOP, 'statement')],
  },
  {
    name: 'a landing-zone role exempt everywhere, guarded in one unit only',
    why: 'Where it does not exist and nobody guards the name, it can be made.',
    snapshot: organization({
      policies: [
        scp(
          'guard',
          [ROOT],
          deny([...TRAIL_WRITES, 's3:DeleteObject*', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy'], '*', {
            Condition: notLike(CONTROL_TOWER),
          }),
          NO_LEAVING,
        ),
        scp('names', [SECURITY], protect(CONTROL_TOWER, notLike(CONTROL_TOWER))),
      ],
      roles: [role(LOG_ARCHIVE, 'AWSControlTowerExecution', { AWS: rootOf(MANAGEMENT) })],
    }),
    expect: [
      admin(WORKLOAD, STOP, 'possible', { direct: 'blocked', pathLength: 4 }),
      admin(LOG_ARCHIVE, 's3-delete-object', 'blocked', { direct: 'blocked', reason: 'statement' }),
    ],
  },
  {
    name: 'an exempt role of the log archive that trusts a workload account',
    why: 'An administrator of the workload account assumes it: both accounts allow.',
    snapshot: organization({
      policies: [
        scp(
          'guard',
          [ROOT],
          deny(['s3:DeleteObject*', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy'], '*', {
            Condition: notLike(BREAK_GLASS),
          }),
          NO_LEAVING,
        ),
      ],
      roles: [role(LOG_ARCHIVE, 'BreakGlass', { AWS: rootOf(WORKLOAD) })],
    }),
    expect: [admin(WORKLOAD, 's3-delete-object', 'possible', { direct: 'blocked', pathLength: 2 })],
  },
  {
    name: 'an exempt role that trusts an account outside',
    why: 'SCPs of the organization do not bind whoever assumes it from there; the role itself is exempt.',
    snapshot: organization({
      policies: [
        scp(
          'guard',
          [ROOT],
          ...guardExcept(notLike(BREAK_GLASS)),
          protect(BREAK_GLASS, notLike(BREAK_GLASS)),
        ),
      ],
      roles: [role(WORKLOAD, 'BreakGlass', { AWS: rootOf(OUTSIDE) })],
    }),
    // Whether an administrator of the account also holds that account outside is not the account's question.
    expect: [{ technique: 'exempt-role-assume', actor: 'outside', verdict: 'possible' }],
  },
  {
    name: 'StringNotEquals with a wildcard',
    why: 'It compares letter by letter: nobody is called so, and the Deny holds everybody.',
    snapshot: organization({
      policies: [
        scp('guard', [ROOT], ...guardExcept({ StringNotEquals: { 'aws:PrincipalArn': BREAK_GLASS } })),
      ],
    }),
    expect: [blocked(WORKLOAD, STOP, 'statement')],
  },
  {
    name: 'StringEquals with a wildcard, meant to hold root',
    why: 'It never holds, and the Deny nobody.',
    snapshot: organization({
      policies: [
        scp('guard', [ROOT], ...guardExcept({ StringEquals: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } })),
      ],
    }),
    expect: [possible(WORKLOAD, STOP)],
  },
  {
    name: 'ArnNotEquals with a wildcard',
    why: 'ArnEquals takes wildcards as ArnLike does.',
    snapshot: organization({
      policies: [scp('guard', [ROOT], ...guardExcept({ ArnNotEquals: { 'aws:PrincipalArn': BREAK_GLASS } }))],
    }),
    expect: [admin(WORKLOAD, STOP, 'possible', { direct: 'blocked', pathLength: 4 })],
  },
  {
    name: 'a Deny for root alone',
    why: 'Administrators are not root.',
    snapshot: organization({
      policies: [
        scp('guard', [ROOT], ...guardExcept({ StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } })),
      ],
    }),
    expect: [possible(WORKLOAD, STOP)],
  },
  {
    name: 'a Deny for everybody but root',
    why: 'The root user of the account is there already; an administrator cannot become root.',
    snapshot: organization({
      policies: [
        scp(
          'guard',
          [ROOT],
          ...guardExcept({ StringNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } }),
        ),
      ],
    }),
    expect: [
      { technique: STOP, actor: 'root', account: WORKLOAD, direct: 'possible', verdict: 'possible' },
      blocked(WORKLOAD, STOP, 'statement'),
    ],
  },
  {
    name: 'accounts excepted by a list',
    why: 'The log archive is on the list, the workload account is not.',
    snapshot: organization({
      policies: [
        scp(
          'guard',
          [ROOT],
          deny([...TRAIL_WRITES, 's3:DeleteObject*'], '*', {
            Condition: { StringNotEquals: { 'aws:PrincipalAccount': [LOG_ARCHIVE, MANAGEMENT] } },
          }),
          NO_LEAVING,
        ),
      ],
    }),
    expect: [blocked(WORKLOAD, STOP, 'statement'), possible(LOG_ARCHIVE, 's3-delete-object')],
  },
  {
    name: 'everybody of the organization excepted, in an SCP',
    why: 'An SCP binds nobody else.',
    snapshot: organization({
      full: EVERYWHERE,
      policies: [
        scp('guard', [ROOT], ...guardExcept({ StringNotEquals: { 'aws:PrincipalOrgID': ORGANIZATION } })),
      ],
    }),
    expect: [possible(WORKLOAD, STOP)],
  },
] satisfies readonly World[];
