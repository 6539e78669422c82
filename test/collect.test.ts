import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AwsAccess } from '../src/aws/access.ts';
import { judgedCautions } from '../src/commands/cautions.ts';
import { redacted } from '../src/commands/collect/redact.ts';
import { writeSnapshot } from '../src/commands/collect/write.ts';
import { collect } from '../src/commands/collect.ts';
import { COLLECT_PERMISSIONS } from '../src/commands/permissions/collect.ts';
import { readSnapshot } from '../src/commands/read-snapshot.ts';
import { coverageOf } from '../src/model/coverage.ts';
import type { PolicyDocument } from '../src/model/policy.ts';
import type { Snapshot } from '../src/model/snapshot.ts';
import { prove } from '../src/prove/index.ts';
import { AwsError } from '../src/sandbox/aws-error.ts';
import type { Call, Emulation } from '../src/sandbox/emulation.ts';
import { emulations } from '../src/services/emulations.ts';
import { techniques } from '../src/techniques/index.ts';
import { accessTo } from './collecting.ts';
import {
  at,
  CONTROL_TOWER,
  EVERYTHING,
  FULL,
  LOG_GROUP,
  landingZone,
  MRAP,
  nowBetter,
  openIn,
  RUNNER,
  reader,
  SIGN_IN,
  STACK,
  TOPIC,
} from './landing-zone.ts';
import { withUsableIds } from './replay/usable-ids.ts';
import {
  ACCOUNTS,
  account,
  allow,
  bucket,
  deny,
  document,
  EVERYWHERE,
  KEY,
  LOG_ARCHIVE,
  MANAGEMENT,
  NO_LEAVING,
  organization,
  ROOT,
  resource,
  role,
  roleOf,
  rootOf,
  scp,
  TRAIL_WRITES,
  trail,
  WORKLOAD,
  WORKLOADS,
} from './worlds/build.ts';

const RUNNING = [
  resource('AWS::CodePipeline::Pipeline', `arn:aws:codepipeline:us-east-1:${WORKLOAD}:deploy`),
  resource('AWS::EC2::Instance', `arn:aws:ec2:us-east-1:${WORKLOAD}:instance/i-0123456789abcdef0`),
  ...['service/tools/runs', 'task/tools/runs'].map((name) =>
    resource(
      name.startsWith('service') ? 'AWS::ECS::Service' : 'AWS::ECS::Task',
      `arn:aws:ecs:us-east-1:${WORKLOAD}:${name}`,
      { concerns: [`arn:aws:ecs:us-east-1:${WORKLOAD}:cluster/tools`], enabled: true },
    ),
  ),
  resource('AWS::CloudFormation::Stack', `arn:aws:cloudformation:us-east-1:${WORKLOAD}:stack/runs/1`),
  resource('AWS::Lambda::Function', `arn:aws:lambda:us-east-1:${WORKLOAD}:function:responder`),
];
const STACK_WRITES = ['DeleteStack', 'UpdateStack', 'ExecuteChangeSet'].map(
  (name) => `cloudformation:${name}`,
);
const SAML = `arn:aws:iam::${WORKLOAD}:saml-provider/directory`;
const PROVIDER = resource('AWS::IAM::SAMLProvider', SAML);
const ANYWHERE = { Service: 'rolesanywhere.amazonaws.com' };
const ANCHOR = `arn:aws:rolesanywhere:us-east-1:${WORKLOAD}:trust-anchor/one`;
const ANY_ANCHOR = ANCHOR.replace(/[^/]*$/, '*');
const TRUST_ANCHOR = resource('AWS::RolesAnywhere::TrustAnchor', ANCHOR);

const AWAY = 'ap-southeast-2';
const away = (service: string, name: string): string => `arn:aws:${service}:${AWAY}:${LOG_ARCHIVE}:${name}`;

