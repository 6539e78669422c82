import { expect, test } from 'vitest';
import type { Refusal } from '../../aws/refusal.ts';
import type { PolicyStatement } from '../../model/policy.ts';
import type { OrganizationPolicy, Snapshot } from '../../model/snapshot.ts';
import { type Attempted, judge } from './expected.ts';

const arnOf = (id: string) => `arn:aws:organizations::1:policy/o-1/service_control_policy/${id}`;
const scp = (
  id: string,
  targets: readonly string[],
  ...statements: readonly PolicyStatement[]
): OrganizationPolicy => ({
  id,
  arn: arnOf(id),
  name: id,
  description: '',
  kind: 'scp',
  awsManaged: false,
  document: { Version: '2012-10-17', Statement: statements },
  content: '',
  targets,
});
const ours: PolicyStatement = {
  Effect: 'Deny',
  Action: 'cloudtrail:Stop*',
  Resource: ['arn:aws:cloudtrail:*:*:trail/t'],
};
const regions: PolicyStatement = {
  Effect: 'Deny',
  NotAction: ['iam:*'],
  Resource: '*',
  Condition: { StringNotEquals: { 'AWS:RequestedRegion': ['eu-west-1'] } },
};
/** As in the policies that landing zones pack several guards into. */
const rootUser: PolicyStatement = {
  Effect: 'Deny',
  Action: '*',
  Resource: '*',
  Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } },
};
const allowedRegions: PolicyStatement = {
  Effect: 'Allow',
  Action: '*',
  Resource: '*',
  Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
};
const world = (policies: readonly OrganizationPolicy[]): Snapshot => ({
  schema: 'indelible/snapshot@1',
  readAt: '',
  readBy: '',
  partition: 'aws',
  organization: { id: 'o-1', arn: '', managementAccountId: '1', rootId: 'r-1', policyTypes: [] },
  organizationalUnits: [
    { id: 'ou-1', arn: '', name: 'A', parentId: 'r-1' },
    { id: 'ou-2', arn: '', name: 'B', parentId: 'r-1' },
  ],
  accounts: [{ id: '222222222222', arn: '', name: 'shop', email: '', status: 'ACTIVE', parentId: 'ou-1' }],
  policies,
  trails: [],
  logBuckets: [],
  gaps: [],
});
const attempt: Attempted = {
  needs: [
    { action: 'cloudtrail:StopLogging', resource: 'arn:aws:cloudtrail:us-east-1:222222222222:trail/t' },
  ],
  region: 'us-east-1',
  accountId: '222222222222',
  principal: {
    arn: 'arn:aws:sts::222222222222:assumed-role/Admin/drill',
    role: 'arn:aws:iam::222222222222:role/Admin',
  },
};
const refusal = (over: Partial<Refusal>): Refusal => ({
  outcome: 'refused',
  code: 'AccessDenied',
  message: '',
  policyType: 'service control policy',
  denial: 'explicit',
  ...over,
});
const named = (id: string) => refusal({ policyArn: arnOf(id) });

test.each([
  ['ours on the account', named('p-1'), [scp('p-1', ['222222222222'], ours)], 'refused', undefined],
  ['ours on its unit', named('p-1'), [scp('p-1', ['ou-1'], ours)], 'refused', undefined],
  ['ours on the root', named('p-1'), [scp('p-1', ['r-1'], ours)], 'refused', undefined],
  [
    'ours with a Region deny in one policy',
    named('p-1'),
    [scp('p-1', ['r-1'], regions, ours)],
    'refused',
    undefined,
  ],
  ['no ARN, and one that denies', refusal({}), [scp('p-1', ['ou-1'], ours)], 'refused', undefined],
  ['nothing that allows', refusal({ denial: 'implicit' }), [], 'refused', undefined],
  [
    'a deny of everything but',
    named('p-1'),
    [
      scp('p-1', ['222222222222'], {
        Effect: 'Deny',
        NotAction: 's3:*',
        NotResource: 'arn:aws:cloudtrail:*:*:trail/other',
      }),
    ],
    'refused',
    undefined,
  ],
  ['a Region deny', named('p-1'), [scp('p-1', ['r-1'], regions)], 'unknown', 'denied-by-region'],
  [
    'no ARN, and a Region deny only',
    refusal({}),
    [scp('p-1', ['r-1'], regions)],
    'unknown',
    'denied-by-region',
  ],
  [
    'a Region deny beside a deny of somebody else',
    named('p-1'),
    [scp('p-1', ['r-1'], regions, rootUser)],
    'unknown',
    'denied-by-region',
  ],
  [
    'nothing that allows outside some Regions',
    refusal({ denial: 'implicit' }),
    [scp('p-1', ['ou-1'], allowedRegions)],
    'unknown',
    'denied-by-region',
  ],
  [
    'an address deny',
    named('p-1'),
    [scp('p-1', ['r-1'], { ...ours, Condition: { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } })],
    'unknown',
    'denied-by-circumstance',
  ],
  ['a deny of somebody else', named('p-1'), [scp('p-1', ['r-1'], rootUser)], 'unknown', 'denial-unexplained'],
  [
    'ours with an exempt role',
    named('p-1'),
    [
      scp('p-1', ['r-1'], {
        ...ours,
        Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/BreakGlass' } },
      }),
    ],
    'refused',
    undefined,
  ],
  ['another unit’s', named('p-1'), [scp('p-1', ['ou-2'], ours)], 'unknown', 'policy-not-attached'],
  ['one that is not there', named('p-9'), [scp('p-1', ['r-1'], ours)], 'unknown', 'policy-not-attached'],
  [
    'one that denies another action',
    named('p-1'),
    [scp('p-1', ['222222222222'], { ...ours, Action: 's3:*' })],
    'unknown',
    'denial-unexplained',
  ],
  [
    'one that denies another trail',
    named('p-1'),
    [scp('p-1', ['222222222222'], { ...ours, Resource: 'arn:aws:cloudtrail:*:*:trail/tt' })],
    'unknown',
    'denial-unexplained',
  ],
  [
    'an identity policy',
    refusal({ policyType: 'identity-based policy', denial: 'implicit' }),
    [scp('p-1', ['222222222222'], ours)],
    'unknown',
    'refused-by-other-policy',
  ],
  [
    'a bucket policy',
    refusal({ policyType: 'resource-based policy' }),
    [],
    'unknown',
    'refused-by-other-policy',
  ],
  [
    'an SCP that is said to be an RCP',
    { ...named('p-1'), policyType: 'resource control policy' as const },
    [scp('p-1', ['222222222222'], ours)],
    'unknown',
    'policy-not-attached',
  ],
])('%s', (_, denial, policies, outcome, why) => {
  const judged = judge(denial, attempt, world(policies));
  expect(judged.outcome).toBe(outcome);
  expect(judged.why).toBe(why);
});

test('a denial without a policy type, or policies that cannot be read, leave it open', () => {
  const { policyType: _, ...unexplained } = refusal({});
  expect(judge(unexplained, attempt, world([]))).toEqual({
    outcome: 'unknown',
    why: 'refusal-unexplained',
  });
  const gap = { resource: '', action: 'organizations:ListPolicies', code: 'AccessDenied', message: '' };
  expect(judge(named('p-1'), attempt, { ...world([]), gaps: [gap] })).toMatchObject({
    outcome: 'unknown',
    why: 'policies-unreadable',
  });
});
