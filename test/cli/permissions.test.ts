import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { AwsAccess } from '../../src/aws/access.ts';
import { apply } from '../../src/commands/apply.ts';
import { collect } from '../../src/commands/collect.ts';
import { drill } from '../../src/commands/drill.ts';
import { type PermittedVerb, permissionsFor } from '../../src/commands/permissions.ts';
import { plan } from '../../src/commands/plan.ts';
import { readPlanFile, sealed } from '../../src/commands/plan-file.ts';
import { many, type PolicyDocument } from '../../src/model/policy.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import type { Emulation } from '../../src/sandbox/emulation.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/start.ts';
import { worldFileOf } from '../../src/sandbox/world-from-snapshot.ts';
import { emulations } from '../../src/services/emulations.ts';
import { at, fromServices, LOG_GROUP, RUNNER, SHARED, TOPIC } from '../landing-zone.ts';
import { accessAs, signIn } from '../replay/stage.ts';
import { withUsableIds } from '../replay/usable-ids.ts';
import {
  allow,
  bucket,
  DELIVERY,
  deny,
  document,
  key,
  LOG_ARCHIVE,
  MANAGEMENT,
  organization,
  organizationTrail,
  ROOT,
  resource,
  role,
  roleOf,
  rootOf,
  scp,
  trail,
  WORKLOAD,
  WORKLOADS,
} from '../worlds/build.ts';
import { indelible } from './harness.ts';

const ID = '11111111-2222-3333-4444-555555555555';
const PERMISSION_SET = 'arn:aws:sso:::permissionSet/ssoins-1111222233334444/ps-a';
const [QUEUE, FUNCTION] = [at('sqs', 'siem'), at('lambda', 'function:responder')];
const [DESTINATION, CONNECTION] = [
  at('events', `api-destination/pager/${ID}`),
  at('events', `connection/pager/${ID}`),
];

