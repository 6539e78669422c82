import { describe, expect, it } from 'vitest';
import type { PolicyDocument } from '../model/policy.ts';
import { anonymous, authorize, callerOf, denialOf, serviceCaller } from './authorize.ts';
import { buildWorld } from './build-world.ts';
import { clockFrom } from './clock.ts';
import { defaultWorld } from './default-world.ts';
import type { AuthorizationNeed, Caller } from './emulation.ts';
import type { Identity, World } from './world.ts';
import type { WorldFile } from './world-file.ts';

const TRAIL = 'arn:aws:cloudtrail:us-east-1:222222222222:trail/shop-trail';
const stop: AuthorizationNeed = {
  action: 'cloudtrail:StopLogging',
  resource: TRAIL,
  resourceAccount: '222222222222',
};
const readObject: AuthorizationNeed = {
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::shop-cloudtrail-logs-222222222222/k',
  resourceAccount: '222222222222',
};

const denying = (action: string, condition?: PolicyDocument['Statement']): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [{ Sid: 'Guard', Effect: 'Deny', Action: action, Resource: '*', ...condition }],
});

function worldWith(change: Partial<WorldFile> = {}): World {
  return buildWorld({ ...defaultWorld, ...change }, clockFrom(new Date('2026-01-01T00:00:00Z')));
}

const guarded = (target: string, document = denying('cloudtrail:StopLogging')) =>
  worldWith({ policies: [{ name: 'guard', kind: 'scp', document, targets: [target] }] });

function as(world: World, identity: Identity): Caller {
  return callerOf(world, {
    accessKeyId: 'AKIA',
    secretAccessKey: '',
    createdAt: new Date(),
    status: 'Active',
    identity,
  });
}

const root = (world: World, accountId: string) => as(world, { type: 'root', accountId });
const user = (world: World, accountId: string) => as(world, { type: 'user', accountId, userName: 'Admin' });

function session(world: World, accountId: string, of: { name?: string; roleId?: string } = {}): Caller {
  const role = world.accounts.get(accountId)?.roles.get((of.name ?? 'Admin').toLowerCase());
  return as(world, {
    type: 'session',
    accountId,
    roleArn: role?.arn ?? '',
    roleName: role?.name ?? '',
    roleId: of.roleId ?? role?.id ?? '',
    sessionName: 'me',
    tags: {},
    issuedAt: new Date(),
  });
}

const who = (caller: Caller) => ({
  caller,
  region: 'us-east-1',
  now: new Date('2026-01-01T00:00:00Z'),
  sourceIp: '127.0.0.1',
  userAgent: 'test/1',
});

const decide = (world: World, caller: Caller, need: AuthorizationNeed) => authorize(world, who(caller), need);
const outcome = (world: World, caller: Caller, need: AuthorizationNeed) =>
  decide(world, caller, need).decision;

