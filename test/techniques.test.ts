import { describe, expect, it } from 'vitest';
import { example } from '../src/commands/explain/example.ts';
import { type Exemption, exemptionsOf } from '../src/model/exemption.ts';
import type { Resource } from '../src/model/resource.ts';
import type { Snapshot } from '../src/model/snapshot.ts';
import type { AttackTarget, Technique } from '../src/model/technique.ts';
import { prove } from '../src/prove/index.ts';
import { techniques } from '../src/techniques/index.ts';
import { organization } from './worlds/build.ts';

function named(id: string): Technique {
  const technique = techniques.find((one) => one.id === id);
  if (technique === undefined) throw new Error(id);
  return technique;
}

function targetOf(id: string, arn: string, snapshot: Snapshot = example): AttackTarget {
  const target = named(id)
    .targets(snapshot)
    .find((one) => 'arn' in one && one.arn === arn);
  if (target === undefined) throw new Error(`${id} does not aim at ${arn}`);
  return target;
}

const ROLE = 'arn:aws:iam::333333333333:role/BreakGlass';

function exempting(arn: string): Exemption {
  const exemption = exemptionsOf(example).find(({ kind }) => kind === 'principal');
  if (exemption === undefined) throw new Error('the example exempts nobody');
  return { ...exemption, principal: { arn, accountId: arn.split(':')[4] ?? '' } };
}

const without = (key: 'roles'): Snapshot => {
  const { [key]: _, ...rest } = example;
  return rest;
};

