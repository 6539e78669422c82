import type { PolicyStatement } from '../../src/model/policy.ts';
import {
  admin,
  blocked,
  deny,
  LOG_ARCHIVE,
  NO_LEAVING,
  ORGANIZATION,
  organization,
  possible,
  ROOT,
  SECURITY,
  scp,
  TRAIL_WRITES,
  WORKLOAD,
  WORKLOADS,
  type World,
} from './build.ts';

type Condition = NonNullable<PolicyStatement['Condition']>;

const STOP = 'cloudtrail-stop-logging';
const where = (name: string, why: string, Condition: Condition, expect: World['expect']): World => ({
  name,
  why,
  snapshot: organization({
    policies: [
      scp('guard', [ROOT], deny([...TRAIL_WRITES, 's3:DeleteObject*'], '*', { Condition }), NO_LEAVING),
    ],
  }),
  expect,
});

export default [
  where(
    'another Region',
    'The trail is called in its home Region, and the Deny is about another one.',
    { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
    [possible(WORKLOAD, STOP)],
  ),
  where(
    'Regions excepted, the home Region among them',
    'In the home Region the Deny does not apply.',
    { StringNotEquals: { 'aws:RequestedRegion': ['us-east-1', 'eu-west-1'] } },
    [possible(WORKLOAD, STOP)],
  ),
  where(
    'the home Region',
    'A trail of all Regions can only be stopped in the Region where it was made, or InvalidHomeRegionException follows.',
    { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } },
    [blocked(WORKLOAD, STOP, 'statement')],
  ),
  where(
    'MFA asked for, the key missing or not',
    'An administrator signs in with MFA.',
    { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    [possible(WORKLOAD, STOP), possible(LOG_ARCHIVE, 's3-delete-object')],
  ),
  where(
    'MFA asked for where the key is there',
    'Long-term access keys carry no such key, and the Deny does not apply.',
    { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
    [possible(WORKLOAD, STOP)],
  ),
  where(
    'addresses excepted',
    'Nothing keeps an administrator from calling out of that network.',
    { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
    [admin(WORKLOAD, STOP, ['possible', 'unknown'])],
  ),
  where(
    'calls that come through a service excepted',
    'CloudFormation and others call with the caller’s rights: such calls can be caused.',
    { Bool: { 'aws:ViaAWSService': 'false' } },
    [admin(WORKLOAD, STOP, ['possible', 'unknown'])],
  ),
  where(
    'a service itself excepted',
    'Nobody can call as an AWS service: the Deny holds everybody.',
    { Bool: { 'aws:PrincipalIsAWSService': 'false' } },
    [blocked(WORKLOAD, STOP, 'statement')],
  ),
  {
    name: 'an unknown key decides',
    why: 'What the key holds, nobody knows.',
    snapshot: organization({
      policies: [
        scp(
          'guard',
          [ROOT],
          deny('cloudtrail:StopLogging', '*', {
            Condition: { StringNotEquals: { 'example:NobodyKnows': 'x' } },
          }),
          NO_LEAVING,
        ),
      ],
    }),
    expect: [admin(WORKLOAD, STOP, 'unknown', { direct: 'unknown' })],
  },
  {
    name: 'an unknown key that does not decide',
    why: 'Another statement denies without it.',
    snapshot: organization({
      policies: [
        scp(
          'guard',
          [ROOT],
          deny(TRAIL_WRITES, '*', { Condition: { StringNotEquals: { 'example:NobodyKnows': 'x' } } }),
          deny(TRAIL_WRITES),
          NO_LEAVING,
        ),
      ],
    }),
    expect: [blocked(WORKLOAD, STOP, 'statement')],
  },
  {
    name: 'an unknown key beside a condition that never holds',
    why: 'Both would have to hold.',
    snapshot: organization({
      policies: [
        scp(
          'guard',
          [ROOT],
          deny(TRAIL_WRITES, '*', {
            Condition: {
              StringNotEquals: { 'example:NobodyKnows': 'x' },
              StringEquals: { 'aws:PrincipalAccount': '000000000001' },
            },
          }),
          NO_LEAVING,
        ),
      ],
    }),
    expect: [possible(WORKLOAD, STOP)],
  },
  where(
    'the accounts of one unit',
    'aws:PrincipalOrgPaths holds the path of the account; the other unit is not bound.',
    { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': `${ORGANIZATION}/${ROOT}/${WORKLOADS}/*` } },
    [blocked(WORKLOAD, STOP, 'statement'), possible(LOG_ARCHIVE, 's3-delete-object')],
  ),
  where(
    'the accounts outside one unit',
    'The log archive is in that unit.',
    { 'ForAnyValue:StringNotLike': { 'aws:PrincipalOrgPaths': `${ORGANIZATION}/${ROOT}/${SECURITY}/*` } },
    [blocked(WORKLOAD, STOP, 'statement'), possible(LOG_ARCHIVE, 's3-delete-object')],
  ),
  where(
    'whoever has no team tag',
    'A tag of any value lifts it, and an administrator may tag the own role.',
    { Null: { 'aws:PrincipalTag/team': 'true' } },
    [admin(WORKLOAD, STOP, ['possible', 'unknown'])],
  ),
  where(
    'callers of another account than the resource’s',
    'The variable has the caller’s own account for value: within one account the Deny never applies.',
    { StringNotEquals: { 'aws:PrincipalAccount': '${aws:ResourceAccount}' } },
    [possible(WORKLOAD, STOP)],
  ),
  where(
    'a key in other letters',
    'Names of keys do not depend on case.',
    { StringEquals: { 'AWS:principalaccount': WORKLOAD } },
    [blocked(WORKLOAD, STOP, 'statement')],
  ),
  {
    name: 'an action in other letters, with a wildcard inside',
    why: 'Names of actions do not depend on case, and wildcards may stand anywhere after the service.',
    snapshot: organization({
      policies: [scp('guard', [ROOT], deny(['CloudTrail:st?p*', 'cloudtrail:*trail']), NO_LEAVING)],
    }),
    expect: [
      blocked(WORKLOAD, STOP, 'statement'),
      blocked(WORKLOAD, 'cloudtrail-delete-trail', 'statement'),
      possible(WORKLOAD, 'cloudtrail-event-selectors-management-off'),
    ],
  },
] satisfies readonly World[];