describe('authorize', () => {
  it('lets administrators and root act where no policy is', () => {
    const world = worldWith();
    for (const caller of [root, user, session]) {
      expect(outcome(world, caller(world, '222222222222'), stop)).toBe('allowed');
    }
  });

  it.each(['root', 'Workloads', 'shop'])('binds everybody in a member account by an SCP at %s', (target) => {
    const world = guarded(target);
    for (const caller of [root, user, session]) {
      expect(decide(world, caller(world, '222222222222'), stop)).toMatchObject({
        decision: 'explicit-deny',
        layer: 'scp',
      });
    }
  });

  it('binds nobody by an SCP of another branch, of a disabled type, or in the management account', () => {
    expect(outcome(guarded('Security'), root(guarded('Security'), '222222222222'), stop)).toBe('allowed');
    const disabled = guarded('root');
    disabled.organization.policyTypes.clear();
    expect(outcome(disabled, root(disabled, '222222222222'), stop)).toBe('allowed');
    const world = guarded('root');
    const own = {
      ...stop,
      resource: TRAIL.replace('222222222222', '111111111111'),
      resourceAccount: '111111111111',
    };
    expect(outcome(world, root(world, '111111111111'), own)).toBe('allowed');
    expect(outcome(world, user(world, '111111111111'), own)).toBe('allowed');
  });

  it('denies everything where a level of the tree allows nothing', () => {
    const world = guarded('shop');
    world.organization.attachments.set('222222222222', []);
    expect(decide(world, root(world, '222222222222'), stop)).toMatchObject({
      decision: 'implicit-deny',
      layer: 'scp',
    });
  });

  it('binds whoever asks by the RCP of the resource’s account', () => {
    const document: PolicyDocument = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:GetObject', Resource: '*' }],
    };
    const world = worldWith({ policies: [{ name: 'rcp', kind: 'rcp', document, targets: ['shop'] }] });
    const need = { ...readObject, resourcePolicies: [allowAll] };
    expect(decide(world, session(world, '111111111111'), need)).toMatchObject({
      decision: 'explicit-deny',
      layer: 'rcp',
    });
    expect(decide(world, anonymous, need)).toMatchObject({ decision: 'explicit-deny', layer: 'rcp' });
    expect(outcome(world, session(world, '111111111111'), { ...need, resourceAccount: '333333333333' })).toBe(
      'allowed',
    );
  });

  it('asks for both sides across accounts', () => {
    const world = worldWith();
    const caller = session(world, '333333333333');
    expect(outcome(world, caller, readObject)).toBe('implicit-deny');
    expect(outcome(world, caller, { ...readObject, resourcePolicies: [allowAll] })).toBe('allowed');
    expect(outcome(world, anonymous, readObject)).toBe('implicit-deny');
    expect(outcome(world, anonymous, { ...readObject, resourcePolicies: [allowAll] })).toBe('allowed');
  });

  it('does not tell of an anonymous request that no service made it', () => {
    const world = worldWith();
    const document: PolicyDocument = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          Resource: '*',
          Condition: { Bool: { 'aws:PrincipalIsAWSService': 'false' } },
        },
      ],
    };
    const need = { ...readObject, resourcePolicies: [allowAll, { name: 'perimeter', document }] };
    expect(outcome(world, anonymous, need)).toBe('allowed');
    expect(outcome(world, session(world, '222222222222'), need)).toBe('explicit-deny');
  });

  it('leaves nothing to the session of a role that was made anew, nor to a deleted user', () => {
    const world = worldWith();
    expect(outcome(world, session(world, '222222222222', { roleId: 'AROAOLD' }), stop)).toBe('implicit-deny');
    const deleted = user(world, '222222222222');
    world.accounts.get('222222222222')?.users.clear();
    expect(outcome(world, deleted, stop)).toBe('implicit-deny');
  });

  it('reads boundaries, and lets one that is gone allow nothing', () => {
    const world = worldWith();
    const caller = user(world, '222222222222');
    const admin = world.accounts.get('222222222222')?.users.get('admin');
    if (!admin) throw new Error('no admin');
    admin.boundaryArn = 'arn:aws:iam::aws:policy/AmazonS3FullAccess';
    expect(decide(world, caller, stop)).toMatchObject({ decision: 'implicit-deny', layer: 'boundary' });
    expect(outcome(world, caller, { ...readObject, action: 's3:ListBucket' })).toBe('allowed');
    admin.boundaryArn = 'arn:aws:iam::222222222222:policy/gone';
    expect(decide(world, caller, stop)).toMatchObject({ decision: 'implicit-deny', layer: 'boundary' });
  });

  it('lets conditions look at the caller, the organization and the circumstances', () => {
    const conditions: readonly [string, Record<string, Record<string, string | readonly string[]>>][] = [
      [
        'role with its path',
        { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::222222222222:role/ci/Deployer' } },
      ],
      ['organization', { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }],
      [
        'path in the organization',
        { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/r-a1b2/ou-a1b2-workloads/' } },
      ],
      [
        'resource',
        { StringEquals: { 'aws:ResourceAccount': '222222222222', 'aws:ResourceOrgID': 'o-a1b2c3d4e5' } },
      ],
      [
        'session',
        { Bool: { 'aws:MultiFactorAuthPresent': 'false' }, Null: { 'aws:TokenIssueTime': 'false' } },
      ],
      [
        'circumstances',
        { IpAddress: { 'aws:SourceIp': '127.0.0.0/8' }, Bool: { 'aws:SecureTransport': 'true' } },
      ],
      [
        'region and time',
        {
          StringEquals: { 'aws:RequestedRegion': 'us-east-1' },
          DateLessThan: { 'aws:CurrentTime': '2026-01-02T00:00:00Z' },
        },
      ],
      [
        'no service',
        {
          Bool: { 'aws:PrincipalIsAWSService': 'false', 'aws:ViaAWSService': 'false' },
          Null: { 'aws:AssumedRoot': 'true' },
        },
      ],
    ];
    for (const [what, Condition] of conditions) {
      const document: PolicyDocument = {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Deny', Action: '*', Resource: '*', Condition }],
      };
      const world = worldWith({
        accounts: defaultWorld.accounts.map((account) => ({
          ...account,
          principals: [{ role: 'Deployer', path: '/ci/', policies: ['AdministratorAccess'] }],
        })),
        policies: [{ name: 'guard', kind: 'scp', document, targets: ['shop'] }],
      });
      const caller = session(world, '222222222222', { name: 'Deployer' });
      expect([what, outcome(world, caller, stop)]).toEqual([what, 'explicit-deny']);
    }
  });

  it('lets CloudTrail deliver only for the trail that the bucket policy names', () => {
    const world = worldWith();
    const bucket = world.buckets.get('shop-cloudtrail-logs-222222222222');
    const need: AuthorizationNeed = {
      action: 's3:PutObject',
      resource: `${bucket?.arn}/AWSLogs/222222222222/CloudTrail/x.json.gz`,
      resourceAccount: '222222222222',
      resourcePolicies: bucket?.policy ? [bucket.policy.policy] : [],
      context: { 's3:x-amz-acl': 'bucket-owner-full-control' },
    };
    const service = (sourceArn: string) =>
      serviceCaller({ principal: 'cloudtrail.amazonaws.com', sourceArn, sourceAccount: '222222222222' });
    expect(outcome(world, service(TRAIL), need)).toBe('allowed');
    expect(outcome(world, service(`${TRAIL}-other`), need)).toBe('implicit-deny');
    expect(outcome(world, service(TRAIL), { ...need, context: {} })).toBe('implicit-deny');
  });
});