/** The same with a trail, a rule and a function in a Region of the log archive that nothing else is in. */
function elsewhere(policy?: PolicyDocument): Snapshot {
  const there = landingZone(policy);
  const arn = away('cloudtrail', 'trail/away');
  return {
    ...there,
    trails: [...there.trails, trail({ name: 'away', arn, homeRegion: AWAY, multiRegion: false })],
    resources: [
      ...(there.resources ?? []),
      { ...resource('AWS::Events::Rule', away('events', 'rule/away')), region: AWAY },
      resource('AWS::Backup::RecoveryPoint', `arn:aws:backup:${AWAY}:${WORKLOAD}:recovery-point:copy`, {
        concerns: [bucket().arn],
      }),
      { ...resource('AWS::Lambda::Function', away('lambda', 'function:away')), region: AWAY },
    ],
  };
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'indelible-collect-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

describe('a collection', () => {
  it('of every account is the organization that was there', async () => {
    const there = landingZone();
    const read = await collect(await accessTo(there), FULL);
    expect(read.gaps).toEqual([]);
    expect(read.trails).toEqual(
      expect.arrayContaining(there.trails.map((one) => expect.objectContaining(one))),
    );
    expect(read.trails).toHaveLength(there.trails.length);
    expect(read.logBuckets).toMatchObject(
      there.logBuckets.map(({ sample, ...rest }) => ({ ...rest, sample: { key: sample?.key } })),
    );
    expect(read.keys).toMatchObject(there.keys ?? []);
    expect(read.logGroups).toMatchObject(there.logGroups ?? []);
    expect(read.organization).toEqual(there.organization);
    expect(read.handshakes).toEqual(there.handshakes);
    const { users = [], ...root } = read.managementAccount ?? {};
    expect({ ...root, users: users.filter(({ arn }) => !/\/(?:Admin|Reader)$/.test(arn)) }).toEqual(SIGN_IN);
    const found = new Map(read.resources?.map((one) => [one.arn, one]));
    for (const one of there.resources ?? []) expect(found.get(one.arn)).toMatchObject(one);
    expect(read.roles?.map(({ arn }) => arn)).toEqual(
      expect.arrayContaining((there.roles ?? []).map(({ arn }) => arn)),
    );
  });

  it('by a delegated administrator lacks what only the management account could tell, and says so', async () => {
    const there = landingZone();
    const enters = {
      ...role(WORKLOAD, 'IndelibleRead', { AWS: [MANAGEMENT, LOG_ARCHIVE].map(rootOf) }),
      policies: [EVERYTHING],
    };
    const administrator = { servicePrincipal: 'securityhub.amazonaws.com', accountId: LOG_ARCHIVE };
    const delegatedAdministrators = [...(there.organization.delegatedAdministrators ?? []), administrator];
    const delegated: Snapshot = {
      ...there,
      organization: { ...there.organization, delegatedAdministrators },
      roles: [...(there.roles ?? []).filter(({ arn }) => arn !== enters.arn), enters],
    };
    const all = await collect(await accessTo(delegated), FULL);
    const read = await collect(await accessTo(delegated, { account: LOG_ARCHIVE }), FULL);
    expect(read.accounts).toEqual(all.accounts);
    expect(read.policies).toEqual(all.policies);
    expect(new Set(read.gaps.map(({ action, resource }) => `${action} ${resource}`))).toEqual(
      new Set([
        `iam:ListOrganizationsFeatures ${there.organization.arn}`,
        `sts:AssumeRole arn:aws:iam::${MANAGEMENT}:role/IndelibleRead`,
      ]),
    );
    expect(coverageOf(read)).toMatchObject({ of: 3, read: 2, unreadable: [MANAGEMENT] });
    expect(read.logBuckets).toMatchObject(there.logBuckets.map(({ name }) => ({ name })));
    expect(nowBetter(read, openIn(all))).toEqual([]);
  });

  it('looks for what runs only where a role lets it in, and in the management account', async () => {
    const calls = async (service: string) => {
      const runner = role(LOG_ARCHIVE, 'Runner', { Service: service });
      const there = landingZone();
      const roles = (there.roles ?? []).filter(({ arn }) => arn !== RUNNER.arn);
      const read = await collect(
        await accessTo({ ...there, roles: [...roles, { ...runner, policies: [] }] }),
        FULL,
      );
      expect(read.gaps).toEqual([]);
      const counts = read.provenance?.calls ?? {};
      return ['EC2:DescribeInstances', 'ECS:ListClusters', 'RolesAnywhere:ListTrustAnchors'].map(
        (name) => counts[name],
      );
    };
    // The management account and the log archive have one Region each.
    expect(await calls('ec2.amazonaws.com')).toEqual([2, 1, 1]);
    expect(await calls('ecs-tasks.amazonaws.com')).toEqual([1, 2, 1]);
    expect(await calls('rolesanywhere.amazonaws.com')).toEqual([1, 1, 2]);
    expect(await calls('glue.amazonaws.com')).toEqual([1, 1, 1]);
  });

  it('asks no crowd whose a bucket is that its trail or its name tells of', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => String(444444444401 + index));
    const there = organization({
      accounts: [...ACCOUNTS, ...ids.map((id) => account(id, `member-${id}`, WORKLOADS))],
      full: [...EVERYWHERE, ...ids],
      trails: ids.map((id, index) =>
        trail({
          arn: `arn:aws:cloudtrail:us-east-1:${id}:trail/own`,
          name: 'own',
          accountId: id,
          bucketName: index === 0 ? `logs-of-${LOG_ARCHIVE}` : `logs-${index}`,
        }),
      ),
      buckets: ids.map((id, index) => {
        const name = index === 0 ? `logs-of-${LOG_ARCHIVE}` : `logs-${index}`;
        return bucket({ name, arn: `arn:aws:s3:::${name}`, accountId: index === 0 ? LOG_ARCHIVE : id });
      }),
      roles: [LOG_ARCHIVE, WORKLOAD, ...ids].map((id) => reader(id, EVERYTHING)),
    });
    const { logBuckets, provenance } = await collect(await accessTo(withUsableIds(there)), FULL);
    expect(logBuckets.map(({ accountId }) => accountId).sort()).toEqual([LOG_ARCHIVE, ...ids.slice(1)]);
    // Each is looked for once, and then asked where it is.
    expect(provenance?.calls['S3:HeadBucket']).toBeLessThanOrEqual(3 * ids.length);
  });

  it('finds what another account has in a Region that nothing else leads to', async () => {
    const read = await collect(await accessTo(elsewhere()), FULL);
    expect(read.trails.filter(({ arn }) => arn.includes(AWAY))).toMatchObject([{ name: 'away' }]);
    const there = read.resources?.filter(({ region }) => region === AWAY).map(({ type }) => type);
    expect(there).toEqual(
      expect.arrayContaining(['AWS::Backup::RecoveryPoint', 'AWS::Events::Rule', 'AWS::Lambda::Function']),
    );
    expect(read.gaps).toEqual([]);
  });

  it('does not know what is in other Regions where it may not list them', async () => {
    const policy = document({ Effect: 'Allow', NotAction: 'account:ListRegions', Resource: '*' });
    const read = await collect(await accessTo(elsewhere(policy)), FULL);
    expect(read.gaps.map(({ action }) => action)).toContain('account:ListRegions');
    expect(read.resources?.filter(({ arn }) => arn.includes(`${AWAY}:${LOG_ARCHIVE}`))).toEqual([]);
    const { findings } = prove(read, techniques);
    const hidden = findings.filter(({ technique }) => technique === 'eventbridge-rule-disable');
    expect(hidden.map(({ verdict }) => verdict)).toContain('unknown');
  });

  it('finds permission sets where Identity Center’s delegated administrator may list them', async () => {
    const set = {
      ...resource('AWS::SSO::PermissionSet', 'arn:aws:sso:::permissionSet/ssoins-1111222233334444/ps-a', {
        name: 'AdministratorAccess',
      }),
      accountId: MANAGEMENT,
      region: 'us-east-1',
    };
    const organized = (policy: PolicyDocument): Snapshot => {
      const there = landingZone(policy);
      return {
        ...there,
        organization: {
          ...there.organization,
          delegatedAdministrators: [{ servicePrincipal: 'sso.amazonaws.com', accountId: LOG_ARCHIVE }],
        },
        resources: [...(there.resources ?? []), set],
      };
    };
    for (const denied of [false, true]) {
      const policy = denied ? document({ Effect: 'Allow', NotAction: 'sso:*', Resource: '*' }) : EVERYTHING;
      const read = await collect(await accessTo(organized(policy)), FULL);
      expect(read.resources).toContainEqual(set);
      expect(read.gaps.some(({ action }) => action === 'sso:ListInstances')).toBe(denied);
    }
  });

  it('stops at its depth, says so, and leaves what lies beyond unknown', async () => {
    const access = await accessTo(landingZone());
    const tree = await collect(access, { depth: 'organization' });
    expect(tree).toMatchObject({ trails: [], logBuckets: [], provenance: { depth: 'organization' } });
    const stop = prove(tree, techniques).findings.filter(
      ({ technique }) => technique === 'cloudtrail-delete-trail',
    );
    expect(stop.map(({ verdict }) => verdict)).toEqual(['unknown']);

    const there = landingZone();
    const withoutOwn = await accessTo({ ...there, trails: there.trails.slice(0, 1) });
    const logs = await collect(withoutOwn, { ...FULL, depth: 'logs' });
    expect(logs.trails.map(({ name }) => name)).toEqual(['organization']);
    expect(logs.logBuckets[0]?.accountId).toBe(LOG_ARCHIVE);
    const entered = logs.gaps.filter(({ action }) => action === 'sts:AssumeRole');
    expect(entered).toMatchObject([{ code: 'NotCollected' }]);
    expect(entered[0]?.resource).toContain(WORKLOAD);
  });

  it('reads, unless told otherwise, each account that has a trail of its own', async () => {
    const read = await collect(await accessTo(landingZone()), { ...FULL, depth: 'logs' });
    expect(read.trails.map(({ name }) => name)).toEqual(['organization', 'audit']);
    expect(read.roles?.some(({ accountId }) => accountId === WORKLOAD)).toBe(true);
    expect(read.gaps.filter(({ action }) => action === 'sts:AssumeRole')).toEqual([]);
  });

  it('says of an account that it could not enter why, and not that it did not look', async () => {
    const there = landingZone();
    const closed = { ...there, roles: there.roles?.filter(({ accountId }) => accountId !== WORKLOAD) ?? [] };
    const read = await collect(await accessTo(closed), { ...FULL, depth: 'logs' });
    expect(read.gaps.filter(({ action }) => action === 'sts:AssumeRole')).toMatchObject([
      { code: 'AccessDenied', resource: expect.stringContaining(WORKLOAD) },
    ]);
  });

  it.each([
    ['organization', '', true, 'unknown'],
    ['logs', '', true, 'possible'],
    ['full', '', true, 'possible'],
    ['full', 'controltower:GetLandingZone', true, 'unknown'],
    ['full', 'controltower:ListLandingZones', true, 'unknown'],
    ['full', 'account:ListRegions', false, 'unknown'],
    ['logs', '', false, 'not-applicable'],
  ] as const)('at the depth %s and without %s, a landing zone that is there (%s) is %s', async (...given) => {
    const [depth, lacking, there, verdict] = given;
    const { resources = [], ...rest } = landingZone();
    const left = resources.filter(({ arn }) => there || arn !== CONTROL_TOWER);
    const policy = document({ Effect: 'Allow', NotAction: lacking || 'none:None', Resource: '*' });
    const read = await collect(await accessTo({ ...rest, resources: left }, { policy }), { ...FULL, depth });
    const findings = prove(read, techniques).findings.filter(
      ({ technique }) => technique === 'controltower-teardown',
    );
    expect(findings.map((one) => one.direct ?? one.verdict)).toEqual([verdict]);
  });

  it('of a landing zone enters no account but the management account to know whether it is there', async () => {
    const { resources = [], ...rest } = landingZone();
    const closed = {
      ...rest,
      resources: resources.filter(({ arn }) => arn !== CONTROL_TOWER),
      roles: rest.roles?.filter(({ accountId }) => accountId !== WORKLOAD) ?? [],
    };
    const read = await collect(await accessTo(closed), FULL);
    expect(read.gaps.map(({ action }) => action)).toContain('sts:AssumeRole');
    const findings = prove(read, techniques).findings.filter(
      ({ technique }) => technique === 'controltower-teardown',
    );
    expect(findings.map(({ verdict }) => verdict)).toEqual(['not-applicable']);
  });

  it.each([
    ['exempt-role-compute-hijack', 'lambda', 'lambda:ListFunctions'],
    ['exempt-role-compute-hijack', 'lambda', 'account:ListRegions'],
    ['exempt-role-compute-hijack', 'cloudformation', 'cloudformation:ListStacks'],
    ['exempt-role-compute-hijack', 'cloudformation', 'cloudformation:DescribeStacks'],
    ['exempt-role-compute-hijack', 'ec2', 'ec2:DescribeInstances'],
    ['exempt-role-compute-hijack', 'ec2', 'iam:ListInstanceProfiles'],
    ['exempt-role-compute-hijack', 'ecs-tasks', 'ecs:ListClusters'],
    ['exempt-role-compute-hijack', 'ecs-tasks', 'ecs:ListServices'],
    ['exempt-role-compute-hijack', 'ecs-tasks', 'ecs:DescribeServices'],
    ['exempt-role-compute-hijack', 'ecs-tasks', 'ecs:ListTasks'],
    ['exempt-role-compute-hijack', 'ecs-tasks', 'ecs:DescribeTasks'],
    ['exempt-role-compute-hijack', 'ecs-tasks', 'ecs:DescribeTaskDefinition'],
    ['iac-pipeline-poison', 'codepipeline', 'codepipeline:ListPipelines'],
    ['iac-pipeline-poison', 'codepipeline', 'codepipeline:GetPipeline'],
  ])('does not know whether %s through %s can be without %s', async (id, service, action) => {
    const exempted = role(WORKLOAD, 'Deployer', { Service: `${service}.amazonaws.com` });
    const exempting = deny('cloudtrail:StopLogging', '*', {
      Condition: { ArnNotLike: { 'aws:PrincipalArn': exempted.arn } },
    });
    const there = (policy: PolicyDocument) =>
      withUsableIds(
        organization({
          policies: [scp('guard', [ROOT], exempting)],
          roles: [reader(WORKLOAD, policy), exempted],
          resources: RUNNING.map((one) => ({
            ...one,
            roleArn: roleOf(WORKLOAD, 'Other'),
          })),
        }),
      );
    const verdictsOf = async (policy: PolicyDocument) =>
      prove(await collect(await accessTo(there(policy)), FULL), techniques)
        .findings.filter(({ technique }) => technique === id)
        .map(({ direct, verdict }) => direct ?? verdict);
    expect(await verdictsOf(EVERYTHING)).toEqual(['not-applicable']);
    expect(await verdictsOf(document({ Effect: 'Allow', NotAction: action, Resource: '*' }))).toEqual([
      'unknown',
    ]);
  });

  it.each(['exempt-role-compute-hijack', 'iac-pipeline-poison'])(
    'does not know whether %s can be in an account that it does not enter',
    async (id) => {
      const exempted = role(WORKLOAD, 'Deployer', { Service: 'codepipeline.amazonaws.com' });
      const exempting = deny('cloudtrail:StopLogging', '*', {
        Condition: { ArnNotLike: { 'aws:PrincipalArn': exempted.arn } },
      });
      const there = withUsableIds(
        organization({ policies: [scp('guard', [ROOT], exempting)], roles: [exempted] }),
      );
      const { findings } = prove(await collect(await accessTo(there), FULL), techniques);
      const found = findings.filter(({ technique }) => technique === id);
      expect(found.map(({ direct, verdict }) => direct ?? verdict)).toEqual(['unknown']);
    },
  );

  it('of a stack has what the record and its alarms depend on, and reads nothing for the rest', async () => {
    const other = [
      at('sns', 'other'),
      at('logs', 'log-group:other'),
      at('kms', 'key/other'),
      'arn:aws:s3:::other',
    ];
    const relevant = [
      TOPIC,
      LOG_GROUP,
      KEY,
      bucket().arn,
      at('cloudtrail', 'trail/gone'),
      at('cloudwatch', 'alarm:a'),
    ];
    const there = landingZone();
    const stack = resource('AWS::CloudFormation::Stack', STACK, {
      concerns: [...other, ...relevant],
      protected: false,
    });
    const resources = [...(there.resources ?? []).filter(({ arn }) => arn !== STACK), stack];
    const read = await collect(await accessTo({ ...there, resources }), FULL);
    const found = read.resources?.find(({ arn }) => arn === STACK);
    expect([...(found?.concerns ?? [])].sort()).toEqual([...relevant].sort());
    expect(read.gaps).toEqual([]);
    expect(read.logGroups).toHaveLength(1);
  });

  it('does not know as whom CloudFormation deletes a trail where it may not describe the stack', async () => {
    const roleArn = roleOf(WORKLOAD, 'Deployer');
    const exempting = deny(TRAIL_WRITES, '*', { Condition: { ArnNotLike: { 'aws:PrincipalArn': roleArn } } });
    const stack = resource(
      'AWS::CloudFormation::Stack',
      `arn:aws:cloudformation:us-east-1:${WORKLOAD}:stack/audit/1`,
      { concerns: [trail().arn], protected: true, roleArn },
    );
    const verdictsWith = async (policy: PolicyDocument, ...denied: readonly string[]) => {
      const guard = scp('guard', [ROOT], exempting, ...denied.map((one) => deny(one)));
      const there = withUsableIds(
        organization({ policies: [guard], roles: [reader(WORKLOAD, policy)], resources: [stack] }),
      );
      return prove(await collect(await accessTo(there), FULL), techniques)
        .findings.filter(
          ({ technique, target }) => technique === 'cloudtrail-delete-owning-stack' && target === stack.arn,
        )
        .map(({ direct, verdict }) => direct ?? verdict);
    };
    const hidden = document({ Effect: 'Allow', NotAction: 'cloudformation:DescribeStacks', Resource: '*' });
    expect(new Set(await verdictsWith(EVERYTHING))).toEqual(new Set(['possible']));
    expect(new Set(await verdictsWith(hidden))).toEqual(new Set(['unknown']));
    expect(new Set(await verdictsWith(hidden, ...STACK_WRITES))).toEqual(new Set(['blocked']));
  });

  it.each([
    ['siem-stream-delete', 'kinesis:ListStreams'],
    ['siem-stream-delete', 'firehose:ListDeliveryStreams'],
    ['siem-stream-delete', 'account:ListRegions'],
    ['alert-key-disable', 'kinesis:ListStreams'],
    ['alert-key-disable', 'kinesis:DescribeStreamSummary'],
    ['alert-key-disable', 'firehose:DescribeDeliveryStream'],
    ['security-lake-source-off', 'securitylake:ListDataLakes'],
    ['lake-channel-poison', 'cloudtrail:ListChannels'],
    ['cloudtrail-channel-delete', 'account:ListRegions'],
  ])('does not know what else %s aims at without %s', async (id, action) => {
    const hiding = document({ Effect: 'Allow', NotAction: action, Resource: '*' });
    const unknown = async (there: Promise<Snapshot>) =>
      prove(await there, techniques).findings.filter(
        ({ technique, verdict }) => technique === id && verdict === 'unknown',
      );
    expect(await unknown(whole())).toEqual([]);
    expect(await unknown(collect(await accessTo(landingZone(hiding)), FULL))).not.toEqual([]);
  });

  it('does not know whether a stream has a policy to replace that it may not read', async () => {
    const action = 'kinesis:GetResourcePolicy';
    const hiding = document({ Effect: 'Allow', NotAction: action, Resource: '*' });
    const guard = deny(['kinesis:DeleteStream', 'kinesis:StartStreamEncryption', 'firehose:*']);
    const verdicts = async (there: Snapshot) => {
      const guarded = { ...there, policies: [...there.policies, scp('streams', [ROOT], guard, NO_LEAVING)] };
      const read = await collect(await accessTo(withUsableIds(guarded)), FULL);
      return prove(read, techniques).findings.flatMap(({ technique, target, actor, direct, verdict }) =>
        technique === 'siem-stream-delete' && target.includes(':kinesis:') && actor.accountId === LOG_ARCHIVE
          ? [direct ?? verdict]
          : [],
      );
    };
    expect(new Set(await verdicts(landingZone()))).toEqual(new Set(['blocked']));
    expect(new Set(await verdicts(landingZone(hiding)))).toEqual(new Set(['unknown']));
  });

  it.each([
    ['s3-mrap-delete', 's3:CreateMultiRegionAccessPoint', 's3:ListMultiRegionAccessPoints'],
    ['s3-access-grants-proxy', 's3:CreateAccessGrantsInstance', 's3:ListAccessGrantsInstances'],
  ])(
    'does not know whether there is already what %s creates with %s, without %s',
    async (id, action, read) => {
      const there = landingZone(document({ Effect: 'Allow', NotAction: read, Resource: '*' }));
      const snapshot = await collect(
        await accessTo(
          withUsableIds({
            ...there,
            resources: (there.resources ?? []).filter(({ type }) => !/^AWS::S3::/.test(type)),
            policies: [...there.policies, scp('no-creation', [ROOT], deny(action), NO_LEAVING)],
          }),
        ),
        FULL,
      );
      const owned = prove(snapshot, techniques).findings.filter(
        ({ technique, actor }) => technique === id && actor.accountId === LOG_ARCHIVE,
      );
      expect(owned.map(({ verdict }) => verdict)).toContain('unknown');
      expect(owned.map(({ verdict }) => verdict)).not.toContain('blocked');
    },
  );

  it.each([
    [
      ['iam:CreateSAMLProvider'],
      { Federated: SAML },
      '',
      [PROVIDER],
      '',
      'possible',
      'iam:UpdateSAMLProvider',
    ],
    [['iam:CreateSAMLProvider'], { Federated: SAML }, '', [], '', 'blocked', ''],
    [
      ['iam:CreateSAMLProvider'],
      { Federated: SAML },
      '',
      [],
      'iam:ListSAMLProviders',
      'possible',
      'iam:UpdateSAMLProvider',
    ],
    [
      ['iam:UpdateSAMLProvider', 'iam:DeleteSAMLProvider'],
      { Federated: SAML },
      '',
      [PROVIDER],
      '',
      'blocked',
      '',
    ],
    [
      ['iam:UpdateSAMLProvider', 'iam:DeleteSAMLProvider'],
      { Federated: SAML },
      '',
      [],
      '',
      'possible',
      'iam:CreateSAMLProvider',
    ],
    [
      ['iam:UpdateSAMLProvider', 'iam:DeleteSAMLProvider'],
      { Federated: SAML },
      '',
      [],
      'iam:ListSAMLProviders',
      'unknown',
      'iam:CreateSAMLProvider',
    ],
    [
      ['rolesanywhere:CreateTrustAnchor'],
      ANYWHERE,
      ANCHOR,
      [TRUST_ANCHOR],
      '',
      'possible',
      'rolesanywhere:UpdateTrustAnchor',
    ],
    [
      ['rolesanywhere:CreateTrustAnchor'],
      ANYWHERE,
      ANY_ANCHOR,
      [TRUST_ANCHOR],
      '',
      'possible',
      'rolesanywhere:UpdateTrustAnchor',
    ],
    [
      ['rolesanywhere:CreateTrustAnchor'],
      ANYWHERE,
      '',
      [TRUST_ANCHOR],
      '',
      'possible',
      'rolesanywhere:UpdateTrustAnchor',
    ],
    [['rolesanywhere:CreateTrustAnchor'], ANYWHERE, ANCHOR, [], '', 'not-applicable', ''],
    [['rolesanywhere:CreateTrustAnchor'], ANYWHERE, ANY_ANCHOR, [], '', 'blocked', ''],
    [
      ['rolesanywhere:CreateTrustAnchor'],
      ANYWHERE,
      ANCHOR,
      [],
      'rolesanywhere:ListTrustAnchors',
      'possible',
      'rolesanywhere:UpdateTrustAnchor',
    ],
    [
      ['rolesanywhere:CreateTrustAnchor'],
      ANYWHERE,
      ANY_ANCHOR,
      [],
      'rolesanywhere:ListTrustAnchors',
      'unknown',
      '',
    ],
    [['rolesanywhere:CreateTrustAnchor'], ANYWHERE, '', [], 'account:ListRegions', 'unknown', ''],
    [
      ['rolesanywhere:UpdateTrustAnchor'],
      ANYWHERE,
      ANY_ANCHOR,
      [TRUST_ANCHOR],
      '',
      'possible',
      'rolesanywhere:CreateTrustAnchor',
    ],
    [['rolesanywhere:UpdateTrustAnchor'], ANYWHERE, ANCHOR, [TRUST_ANCHOR], '', 'blocked', ''],
    [
      ['rolesanywhere:*Profile'],
      ANYWHERE,
      ANCHOR,
      [{ ...TRUST_ANCHOR, enabled: false }],
      '',
      'possible',
      'rolesanywhere:EnableTrustAnchor',
    ],
    [
      ['rolesanywhere:EnableTrustAnchor'],
      ANYWHERE,
      ANCHOR,
      [{ ...TRUST_ANCHOR, enabled: false }],
      '',
      'blocked',
      '',
    ],
    [
      ['rolesanywhere:EnableTrustAnchor'],
      ANYWHERE,
      ANCHOR,
      [TRUST_ANCHOR],
      '',
      'possible',
      'rolesanywhere:UpdateTrustAnchor',
    ],
    [
      ['rolesanywhere:EnableTrustAnchor'],
      ANYWHERE,
      ANCHOR,
      [TRUST_ANCHOR],
      'rolesanywhere:ListTrustAnchors',
      'unknown',
      '',
    ],
  ] as const)(
    'without %s an exempted role that trusts %j (%j), with %j there and without %j, is had: %s %s',
    async (denied, principal, pin, resources, lacking, verdict, through) => {
      const exempted = role(WORKLOAD, 'Deployer', principal);
      const [statement] = [exempted.trust.Statement].flat();
      const trust = {
        Version: '2012-10-17' as const,
        Statement: [
          {
            ...statement,
            Effect: 'Allow' as const,
            ...(pin === '' ? {} : { Condition: { ArnLike: { 'aws:SourceArn': pin } } }),
          },
        ],
      };
      const guard = deny(['cloudtrail:StopLogging', ...denied], '*', {
        Condition: { ArnNotLike: { 'aws:PrincipalArn': exempted.arn } },
      });
      const reading = document({ Effect: 'Allow', NotAction: lacking || 'none:None', Resource: '*' });
      const there = withUsableIds(
        organization({
          policies: [scp('guard', [ROOT], guard)],
          roles: [reader(WORKLOAD, reading), { ...exempted, trust }],
          resources,
        }),
      );
      const { findings } = prove(await collect(await accessTo(there), FULL), techniques);
      const found = findings.filter(({ technique }) => technique === 'idp-or-rolesanywhere');
      // By itself, not by what other attacks open.
      expect(found.map((one) => one.direct ?? one.verdict)).toEqual([verdict]);
      if (verdict === 'possible') expect(JSON.stringify(found)).toContain(through);
    },
  );

  it('does not know whom a Multi-Region Access Point lets in whose policy it may not read', async () => {
    const action = 's3:GetMultiRegionAccessPointPolicy';
    const there = landingZone(document({ Effect: 'Allow', NotAction: action, Resource: '*' }));
    const delegating = document(
      allow('s3:*', '*', {
        Principal: '*',
        Condition: { StringEquals: { 's3:DataAccessPointAccount': LOG_ARCHIVE } },
      }),
    );
    const lending = document(
      allow('s3:Delete*', `${MRAP}/object/*`, { Principal: { AWS: rootOf(WORKLOAD) } }),
    );
    const verdicts = async (policy: PolicyDocument | undefined, snapshot: Snapshot) => {
      const read = await collect(
        await accessTo({
          ...snapshot,
          logBuckets: snapshot.logBuckets.map((one) => ({ ...one, policy: delegating, accessPoints: [] })),
          resources: [
            resource('AWS::S3::MultiRegionAccessPoint', MRAP, {
              concerns: [bucket().arn],
              ...(policy === undefined ? {} : { policy }),
            }),
          ],
        }),
        FULL,
      );
      return prove(read, techniques)
        .findings.filter(
          ({ technique, actor }) => technique === 's3-mrap-delete' && actor.accountId === WORKLOAD,
        )
        .map(({ direct, verdict }) => direct ?? verdict);
    };
    expect(await verdicts(undefined, landingZone())).toEqual(['blocked']);
    expect(await verdicts(lending, landingZone())).toEqual(['unknown']);
    expect(await verdicts(lending, there)).toEqual(['unknown']);
  });

  it('reads a second time the same document', async () => {
    const access = await accessTo(landingZone());
    const [one, other] = [await collect(access, FULL), await collect(access, FULL)];
    expect({ ...one, readAt: '' }).toEqual({ ...other, readAt: '' });
  });

  it('goes on where an interrupted one stopped', async () => {
    const access = await accessTo(landingZone());
    const whole = await collect(access, FULL);
    const checkpoint = join(folder(), 'partial');
    const stopping = new Error('stopped');
    await expect(
      collect(access, {
        ...FULL,
        checkpoint,
        onProgress: () => {
          throw stopping;
        },
      }),
    ).rejects.toBe(stopping);
    expect((await readFile(checkpoint, 'utf8')).trim().split('\n').length).toBeGreaterThan(1);
    const resumed = await collect(access, { ...FULL, checkpoint });
    const { provenance: _, readAt: __, ...rest } = resumed;
    const { provenance: ___, readAt: ____, ...expected } = whole;
    expect(rest).toEqual(expected);
    const calls = (one: Snapshot) =>
      Object.values(one.provenance?.calls ?? {}).reduce((sum, count) => sum + count, 0);
    expect(calls(resumed)).toBeLessThan(calls(whole));
    await expect(readFile(checkpoint)).rejects.toThrow();
  });
});

