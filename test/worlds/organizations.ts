import type { PolicyStatement } from '../../src/model/policy.ts';
import {
  admin,
  allow,
  BUCKET,
  blocked,
  bucket,
  DELIVERY,
  deny,
  denyAnybody,
  document,
  GUARD_BUCKET,
  GUARD_TRAILS,
  LOG_ARCHIVE,
  NO_LEAVING,
  organization,
  organizationTrail,
  possible,
  ROOT,
  rootOf,
  scp,
  TRAIL_WRITES,
  WORKLOAD,
  type World,
} from './build.ts';

const STOP = 'cloudtrail-stop-logging';
const DELEGATED = [{ servicePrincipal: 'cloudtrail.amazonaws.com', accountId: LOG_ARCHIVE }];
const delegated = (
  name: string,
  why: string,
  statement: PolicyStatement,
  verdict: 'possible' | 'blocked',
): World => ({
  name,
  why,
  snapshot: organization({
    trails: [organizationTrail()],
    delegatedAdministrators: DELEGATED,
    policies: [scp('guard', [ROOT], statement, NO_LEAVING)],
  }),
  expect: [
    {
      technique: 'cloudtrail-org-trail-stop-delegated',
      actor: 'delegated',
      account: LOG_ARCHIVE,
      direct: verdict,
      verdict,
    },
  ],
});