/** Everything that a collection looks for is there once; the log archive has a trail and a bucket of its own. */
function everything(
  roleName: string,
  policy: PolicyDocument,
  policyTypes: readonly string[],
  denied: readonly string[],
): Snapshot {
  const entered = (accountId: string) => ({
    ...role(accountId, roleName, { AWS: rootOf(MANAGEMENT) }),
    policies: [policy],
  });
  return withUsableIds(
    organization({
      policyTypes,
      policies: [scp('guard', policyTypes.length === 0 ? [] : [ROOT], deny(denied))],
      delegatedAdministrators: [{ servicePrincipal: 'cloudtrail.amazonaws.com', accountId: LOG_ARCHIVE }],
      trustedAccess: ['cloudtrail.amazonaws.com', 'iam.amazonaws.com'],
      rootAccess: true,
      trails: [
        organizationTrail(),
        trail({
          arn: at('cloudtrail', 'trail/audit'),
          accountId: LOG_ARCHIVE,
          logGroupArn: LOG_GROUP,
          snsTopicArn: TOPIC,
          tags: {},
        }),
      ],
      buckets: [
        bucket({
          kmsKeyArn: key().arn,
          notifies: [QUEUE],
          objectLock: {},
          policy: document(...DELIVERY, ...SHARED),
          accessPoints: [
            {
              name: 'logs',
              arn: at('s3', 'accesspoint/logs'),
              accountId: LOG_ARCHIVE,
              policy: fromServices('s3:GetObject'),
            },
          ],
        }),
      ],
      keys: [key({ aliases: ['alias/logs'] })],
      roles: [
        entered(LOG_ARCHIVE),
        entered(WORKLOAD),
        RUNNER,
        {
          ...role(WORKLOAD, 'Plain', { AWS: rootOf(WORKLOAD) }),
          policies: [],
          boundary: document(allow('s3:*')),
        },
      ],
      logGroups: [
        {
          name: 'trail',
          arn: LOG_GROUP,
          accountId: LOG_ARCHIVE,
          region: 'us-east-1',
          deletionProtection: false,
          metricFilters: ['stopped'],
          subscriptionFilters: [],
        },
      ],
      resources: [
        resource('AWS::SNS::Topic', TOPIC, { policy: fromServices('sns:Publish') }),
        resource('AWS::SNS::Subscription', `${TOPIC}:${ID}`, { concerns: [TOPIC, QUEUE], protected: false }),
        resource('AWS::SQS::Queue', QUEUE, { policy: fromServices('sqs:SendMessage') }),
        resource('AWS::CloudWatch::Alarm', at('cloudwatch', 'alarm:stopped'), { concerns: [TOPIC] }),
        resource('AWS::CloudFormation::Stack', at('cloudformation', `stack/alerts/${ID}`), {
          concerns: [TOPIC],
          protected: false,
        }),
        resource('AWS::Backup::RecoveryPoint', at('backup', `recovery-point:${ID}`), {
          concerns: [bucket().arn],
          protected: false,
        }),
        resource('AWS::CodePipeline::Pipeline', at('codepipeline', 'deploy'), {
          roleArn: roleOf(LOG_ARCHIVE, 'deployer'),
        }),
        resource('AWS::Config::ConfigurationRecorder', at('config', 'configuration-recorder/default/a1'), {
          name: 'default',
        }),
        resource('AWS::ElasticLoadBalancing::LoadBalancer', at('elasticloadbalancing', 'loadbalancer/old')),
        resource('AWS::EC2::Instance', at('ec2', 'instance/i-0123456789abcdef0'), {
          roleArn: roleOf(LOG_ARCHIVE, 'server'),
        }),
        resource('AWS::ECS::Service', at('ecs', 'service/tools/collector'), {
          concerns: [at('ecs', 'cluster/tools')],
        }),
        resource('AWS::ECS::Task', at('ecs', 'task/tools/0123456789abcdef'), {
          concerns: [at('ecs', 'cluster/tools')],
        }),
        resource('AWS::Lambda::Function', FUNCTION, {
          roleArn: roleOf(LOG_ARCHIVE, 'responder'),
          concerns: [],
        }),
        resource('AWS::Events::EventBus', at('events', 'event-bus/default')),
        resource('AWS::Events::Rule', at('events', 'rule/stopped'), { concerns: [DESTINATION, CONNECTION] }),
        {
          ...resource('AWS::SSO::PermissionSet', PERMISSION_SET),
          accountId: MANAGEMENT,
          region: 'us-east-1',
        },
        resource('AWS::CloudTrail::Channel', at('cloudtrail', `channel/${ID}`)),
        resource(
          'AWS::ControlTower::LandingZone',
          `arn:aws:controltower:us-east-1:${MANAGEMENT}:landingzone/1A2B3C4D5E6F7G8H`,
        ),
        resource('AWS::Kinesis::Stream', at('kinesis', 'stream/siem')),
        resource('AWS::KinesisFirehose::DeliveryStream', at('firehose', 'deliverystream/siem')),
        resource('AWS::S3::MultiRegionAccessPoint', `arn:aws:s3::${LOG_ARCHIVE}:accesspoint/m1.mrap`),
        resource('AWS::CloudTrail::EventDataStore', at('cloudtrail', `eventdatastore/${ID}`), {
          organization: false,
          protected: true,
        }),
      ],
    }),
  );
}

const actionsOf = ({ Statement }: PolicyDocument): readonly string[] =>
  many(Statement).flatMap(({ Action = [] }) => many(Action));

const less = (policy: PolicyDocument, left: ReadonlySet<string>): PolicyDocument => ({
  ...policy,
  Statement: many(policy.Statement).flatMap((statement) => {
    const Action = many(statement.Action ?? []).filter((action) => !left.has(action));
    return Action.length === 0 ? [] : [{ ...statement, Action }];
  }),
});

interface Stage {
  readonly sandbox: Sandbox;
  readonly caller: AwsAccess;
  /** What the caller and the role were authorized for. */
  readonly asked: ReadonlySet<string>;
}

