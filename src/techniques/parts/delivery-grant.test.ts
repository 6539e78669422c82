import { describe, expect, it } from 'vitest';
import type { PolicyStatement } from '../../model/policy.ts';
import type { LogBucket, OrganizationPolicy, Snapshot } from '../../model/snapshot.ts';
import { deliveryGrants, namesSource, refusesOtherOrganizations } from './delivery-grant.ts';

const ARN = 'arn:aws:s3:::acme-trail';
const ACCOUNT = '111111111111';
type Conditions = NonNullable<PolicyStatement['Condition']>;

const allowing = (Condition: Conditions, rest: Partial<PolicyStatement> = {}): PolicyStatement => ({
  Effect: 'Allow',
  Principal: { Service: 'cloudtrail.amazonaws.com' },
  Action: 's3:PutObject',
  Resource: `${ARN}/*`,
  Condition,
  ...rest,
});
const bucket = (...Statement: readonly PolicyStatement[]): LogBucket => ({
  name: 'acme-trail',
  arn: ARN,
  accountId: ACCOUNT,
  region: 'eu-west-1',
  versioning: 'Enabled',
  policy: { Version: '2012-10-17', Statement },
});

describe('a grant names whom CloudTrail works for', () => {
  it.each<readonly [string, Conditions, boolean]>([
    [
      'by trail',
      { StringEquals: { 'aws:SourceArn': `arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/a` } },
      true,
    ],
    [
      'by the trails of an account',
      { ArnLike: { 'AWS:SourceArn': `arn:*:cloudtrail:*:${ACCOUNT}:*` } },
      true,
    ],
    ['by account', { StringEquals: { 'aws:SourceAccount': [ACCOUNT] } }, true],
    ['by organization', { StringEquals: { 'aws:SourceOrgID': 'o-acme' } }, true],
    [
      'not by the trails of everybody',
      { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:*:trail/*' } },
      false,
    ],
    ['not where one of several is everybody', { StringLike: { 'aws:SourceAccount': [ACCOUNT, '*'] } }, false],
    [
      'not by an operator that may not be met',
      { StringEqualsIfExists: { 'aws:SourceOrgID': 'o-acme' } },
      false,
    ],
    ['not by who it is not', { StringNotEquals: { 'aws:SourceAccount': ACCOUNT } }, false],
    ['not by the ACL', { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } }, false],
  ])('%s', (_, condition, named) => {
    expect(namesSource(allowing(condition))).toBe(named);
  });
});

it('grants are those to CloudTrail of writing', () => {
  const reading = allowing({}, { Action: 's3:GetBucketAcl' });
  const ofConfig = allowing({}, { Principal: { Service: 'config.amazonaws.com' } });
  const everybody = allowing({}, { Principal: '*', Action: 's3:Put*' });
  expect(deliveryGrants(bucket(reading, ofConfig, everybody))).toEqual([everybody]);
});

it.each<readonly [string, NonNullable<PolicyStatement['Principal']>]>([
  ['everybody as an account', { AWS: '*' }],
  ['CloudTrail from an opt-in Region', { Service: 'cloudtrail.ap-east-1.amazonaws.com' }],
])('a grant to %s is one to CloudTrail', (_, Principal) => {
  const grant = allowing({}, { Principal });
  expect(deliveryGrants(bucket(grant))).toEqual([grant]);
});

it.each([
  [{ StringEquals: { 'aws:PrincipalOrgID': 'o-acme' } }, 0],
  [{ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-acme' } }, 1],
  [{ StringNotEquals: { 'aws:PrincipalOrgID': 'o-acme' } }, 1],
])('a grant to everybody who meets %j is one to CloudTrail: %i', (Condition, grants) => {
  const grant = allowing({}, { Principal: { AWS: '*' }, Condition });
  expect(deliveryGrants(bucket(grant))).toHaveLength(grants);
});

describe('a perimeter', () => {
  const others: Conditions = { StringNotEqualsIfExists: { 'aws:SourceOrgID': 'o-acme' } };
  const denying = (Condition: Conditions, rest: Partial<PolicyStatement> = {}): PolicyStatement => ({
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: '*',
    Condition,
    ...rest,
  });
  const snapshot = (targets: readonly string[], statement: PolicyStatement, types = true): Snapshot => {
    const document = { Version: '2012-10-17' as const, Statement: statement };
    const policy: OrganizationPolicy = {
      id: 'p-1',
      arn: 'p-1',
      name: 'perimeter',
      description: '',
      kind: 'rcp',
      awsManaged: false,
      document,
      content: '',
      targets,
    };
    return {
      schema: 'indelible/snapshot@1',
      readAt: '2026-10-01T00:00:00.000Z',
      readBy: '',
      partition: 'aws',
      organization: {
        id: 'o-acme',
        arn: '',
        managementAccountId: '999999999999',
        rootId: 'r-1',
        policyTypes: types ? ['RESOURCE_CONTROL_POLICY'] : [],
      },
      organizationalUnits: [{ id: 'ou-1', arn: '', name: 'Security', parentId: 'r-1' }],
      accounts: [{ id: ACCOUNT, arn: '', name: 'log', email: '', status: 'ACTIVE', parentId: 'ou-1' }],
      policies: [policy],
      trails: [],
      logBuckets: [],
      gaps: [],
    };
  };
  const asRecommended = denying({
    StringNotEqualsIfExists: { 'aws:SourceOrgID': 'o-acme', 'aws:SourceAccount': ['333333333333'] },
    Null: { 'aws:SourceArn': 'false' },
    Bool: { 'aws:PrincipalIsAWSService': 'true' },
  });

  it.each([
    ['at the root', snapshot(['r-1'], asRecommended), true],
    ['at the unit', snapshot(['ou-1'], asRecommended), true],
    ['at the account, in its simplest form', snapshot([ACCOUNT], denying(others)), true],
    ['elsewhere does not count', snapshot(['ou-2'], asRecommended), false],
    ['nor while resource control policies are off', snapshot(['r-1'], asRecommended, false), false],
    [
      'nor of another organization',
      snapshot(['r-1'], denying({ StringNotEquals: { 'aws:SourceOrgID': 'o-x' } })),
      false,
    ],
    ['nor of reading', snapshot(['r-1'], denying(others, { Action: 's3:GetObject' })), false],
    [
      'nor on another bucket',
      snapshot(['r-1'], denying(others, { Resource: 'arn:aws:s3:::other/*' })),
      false,
    ],
    [
      'nor with a condition besides',
      snapshot(['r-1'], denying({ ...others, Bool: { 'aws:SecureTransport': 'false' } })),
      false,
    ],
    ['nor without any', snapshot(['r-1'], denying({})), false],
  ])('%s', (_, world, refuses) => {
    expect(refusesOtherOrganizations(bucket(), world)).toBe(refuses);
  });

  it('may stand in the policy of the bucket', () => {
    const world = snapshot(['ou-2'], asRecommended);
    const inBucket = denying(others, { Resource: `${ARN}/*` });
    expect(refusesOtherOrganizations(bucket(inBucket), world)).toBe(true);
  });
});