export default [
  {
    name: 'nothing keeps an account in',
    why: 'A member account may leave by itself.',
    snapshot: organization(),
    expect: [possible(WORKLOAD, 'organization-leave'), possible(LOG_ARCHIVE, 'organization-leave')],
  },
  {
    name: 'leaving denied on ARNs of accounts',
    why: 'organizations:LeaveOrganization has no resource type: it is authorized on `*`, which no ARN matches.',
    snapshot: organization({
      policies: [
        scp(
          'guard',
          [ROOT],
          GUARD_TRAILS,
          deny('organizations:LeaveOrganization', 'arn:aws:organizations::*:account/*'),
        ),
      ],
    }),
    expect: [
      possible(WORKLOAD, 'organization-leave'),
      admin(WORKLOAD, STOP, 'possible', { direct: 'blocked', pathLength: 2 }),
    ],
  },
  {
    name: 'leaving denied, and with it a direct transfer',
    why: 'Who accepts an invitation as a member of another organization needs the permission to leave, too.',
    snapshot: organization({
      policies: [scp('guard', [ROOT], deny(['cloudtrail:StopLogging', 'organizations:LeaveOrganization']))],
    }),
    expect: [
      blocked(WORKLOAD, 'organization-leave', 'statement'),
      blocked(WORKLOAD, 'organization-direct-transfer', 'statement'),
      blocked(WORKLOAD, STOP, 'statement'),
    ],
  },
  {
    name: 'leaving denied by a tag that anybody can set',
    why: 'Tagging, leaving, then the call.',
    snapshot: organization({
      policies: [
        scp(
          'guard',
          [ROOT],
          GUARD_TRAILS,
          deny(['organizations:LeaveOrganization', 'organizations:AcceptHandshake'], '*', {
            Condition: { StringNotEquals: { 'aws:PrincipalTag/team': 'platform' } },
          }),
        ),
      ],
    }),
    expect: [
      admin(WORKLOAD, 'organization-leave', 'possible', { direct: 'blocked' }),
      admin(WORKLOAD, STOP, 'possible', { direct: 'blocked' }),
    ],
  },
  {
    name: 'an organization trail alone',
    why: 'Members cannot touch it; the management account can, and no policy binds it.',
    snapshot: organization({
      trails: [organizationTrail()],
      policies: [scp('guard', [ROOT], GUARD_TRAILS, GUARD_BUCKET, NO_LEAVING)],
    }),
    expect: [
      { technique: STOP, verdict: 'not-applicable' },
      {
        technique: 'cloudtrail-org-trail-stop-management',
        actor: 'management',
        direct: 'possible',
        verdict: 'possible',
      },
    ],
  },
  delegated(
    'a delegated administrator, and a guard on trails of the own account',
    'The ARN of an organization trail has the number of the management account.',
    deny(TRAIL_WRITES, `arn:aws:cloudtrail:*:${LOG_ARCHIVE}:trail/*`),
    'possible',
  ),
  delegated(
    'a delegated administrator, and a guard on trails of any account',
    'A delegated administrator is a member, and bound.',
    deny(TRAIL_WRITES, 'arn:aws:cloudtrail:*:*:trail/*'),
    'blocked',
  ),
  {
    name: 'the management account and its own SCPs',
    why: 'It detaches them, and nothing binds it.',
    snapshot: organization({ policies: [scp('guard', [ROOT], GUARD_TRAILS, NO_LEAVING)] }),
    expect: [
      {
        technique: 'organization-detach-scp',
        actor: 'management',
        direct: 'possible',
        verdict: 'possible',
      },
      admin(WORKLOAD, 'organization-detach-scp', 'blocked', { direct: 'blocked' }),
    ],
  },
  {
    name: 'a member to whom policy administration is delegated',
    why: 'It detaches the guard, then stops its trail.',
    snapshot: organization({
      delegationPolicy: document(
        allow(
          ['organizations:DetachPolicy', 'organizations:UpdatePolicy', 'organizations:DeletePolicy'],
          '*',
          { Principal: { AWS: rootOf(WORKLOAD) } },
        ),
      ),
      policies: [scp('guard', [ROOT], GUARD_TRAILS, NO_LEAVING)],
    }),
    expect: [
      admin(WORKLOAD, 'organization-detach-scp', 'possible'),
      admin(WORKLOAD, STOP, 'possible', { direct: 'blocked' }),
    ],
  },
  {
    name: 'root sessions for the management account',
    why: 'sts:AssumeRoot with the task policy unlocks a bucket policy of a member.',
    snapshot: organization({
      rootAccess: true,
      buckets: [
        bucket({
          policy: document(...DELIVERY, denyAnybody(['s3:PutBucketPolicy', 's3:DeleteBucketPolicy'], BUCKET)),
        }),
      ],
    }),
    expect: [
      {
        technique: 'assumeroot-unlock-bucket',
        actor: 'management',
        direct: 'possible',
        verdict: 'possible',
      },
      {
        technique: 'root-credential-recovery',
        actor: 'management',
        direct: 'possible',
        verdict: 'possible',
      },
    ],
  },
  {
    name: 'root sessions for the management account, and an SCP on the member',
    why: 'The session is a root session of the member account: its SCPs bind it.',
    snapshot: organization({
      rootAccess: true,
      policies: [scp('guard', [ROOT], deny(['s3:DeleteBucketPolicy', 's3:PutBucketPolicy']), NO_LEAVING)],
    }),
    expect: [
      {
        technique: 'assumeroot-unlock-bucket',
        actor: 'management',
        direct: 'blocked',
        verdict: ['blocked', 'possible'],
      },
    ],
  },
  {
    name: 'root sessions for the management account, and an SCP that denies deleting the bucket policy alone',
    why: 'The task policy S3UnlockBucketPolicy lets the session replace the policy as well.',
    snapshot: organization({
      rootAccess: true,
      policies: [scp('guard', [ROOT], deny('s3:DeleteBucketPolicy'), NO_LEAVING)],
    }),
    expect: [
      {
        technique: 'assumeroot-unlock-bucket',
        actor: 'management',
        direct: 'possible',
        verdict: 'possible',
      },
    ],
  },
  {
    name: 'no root sessions',
    why: 'Central root access is not enabled, and the management account enables it.',
    snapshot: organization(),
    expect: [
      {
        technique: 'assumeroot-unlock-bucket',
        actor: 'management',
        direct: 'possible',
        verdict: 'possible',
      },
    ],
  },
  {
    name: 'closing the account of the logs',
    why: 'Only its root user can, from within; an SCP binds root.',
    snapshot: organization({ policies: [scp('guard', [ROOT], NO_LEAVING)] }),
    expect: [
      {
        technique: 'account-close-log-archive',
        actor: 'root',
        account: LOG_ARCHIVE,
        direct: 'blocked',
        verdict: 'blocked',
      },
    ],
  },
] satisfies readonly World[];