const allowAll = {
  name: 'open',
  document: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
  },
} as const;

describe('denialOf', () => {
  const json = { service: 'cloudtrail', accessDeniedCode: 'AccessDeniedException' };
  const s3 = { service: 's3', accessDeniedCode: 'AccessDenied' };

  it('names the type and the ARN of the policy', () => {
    const world = guarded('Workloads');
    const caller = session(world, '222222222222');
    const policy = [...world.organization.policies.values()].find(({ name }) => name === 'guard');
    expect(denialOf(world, json, who(caller), stop, decide(world, caller, stop))).toMatchObject({
      code: 'AccessDeniedException',
      status: 400,
      message: `User: arn:aws:sts::222222222222:assumed-role/Admin/me is not authorized to perform: cloudtrail:StopLogging on resource: ${TRAIL} with an explicit deny in a service control policy: ${policy?.arn}`,
    });
  });

  it('puts quotes around the resource as S3 does', () => {
    const world = guarded('Workloads', denying('s3:*'));
    const caller = root(world, '222222222222');
    expect(denialOf(world, s3, who(caller), readObject, decide(world, caller, readObject))).toMatchObject({
      code: 'AccessDenied',
      status: 403,
      message: expect.stringMatching(
        /^User: arn:aws:iam::222222222222:root is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::shop-cloudtrail-logs-222222222222\/k" with an explicit deny in a service control policy: arn:aws:organizations::111111111111:policy\/o-a1b2c3d4e5\/service_control_policy\/p-\w{8}$/,
      ),
    });
  });

  it('says which kind of policy did not allow', () => {
    const world = worldWith();
    const caller = session(world, '333333333333');
    expect(denialOf(world, s3, who(caller), readObject, decide(world, caller, readObject)).message).toMatch(
      / because no resource-based policy allows the s3:GetObject action$/,
    );
  });

  it('explains nothing to those outside', () => {
    const world = worldWith({
      accounts: [...defaultWorld.accounts, { id: '999999999999', name: 'stranger', outside: true }],
    });
    const stranger = session(world, '999999999999');
    for (const caller of [stranger, anonymous]) {
      expect(denialOf(world, s3, who(caller), readObject, decide(world, caller, readObject)).message).toBe(
        'Access Denied',
      );
    }
    expect(denialOf(world, json, who(stranger), stop, decide(world, stranger, stop)).message).toBe(
      `User: arn:aws:sts::999999999999:assumed-role/Admin/me is not authorized to perform: cloudtrail:StopLogging on resource: ${TRAIL}`,
    );
  });
});