/** Collects until the first account is done, and stops there. */
async function interrupted(access: AwsAccess, checkpoint: string): Promise<void> {
  const onProgress = () => {
    throw new Error('stopped');
  };
  await expect(collect(access, { ...FULL, checkpoint, onProgress })).rejects.toThrow('stopped');
}

const linesIn = async (file: string) => (await readFile(file, 'utf8')).trim().split('\n');

/** The services, one of whose operations fails where it says so: not for want of a permission. */
const failing = (service: string, operation: string, code: string, when: (call: Call) => boolean) =>
  emulations.map((one: Emulation): Emulation => {
    const there = one.operations[operation];
    if (one.service !== service || there === undefined) return one;
    const needs = (call: Call) => {
      if (when(call)) throw new AwsError(code, 409, 'not now');
      return there.needs(call);
    };
    return { ...one, operations: { ...one.operations, [operation]: { ...there, needs } } };
  });

describe('a checkpoint', () => {
  it('keeps no account of which reading again could tell more', async () => {
    const checkpoint = join(folder(), 'partial');
    const policy = document({
      Effect: 'Allow',
      NotAction: 'iam:GetAccountAuthorizationDetails',
      Resource: '*',
    });
    await interrupted(await accessTo(landingZone(policy)), checkpoint);
    const read = await collect(await accessTo(landingZone()), { ...FULL, checkpoint });
    expect(read.gaps).toEqual([]);
  });

  it('goes on after a line that was cut off', async () => {
    const access = await accessTo(landingZone());
    const checkpoint = join(folder(), 'partial');
    await interrupted(access, checkpoint);
    const [header = '', part = ''] = await linesIn(checkpoint);
    await writeFile(checkpoint, `${header}\n${part.slice(0, 40)}`);
    await interrupted(access, checkpoint);
    const lines = await linesIn(checkpoint);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
    expect((await stat(checkpoint)).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['caller', { caller: { arn: `arn:aws:iam::${MANAGEMENT}:user/Other`, accountId: MANAGEMENT } }, {}],
    ['external id', {}, { externalId: 'other' }],
  ])('of another %s is thrown away', async (_, other, request) => {
    const access = await accessTo(landingZone());
    const checkpoint = join(folder(), 'partial');
    await interrupted(access, checkpoint);
    const whole = await collect({ ...access, ...other }, { ...FULL, ...request });
    const read = await collect({ ...access, ...other }, { ...FULL, ...request, checkpoint });
    expect(read.provenance?.calls).toEqual(whole.provenance?.calls);
  });

  it('of two runs at once holds what one of them read', async () => {
    const access = await accessTo(landingZone());
    const checkpoint = join(folder(), 'partial');
    await Promise.all([interrupted(access, checkpoint), interrupted(access, checkpoint)]);
    const accounts = (await linesIn(checkpoint)).map((line) => JSON.parse(line).accountId);
    expect(accounts[0]).toBeUndefined();
    expect(new Set(accounts).size).toBe(accounts.length);
  });

  it('that cannot be read is not an empty one', async () => {
    const checkpoint = join(folder(), 'partial');
    await mkdir(checkpoint);
    await expect(collect(await accessTo(landingZone()), { ...FULL, checkpoint })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      reason: 'file-unreadable',
    });
  });
});