/** An organization with nobody but a caller and a role that may do exactly what is printed, but for `left`. */
async function stage(
  verb: PermittedVerb,
  {
    left = new Set<string>(),
    policyTypes = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'],
    denied = ['cloudtrail:StopLogging'],
  }: {
    readonly left?: ReadonlySet<string>;
    readonly policyTypes?: readonly string[];
    /** By a service control policy. */
    readonly denied?: readonly string[];
  } = {},
): Promise<Stage> {
  const { caller, role: entered, roleName } = permissionsFor(verb);
  const file = worldFileOf(everything(roleName, less(entered, left), policyTypes, denied));
  const principals = [{ user: 'Caller', policies: [less(caller, left)] }];
  const accounts = file.accounts.map((one) => (one.id === MANAGEMENT ? { ...one, principals } : one));
  const asked = new Set<string>();
  const recording = emulations.map((emulation) =>
    recorded(emulation, (arn, action) => {
      if (/user\/Caller$|assumed-role\/Indelible/.test(arn)) asked.add(action);
    }),
  );
  const sandbox = await startSandbox({ emulations: recording, world: { ...file, accounts } });
  onTestFinished(() => sandbox.close());
  // No list tells what one of AWS's own policies says that is a boundary only.
  const plain = sandbox.world.accounts.get(WORKLOAD)?.roles.get('plain');
  if (plain !== undefined) plain.boundaryArn = 'arn:aws:iam::aws:policy/PowerUserAccess';
  const arn = `arn:aws:iam::${MANAGEMENT}:user/Caller`;
  return {
    sandbox,
    asked,
    caller: {
      ...accessAs(sandbox, signIn(sandbox, arn), 'us-east-1'),
      mode: verb === 'apply' ? 'write' : 'read',
      caller: { arn, accountId: MANAGEMENT },
    },
  };
}

function recorded(emulation: Emulation, record: (arn: string, action: string) => void): Emulation {
  const operations = Object.entries(emulation.operations).map(([name, operation]) => [
    name,
    {
      ...operation,
      needs: (call: Parameters<typeof operation.needs>[0]) => {
        const needs = operation.needs(call);
        for (const { action } of needs) record(call.caller.arn, action);
        return needs;
      },
    },
  ]);
  return { ...emulation, operations: Object.fromEntries(operations) };
}

const everyActionOf = (verb: PermittedVerb): readonly string[] => {
  const { caller, role: entered } = permissionsFor(verb);
  return [...new Set([...actionsOf(caller), ...actionsOf(entered)])].sort();
};

describe('what is printed for collect', () => {
  const request = { depth: 'full', roleName: permissionsFor('collect').roleName } as const;

  test('is enough, and all of it is used', async () => {
    const { caller, asked } = await stage('collect');
    const { gaps } = await collect(caller, request);
    expect(gaps.filter(({ code }) => code !== 'NotCollected')).toEqual([]);
    expect([...asked].filter((action) => action !== 'sts:GetCallerIdentity').sort()).toEqual(
      everyActionOf('collect'),
    );
  });

  test('without what it begins with, it says so', async () => {
    const denied = async (action: string) =>
      collect((await stage('collect', { left: new Set([action]) })).caller, request);
    await expect(denied('organizations:DescribeOrganization')).rejects.toMatchObject({ code: 'AWS_DENIED' });
    expect(
      (await denied('sts:AssumeRole')).gaps.filter(({ action }) => action === 'sts:AssumeRole'),
    ).toHaveLength(2);
  });

  /** A read that another one leads to is asked for once that one is allowed. */
  test('each of the others leaves a Gap that names it where it is missing', async () => {
    const begin = ['organizations:DescribeOrganization', 'sts:AssumeRole'];
    const left = new Set(everyActionOf('collect').filter((action) => !begin.includes(action)));
    while (left.size > 0) {
      const { gaps } = await collect((await stage('collect', { left })).caller, request);
      const missed = gaps.filter(({ code, action }) => code !== 'NotCollected' && left.has(action));
      if (missed.length === 0) break;
      for (const { action } of missed) left.delete(action);
    }
    expect([...left]).toEqual([]);
  });

  test('is enough for a plan', async () => {
    const { caller } = await stage('collect');
    const report = await plan(caller, { target: LOG_ARCHIVE, trail: 'audit', roleName: request.roleName });
    expect([report.gaps, report.warnings]).toEqual([[], []]);
  });
});

