import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Context, PolicyDocument, PolicyStatement } from '../model/policy.ts';
import { evaluate, type PolicyInput } from './index.ts';

const ADMIN = 'arn:aws:iam::111122223333:role/Admin';
const OBJECT = 'arn:aws:s3:::logs/key';

const FULL: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

const policy = (...statements: readonly PolicyStatement[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: statements,
});

function decide(scps: readonly (readonly PolicyInput[])[] | undefined, context: Context = {}) {
  return evaluate({
    request: {
      principal: ADMIN,
      action: 's3:DeleteObject',
      resource: OBJECT,
      resourceAccount: '111122223333',
      context,
    },
    identityPolicies: [FULL],
    scps,
  });
}

const denied = (Condition: PolicyStatement['Condition'], context: Context = {}) =>
  decide(
    [[FULL, policy({ Effect: 'Deny', Action: '*', Resource: '*', ...(Condition && { Condition }) })]],
    context,
  );

describe('levels', () => {
  it('are bound by an empty list, and not by none', () => {
    expect(decide([])).toMatchObject({ decision: 'implicit-deny', layer: 'scp' });
    expect(decide([[FULL], []])).toMatchObject({ decision: 'implicit-deny', layer: 'scp' });
    expect(decide(undefined).decision).toBe('allowed');
  });
});

describe('a policy that IAM would not have stored', () => {
  const deny = { Effect: 'Deny', Action: 's3:*', Resource: '*' };
  it.each([
    [
      'a misspelt element',
      { Statement: [{ ...deny, Conditions: { Bool: { 'aws:ViaAWSService': 'false' } } }] },
    ],
    ['no statement', { Version: '2012-10-17' }],
    ['an empty list of statements', { Statement: [] }],
    ['a statement of null', { Statement: [null] }],
    ['no document', null],
    ['no resource', { Statement: [{ Effect: 'Deny', Action: 's3:*' }] }],
    ['both principal elements', { Statement: [{ ...deny, Principal: '*', NotPrincipal: '*' }] }],
    ['an ARN as principal', { Statement: [{ ...deny, Principal: ADMIN }] }],
    ['no actions', { Statement: [{ ...deny, Action: [] }] }],
    ['no excepted actions', { Statement: [{ Effect: 'Deny', NotAction: [], Resource: '*' }] }],
    ['a condition of null', { Statement: [{ ...deny, Condition: null }] }],
    ['an operator of null', { Statement: [{ ...deny, Condition: { StringEquals: null } }] }],
    ['an operator that there is not', { Statement: [{ ...deny, Condition: { StringIs: { a: 'b' } } }] }],
    ['an object as value', { Statement: [{ ...deny, Condition: { StringEquals: { a: { b: 'c' } } } }] }],
    ['no values', { Statement: [{ ...deny, Condition: { StringNotEquals: { a: [] } } }] }],
    ['another version', { Version: '2012-10-18', Statement: [deny] }],
    ['another effect', { Statement: [{ ...deny, Effect: 'deny' }] }],
  ])('is refused: %s', (_what, document) => {
    const given = { name: 'p', document: document as unknown as PolicyDocument };
    expect(() => decide([[FULL, given]])).toThrow(expect.objectContaining({ code: 'POLICY_UNREADABLE' }));
  });
});

describe('where AWS leaves it open, no deny is claimed', () => {
  it('a key and a variable that are both missing', () => {
    for (const operator of ['StringNotEquals', 'StringEqualsIfExists', 'ForAllValues:StringEquals']) {
      const decision = denied({ [operator]: { 'aws:PrincipalTag/team': '${aws:PrincipalTag/team}' } });
      expect([operator, decision.decision, decision.assumptions]).toEqual([
        operator,
        'allowed',
        ['variable-without-value'],
      ]);
    }
  });

  it.each([
    ['an ARN of five parts', { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*' } }, {}],
    [
      'a prefix too long',
      { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/33' } },
      { 'aws:SourceIp': '10.0.0.1' },
    ],
    [
      'a date that is none',
      { DateNotEquals: { 'aws:CurrentTime': 'tomorrow' } },
      { 'aws:CurrentTime': '2026-01-01' },
    ],
    ['a number that is none', { NumericNotEquals: { 's3:max-keys': 'ten' } }, { 's3:max-keys': '10' }],
  ])('%s under a negated operator', (_what, Condition, context) => {
    expect(denied(Condition, context)).toMatchObject({
      decision: 'allowed',
      assumptions: ['unreadable-value'],
    });
  });

  it('a key of several values without a set operator, in an allow too', () => {
    const allow = policy({
      Effect: 'Allow',
      Action: '*',
      Resource: '*',
      Condition: { StringEquals: { 'aws:TagKeys': 'a' } },
    });
    const { decision, assumptions } = decide([[allow]], { 'aws:TagKeys': ['a', 'b'] });
    expect([decision, assumptions]).toEqual(['allowed', ['several-values-without-set-operator']]);
  });
});

describe('values', () => {
  it('take a time without a zone as UTC, wherever the machine is', () => {
    const zone = process.env.TZ;
    try {
      for (const TZ of ['UTC', 'Asia/Tokyo', 'America/Los_Angeles']) {
        process.env.TZ = TZ;
        const Condition = { DateLessThan: { 'aws:CurrentTime': '2026-06-01T00:00:00' } };
        expect([TZ, denied(Condition, { 'aws:CurrentTime': '2026-05-31T23:59:59Z' }).decision]).toEqual([
          TZ,
          'explicit-deny',
        ]);
        expect([TZ, denied(Condition, { 'aws:CurrentTime': '2026-06-01T00:00:00Z' }).decision]).toEqual([
          TZ,
          'allowed',
        ]);
      }
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  it('read an IPv4 address that comes as IPv6', () => {
    const Condition = { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } };
    expect(denied(Condition, { 'aws:SourceIp': '::ffff:10.1.2.3' }).decision).toBe('explicit-deny');
  });
});

describe('random policies', () => {
  const action = fc.constantFrom('s3:*', 's3:DeleteObject', 's3:Get*', 'cloudtrail:*', '*');
  const resource = fc.constantFrom('*', 'arn:aws:s3:::logs', 'arn:aws:s3:::logs/*', 'arn:aws:s3:::other/*');
  const statement: fc.Arbitrary<PolicyStatement> = fc.record({
    Effect: fc.constantFrom('Allow' as const, 'Deny' as const),
    Action: action,
    Resource: resource,
  });
  const policies = fc.array(fc.array(statement, { minLength: 1, maxLength: 3 }), {
    minLength: 1,
    maxLength: 3,
  });

  it('never allow more for one more deny, nor for one allow less', () => {
    fc.assert(
      fc.property(policies, statement, ([first = [], ...rest], more) => {
        const level = (statements: readonly PolicyStatement[]) => [
          [...rest, statements].map((one) => policy(...one)),
        ];
        const before = decide(level(first)).decision;
        if (before === 'allowed') return;
        expect(decide(level([...first, { ...more, Effect: 'Deny' }])).decision).not.toBe('allowed');
        const allow = first.findIndex(({ Effect }) => Effect === 'Allow');
        const fewer = first.filter((_, index) => index !== allow);
        if (fewer.length > 0) expect(decide(level(fewer)).decision).not.toBe('allowed');
      }),
    );
  });

  it('are decided alike in any order', () => {
    fc.assert(
      fc.property(policies, (given) => {
        const forward = given.map((statements) => policy(...statements));
        const backward = given.map((statements) => policy(...statements.toReversed())).toReversed();
        expect(decide([backward]).decision).toBe(decide([forward]).decision);
      }),
    );
  });
});