describe('a call that fails', () => {
  it('to enter an account leaves that account unread, and the others read', async () => {
    const fails = failing('sts', 'AssumeRole', 'RegionDisabledException', ({ input }) =>
      String(input.RoleArn).includes(WORKLOAD),
    );
    const read = await collect(await accessTo(landingZone(), { services: fails }), FULL);
    expect(read.gaps.filter(({ action }) => action === 'sts:AssumeRole')).toMatchObject([
      { resource: expect.stringContaining(WORKLOAD), code: 'RegionDisabledException' },
    ]);
    expect(read.roles?.some(({ accountId }) => accountId === LOG_ARCHIVE)).toBe(true);
  });

  it.each(['logs', 'full'] as const)('about who owns a bucket is said, at the depth %s', async (depth) => {
    const fails = failing(
      's3',
      'HeadBucket',
      'OperationAborted',
      ({ caller }) => caller.accountId === LOG_ARCHIVE,
    );
    const read = await collect(await accessTo(landingZone(), { services: fails }), { ...FULL, depth });
    const gaps = read.gaps.filter(
      ({ action, code }) => action === 's3:ListBucket' && code !== 'AccessDenied',
    );
    expect(gaps.length).toBeGreaterThan(0);
  });
});

let open: ReadonlySet<string> | undefined;
let known: Promise<Snapshot> | undefined;