describe('what is printed for drill', () => {
  const { roleName } = permissionsFor('drill');
  const PROBES = actionsOf(permissionsFor('drill').role).filter(
    (action) => !/:(?:Get|List|Describe)/.test(action),
  );
  /** As on AWS. */
  const probing = ({ caller }: Stage) =>
    drill({ ...caller, sandbox: false }, { account: LOG_ARCHIVE, roleName }, () => {});

  test('is enough, and all of it is used', async () => {
    const staged = await stage('drill');
    const { attempts, gaps } = await probing(staged);
    expect(gaps).toEqual([]);
    const through = attempts.filter(({ why }) => why === 'probe-authorized');
    expect(new Set(through.map(({ action }) => action))).toEqual(new Set(PROBES));
    expect([...staged.asked].sort()).toEqual(everyActionOf('drill'));
  });

  test('is enough to see who refuses', async () => {
    const { attempts } = await probing(await stage('drill', { denied: PROBES }));
    const tried = attempts.filter(({ outcome }) => outcome !== 'skipped');
    expect(tried.map(({ outcome }) => outcome)).toEqual(tried.map(() => 'refused'));
    expect(new Set(tried.map(({ action }) => action))).toEqual(new Set(PROBES));
  });

  /** What somebody is told instead of a result. */
  async function saidWithout(action: string, denied: readonly string[] = []): Promise<readonly string[]> {
    const left = new Set([action]);
    const staged = await stage('drill', denied.length === 0 ? { left } : { left, denied });
    try {
      const { attempts, gaps } = await probing(staged);
      expect(attempts.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
      const doubts = attempts.filter(({ outcome }) => outcome === 'unknown');
      return [
        ...gaps.map((gap) => gap.action),
        ...doubts.map((doubt) => (doubt.why === 'policies-unreadable' ? doubt.why : doubt.action)),
      ];
    } catch (error) {
      return [(error as { readonly code?: string }).code ?? ''];
    }
  }

  test.each(actionsOf(permissionsFor('drill').role))(
    'without %s in the role it is not known',
    async (action) => {
      expect(await saidWithout(action)).toContainEqual(expect.toBeOneOf([action, 'AWS_DENIED']));
    },
  );

  test.each(actionsOf(permissionsFor('drill').caller))(
    'without %s of the caller nothing is called refused',
    async (action) => {
      expect(await saidWithout(action, PROBES)).toContainEqual(
        expect.stringMatching(/^(?:policies-unreadable|AWS_DENIED)$/),
      );
    },
  );
});

describe('what is printed for apply', () => {
  const OFF = { policyTypes: [] };

  /** Plans as somebody who may, applies, changes its mind, and takes everything back. */
  async function through({ sandbox, caller }: Stage): Promise<void> {
    const admin = {
      ...accessAs(sandbox, signIn(sandbox, rootOf(MANAGEMENT)), 'us-east-1'),
      caller: { arn: rootOf(MANAGEMENT), accountId: MANAGEMENT },
      mode: 'read' as const,
    };
    const folder = mkdtempSync(join(tmpdir(), 'indelible-permissions-'));
    const planned = async (target: string, bucketName: string) =>
      sealed((await plan(admin, { target, trail: 'audit', bucket: bucketName })).plan);
    const made = async (name: string, file: Awaited<ReturnType<typeof planned>>) => {
      const report = await apply(caller, join(folder, name), file, () => {});
      if (report.stopped !== undefined) throw report.stopped.error;
      return report.undoFile ?? '';
    };
    const undo = await made('plan.json', await planned(WORKLOADS, 'amzn-s3-demo-logs'));
    const [policy] = [...sandbox.world.organization.policies.values()].filter(({ name }) =>
      name.startsWith('indelible-'),
    );
    expect(policy).toBeDefined();
    const change = {
      kind: 'update-policy',
      name: policy?.name ?? '',
      before: policy?.content ?? '',
      content: JSON.stringify(document(deny('cloudtrail:DeleteTrail'))),
    } as const;
    const file = await readPlanFile(undo);
    const { hash: _, undoes: __, ...rest } = file;
    const updateUndo = await made(
      'update.json',
      sealed({
        ...rest,
        changes: [change],
        undo: [{ ...change, before: change.content, content: change.before }],
      }),
    );
    await made('update.undo.json', await readPlanFile(updateUndo));
    await made('plan.undo.json', file);
  }

  test('is enough, and all of it is used', async () => {
    const staged = await stage('apply', OFF);
    await through(staged);
    expect([...staged.asked].sort()).toEqual(everyActionOf('apply'));
  });

  test.each(everyActionOf('apply'))('without %s it stops', async (action) => {
    const staged = await stage('apply', { ...OFF, left: new Set([action]) });
    await expect(through(staged)).rejects.toMatchObject({ code: 'AWS_DENIED' });
  });

  test('does not change a policy of another type', async () => {
    const { caller } = await stage('apply');
    const { organizations } = await import('../../src/services/operations.ts').then((one) => one.operations);
    const client = (await organizations()).default(caller);
    await expect(
      client.run('CreatePolicy', {
        Type: 'RESOURCE_CONTROL_POLICY',
        Name: 'x',
        Description: '',
        Content: '{}',
      }),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});

describe('indelible permissions', () => {
  test.each(['collect', 'drill', 'apply'] as const)('prints the policy and the role of %s', async (verb) => {
    const { caller, role: entered, roleName } = permissionsFor(verb);
    const printed = async (format: string) =>
      (await indelible(['permissions', '--for', verb, '--format', format])).stdout;
    expect(JSON.parse(await printed('json'))).toEqual(caller);
    const { Properties } = JSON.parse(await printed('stackset')).Resources.Role;
    expect(Properties).toMatchObject({ RoleName: roleName, Policies: [{ PolicyDocument: entered }] });
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: of all inline policies of a role.
    expect(JSON.stringify(entered).length).toBeLessThan(10_240);
    // The same: of a managed policy.
    expect(JSON.stringify(caller).length).toBeLessThan(6_144);
    const configuration = await printed('terraform');
    const [, policy = ''] =
      /policy = jsonencode\((\{.*\})\)\n\}/s.exec(configuration.split('aws_iam_role_policy')[1] ?? '') ?? [];
    expect(JSON.parse(policy)).toEqual(entered);
    expect(configuration).toContain('"sts:ExternalId" = var.external_id');
  });

  test('lets a collection read, and nothing else', () => {
    const { caller, role: entered } = permissionsFor('collect');
    const writes = [...actionsOf(caller), ...actionsOf(entered)].filter(
      (action) => !/:(?:Get|List|Describe)/.test(action),
    );
    expect(writes).toEqual(['sts:AssumeRole']);
  });

  test('takes the name of the role, with its path, and nothing else', async () => {
    const { stdout } = await indelible(['permissions', '--role-name', 'audit/Reader']);
    expect(stdout).toContain('arn:*:iam::*:role/audit/Reader');
    const template = await indelible(['permissions', '--role-name', 'audit/Reader', '--format', 'stackset']);
    expect(JSON.parse(template.stdout).Resources.Role.Properties).toMatchObject({
      RoleName: 'Reader',
      Path: '/audit/',
    });
    const { status, stderr } = await indelible(['permissions', '--role-name', 'x" }', '--lang', 'ja']);
    expect([status, stderr]).toEqual([2, expect.stringContaining('ロールの名前ではありません')]);
  });
});