describe('an exempted role', () => {
  const [create, edit, pass] = ['exempt-role-create', 'exempt-role-trust-edit', 'exempt-role-passrole'].map(
    named,
  );
  const other = 'arn:aws:iam::222222222222:role/BreakGlass';

  it('is created where there is none, and edited or passed where there is one', () => {
    for (const [technique, there, elsewhere] of [
      [create, false, true],
      [edit, true, false],
      [pass, true, false],
    ] as const) {
      expect(technique?.requires?.(exempting(ROLE), example)).toBe(there);
      expect(technique?.requires?.(exempting(other), example)).toBe(elsewhere);
    }
  });

  it('cannot be judged where roles were not read', () => {
    const gap = {
      resource: 'arn:aws:iam::222222222222:role/Reader',
      action: 'sts:AssumeRole',
      code: 'AccessDenied',
      message: '',
    };
    for (const technique of [create, edit, pass]) {
      expect(technique?.requires?.(exempting(ROLE), without('roles'))).toMatchObject({
        action: 'iam:GetAccountAuthorizationDetails',
      });
      expect(technique?.requires?.(exempting(other), { ...example, gaps: [gap] })).toEqual({
        resource: gap.resource,
        action: gap.action,
      });
    }
  });

  it.each([
    'arn:aws:iam::333333333333:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX',
    'arn:aws:iam::333333333333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef',
    'arn:aws:iam::333333333333:root',
  ])('is nothing that customers create or edit: %s', (arn) => {
    for (const technique of [create, edit, pass]) {
      expect(technique?.requires?.(exempting(arn), example)).toBe(false);
      expect(technique?.ways(exempting(arn), example)).toEqual([]);
    }
  });

  it('is assigned in the instance that was read, where one was', () => {
    const sso = named('exempt-sso-role');
    const set: Resource = {
      type: 'AWS::SSO::PermissionSet',
      arn: 'arn:aws:sso:::permissionSet/ssoins-1111222233334444/ps-a',
      name: 'Admin',
      accountId: '111111111111',
      region: 'us-east-1',
    };
    const asked = (resources: readonly Resource[]) =>
      sso
        .ways(example.organization, { ...example, resources })
        .flatMap((way) => way.flatMap(({ needs }) => needs.map(({ resource }) => resource)));
    expect(asked([set])).toEqual(
      expect.arrayContaining([set.arn, 'arn:aws:sso:::instance/ssoins-1111222233334444']),
    );
    expect(asked([set]).join()).not.toContain('ssoins-indelible');
    expect(asked([])).toContain('arn:aws:sso:::permissionSet/ssoins-indelible/ps-indelible');
  });

  it('keeps its path and its partition', () => {
    const arn = 'arn:aws-cn:iam::333333333333:role/ops/eu/BreakGlass';
    const [way = []] = create?.ways(exempting(arn), example) ?? [];
    expect(way.map(({ operation }) => operation)).toEqual([
      'iam:CreateRole',
      'iam:AttachRolePolicy',
      'sts:AssumeRole',
    ]);
    expect(way[0]?.input).toMatchObject({ RoleName: 'BreakGlass', Path: '/ops/eu/' });
    expect(JSON.stringify(way)).not.toContain('arn:aws:');
  });

  it('is passed to the service that it trusts, and to no other', () => {
    const trusting = (service: string): Snapshot => ({
      ...example,
      roles: (example.roles ?? []).map((role) => ({
        ...role,
        trust: {
          Version: '2012-10-17',
          Statement: { Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' },
        },
      })),
    });
    const services = (snapshot: Snapshot) =>
      pass?.ways(exempting(ROLE), snapshot).map((way) => way[0]?.needs[0]?.context?.['iam:PassedToService']);
    expect(services(trusting('ec2.amazonaws.com.cn'))).toEqual(['ec2.amazonaws.com.cn']);
    expect(services(trusting('lambda.amazonaws.com'))).toEqual(['lambda.amazonaws.com']);
    expect(pass?.requires?.(exempting(ROLE), trusting('config.amazonaws.com'))).toBe(false);
  });
});

describe('an account', () => {
  const log = 'arn:aws:organizations::111111111111:account/o-example000/222222222222';

  it('that administers a service for the organization cannot leave it, as far as it was read', () => {
    const leave = named('organization-leave');
    const target = targetOf('organization-leave', log);
    const delegated = (accountId: string): Snapshot => ({
      ...example,
      organization: {
        ...example.organization,
        delegatedAdministrators: [{ servicePrincipal: 'guardduty.amazonaws.com', accountId }],
      },
    });
    expect(leave.refused?.(target, delegated('222222222222'))).toMatchObject({ kind: 'service' });
    expect(leave.refused?.(target, delegated('333333333333'))).toBeUndefined();
    expect(leave.refused?.(target, example)).toBeUndefined();
  });

  it('loses by a move only what is attached between it and the root', () => {
    const move = named('organization-move-account');
    const attachedTo = (...targets: readonly string[]): Snapshot => ({
      ...example,
      policies: example.policies.map((policy) => ({ ...policy, targets })),
    });
    const loses = (...targets: readonly string[]) =>
      move.requires?.(targetOf('organization-move-account', log), attachedTo(...targets));
    const unit = 'ou-exam-workload';
    expect(loses(unit)).toBe(true);
    expect(loses(unit, 'r-exam')).toBe(false);
    expect(loses(unit, '222222222222')).toBe(false);
    expect(loses('222222222222')).toBe(false);
    expect(loses('ou-exam-other')).toBe(false);
  });

  it('is none of those in the management account or closed', () => {
    const closed: Snapshot = {
      ...example,
      accounts: example.accounts.map((account) => ({ ...account, status: 'SUSPENDED' })),
    };
    for (const id of ['organization-leave', 'account-close-self', 'account-close-log-archive']) {
      expect(named(id).targets(closed)).toEqual([]);
      expect(JSON.stringify(named(id).targets(example))).not.toContain('account/o-example000/111111111111');
    }
    expect(named('account-close-log-archive').targets(example)).toHaveLength(1);
  });
});

describe('a policy', () => {
  it('can be detached from each of its targets by itself', () => {
    const technique = named('organization-detach-scp');
    const [policy] = example.policies;
    if (policy === undefined) throw new Error('the example has no policy');
    const twice = { ...policy, targets: ['r-exam', 'ou-exam-workload'] };
    const ways = technique.ways(twice, example);
    expect(ways.map((way) => way.map(({ operation }) => operation.replace('organizations:', '')))).toEqual([
      ['UpdatePolicy'],
      ['DetachPolicy'],
      ['DetachPolicy'],
      ['DetachPolicy', 'DetachPolicy', 'DeletePolicy'],
    ]);
    expect(ways[1]?.[0]?.perhaps?.[0]?.resource).toBe(
      'arn:aws:organizations::111111111111:root/o-example000/r-exam',
    );
  });

  it('that only denies is emptied by another that only denies', () => {
    const [policy] = example.policies;
    if (policy === undefined) throw new Error('the example has no policy');
    const contentOf = (kind: 'scp' | 'rcp') =>
      named('organization-detach-scp').ways({ ...policy, kind }, example)[0]?.[0]?.input.Content;
    expect(contentOf('scp')).toContain('"Allow"');
    expect(contentOf('rcp')).not.toContain('"Allow"');
  });
});

it('a root session is to be had where central root access is on, or after it was switched on', () => {
  const technique = named('assumeroot-unlock-bucket');
  const target = targetOf('assumeroot-unlock-bucket', 'arn:aws:s3:::example-logs');
  const { rootAccess: _, ...unread } = example.organization;
  const withAccess = (rootAccess: boolean): Snapshot => ({
    ...example,
    organization: { ...unread, rootAccess },
  });
  expect(technique.requires?.(target, withAccess(true))).toBe(true);
  expect(technique.requires?.(target, withAccess(false))).toBe(true);
  const first = (snapshot: Snapshot) => technique.ways(target, snapshot)[0]?.[0]?.operation;
  expect(first(withAccess(true))).toBe('sts:AssumeRoot');
  expect(first(withAccess(false))).toBe('organizations:EnableAWSServiceAccess');
  expect(technique.requires?.(target, { ...example, organization: unread })).toMatchObject({
    action: 'iam:ListOrganizationsFeatures',
  });
});

describe('a policy type', () => {
  const technique = named('organization-disable-policy-type');
  const action = 'organizations:ListPolicies';
  const unguarded = organization();
  const gap = { resource: unguarded.organization.arn, action, code: 'AccessDenied', message: '' };
  const ofManagement = (snapshot: Snapshot) =>
    prove(snapshot, [technique]).findings.find(({ actor }) => actor.kind === 'management');

  it('of which no policy is attached is not worth switching off', () => {
    expect(ofManagement(unguarded)?.verdict).toBe('not-applicable');
  });

  it('whose policies were not read may guard: that is unknown, for this reason', () => {
    const finding = ofManagement({ ...unguarded, gaps: [gap] });
    expect(finding?.verdict).toBe('unknown');
    expect(finding?.missing).toEqual([{ kind: 'unread', resource: gap.resource, action }]);
    expect(finding?.path?.map((step) => step.action)).toEqual(['organizations:DisablePolicyType']);
  });
});