/** Everything, read once. */
function whole(): Promise<Snapshot> {
  known ??= accessTo(landingZone()).then((access) => collect(access, FULL));
  return known;
}

const SIGN_IN_READS: readonly string[] = [
  'iam:GetAccountAuthorizationDetails',
  'iam:GetAccountSummary',
  'iam:GetLoginProfile',
  'iam:ListAccessKeys',
  'iam:ListMFADevices',
  'iam:ListVirtualMFADevices',
];

/** Of reads that happen in the log archive, and without which something there is not known. */
const THERE = COLLECT_PERMISSIONS.filter(
  (action) =>
    !/^(?:organizations|sts):/.test(action) &&
    !/^(?:controltower:|guardduty:|config:|lambda:|sso:|iam:ListOrganizationsFeatures$)/.test(action) &&
    !SIGN_IN_READS.includes(action),
);

const verdictsOf = (snapshot: Snapshot): readonly string[] =>
  judgedCautions(snapshot).map(({ id, verdict }) => `${id} ${verdict}`);

/** In the management account, where the Admin and the Reader of the sandbox have access keys. */
it.each(SIGN_IN_READS)('without %s it calls no caution kept, or broken, that is not', async (action) => {
  const policy = document({ Effect: 'Allow', NotAction: action, Resource: '*' });
  const read = await collect(await accessTo(landingZone(), { policy }), FULL);
  const missing = read.gaps;
  expect([...new Set(missing.map((gap) => gap.action))]).toEqual([action]);
  const all = verdictsOf(await whole());
  const unknown = verdictsOf(read).filter((one) => one.endsWith(' unknown'));
  expect(unknown.length).toBeGreaterThan(all.filter((one) => one.endsWith(' unknown')).length);
  expect(all).toEqual(expect.arrayContaining(verdictsOf(read).filter((one) => !unknown.includes(one))));
  // Who signs in there hides no role.
  expect(prove(read, techniques).findings.length).toBe(prove(await whole(), techniques).findings.length);
});

it('at no depth judges a caution by what it did not read', async () => {
  const read = await collect(await accessTo(landingZone()), { depth: 'organization' });
  expect(verdictsOf(read).every((one) => one.endsWith(' unknown'))).toBe(true);
});

it.each(THERE)('without %s it says what is missing, and calls nothing blocked for it', async (action) => {
  const policy = document({ Effect: 'Allow', NotAction: action, Resource: '*' });
  const read = await collect(await accessTo(landingZone(policy)), FULL);
  for (const gap of read.gaps) expect(COLLECT_PERMISSIONS).toContain(gap.action);
  open ??= openIn(await whole());
  expect(nowBetter(read, open)).toEqual([]);
});

describe('the file', () => {
  it.each(['organization.json', 'organization.json.gz'])('%s holds what was read', async (name) => {
    const read = await collect(await accessTo(landingZone()), FULL);
    const file = join(folder(), name);
    await writeSnapshot(file, read);
    expect(await readSnapshot(file)).toEqual(read);
  });

  it('tells nobody whose it is once redacted, and gets the same verdicts', async () => {
    const read = await collect(await accessTo(landingZone()), FULL);
    const shared = redacted(read);
    const text = JSON.stringify(shared);
    expect(text).not.toContain('tanaka');
    expect(shared.managementAccount?.users).toHaveLength(read.managementAccount?.users?.length ?? 0);
    for (const { id, email, name } of read.accounts) {
      for (const secret of [id, email, `"${name}"`]) expect(text).not.toContain(secret);
    }
    const verdicts = (of: Snapshot) =>
      prove(of, techniques)
        .findings.map(({ technique, verdict, actor }) => `${technique} ${actor.kind} ${verdict}`)
        .sort();
    expect(verdicts(shared)).toEqual(verdicts(read));
  });
});
