import { afterEach, expect, test } from 'vitest';
import { execute } from '../../src/commands/execute.ts';
import type { OrganizationPolicy, Snapshot } from '../../src/model/snapshot.ts';
import { buildWorld } from '../../src/sandbox/build-world.ts';
import { clockFrom } from '../../src/sandbox/clock.ts';
import { readWorldFile } from '../../src/sandbox/read-world-file.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/start.ts';
import { worldFileOf } from '../../src/sandbox/world-from-snapshot.ts';
import { collectTrails } from '../../src/services/cloudtrail/collect.ts';
import { emulations } from '../../src/services/emulations.ts';
import { collectOrganization } from '../../src/services/organizations/collect.ts';
import { collectLogBucket } from '../../src/services/s3/collect.ts';
import {
  allow,
  bucket,
  deny,
  document,
  EVERYWHERE,
  LOG_ARCHIVE,
  LOG_FILE,
  MANAGEMENT,
  organization,
  organizationTrail,
  ROOT,
  rcp,
  role,
  rootOf,
  SANDBOXES,
  scp,
  trail,
  WORKLOAD,
  WORKLOADS,
} from '../worlds/build.ts';
import { accessAs, signIn } from './stage.ts';
import { withUsableIds } from './usable-ids.ts';

const SNAPSHOT = withUsableIds(
  organization({
    policies: [
      scp('guard-trails', [WORKLOADS, LOG_ARCHIVE], deny('cloudtrail:StopLogging')),
      rcp('guard-logs', [ROOT], deny('s3:DeleteObject', '*', { Principal: '*' })),
    ],
    full: EVERYWHERE.filter((target) => target !== SANDBOXES),
    trails: [trail({ logging: false, multiRegion: false }), organizationTrail()],
    roles: [
      {
        ...role(WORKLOAD, 'ci/Deployer', { AWS: rootOf(LOG_ARCHIVE) }),
        policies: [document(allow('s3:*'))],
        boundary: document(allow('s3:Get*')),
        tags: { team: 'ci' },
      },
    ],
    delegatedAdministrators: [{ servicePrincipal: 'cloudtrail.amazonaws.com', accountId: LOG_ARCHIVE }],
    delegationPolicy: document(
      allow('organizations:DetachPolicy', '*', { Principal: { AWS: rootOf(WORKLOAD) } }),
    ),
  }),
);

/** Also through the file's own reader: a twin can be written down and started again. */
const twinOf = (snapshot: Snapshot) => readWorldFile(JSON.stringify(worldFileOf(snapshot)));
const worldOf = (snapshot: Snapshot) => buildWorld(twinOf(snapshot), clockFrom(new Date()));

let sandbox: Sandbox | undefined;
afterEach(async () => sandbox?.close());

const byId = (one: { readonly id: string }, other: { readonly id: string }) => (one.id < other.id ? -1 : 1);
/** Written anew by AWS, or in another order. */
const comparable = ({ content: _, description: __, awsManaged: ___, ...policy }: OrganizationPolicy) => ({
  ...policy,
  targets: [...policy.targets].sort(),
});

test('what is collected from the twin is the Snapshot', async () => {
  sandbox = await startSandbox({ emulations, world: twinOf(SNAPSHOT) });
  const as = (account: string) => ({
    ...accessAs(sandbox as Sandbox, signIn(sandbox as Sandbox, rootOf(account)), 'us-east-1'),
    caller: { arn: rootOf(account), accountId: account },
  });
  const { value, gaps } = await collectOrganization(as(MANAGEMENT));
  expect(gaps).toEqual([]);
  const {
    delegatedAdministrators: _,
    delegationPolicy: __,
    rootAccess: ___,
    trustedAccess: ____,
    ...own
  } = SNAPSHOT.organization;
  expect(value.organization).toMatchObject({
    ...own,
    policyTypes: expect.arrayContaining([...own.policyTypes]),
  });
  expect([...value.organizationalUnits].sort(byId)).toEqual([...SNAPSHOT.organizationalUnits].sort(byId));
  expect([...value.accounts].sort(byId)).toEqual([...SNAPSHOT.accounts].sort(byId));
  const written = value.policies.filter(({ name }) => name !== 'RCPFullAWSAccess');
  expect(written.map(comparable).sort(byId)).toEqual(SNAPSHOT.policies.map(comparable).sort(byId));
  const trails = await collectTrails(as(WORKLOAD));
  expect(trails.value).toEqual(
    expect.arrayContaining(SNAPSHOT.trails.map((one) => expect.objectContaining(one))),
  );
  const logs = await collectLogBucket(as(LOG_ARCHIVE), 'amzn-s3-demo-logs');
  expect(logs.value).toMatchObject({
    accountId: LOG_ARCHIVE,
    versioning: 'Enabled',
    policy: SNAPSHOT.logBuckets[0]?.policy,
    sample: { key: LOG_FILE },
  });
});

test('a delegate detaches what the organization’s resource policy lets it, and nobody else does', async () => {
  sandbox = await startSandbox({ emulations, world: twinOf(SNAPSHOT) });
  const running = sandbox;
  const detach = (account: string) =>
    execute(accessAs(running, signIn(running, rootOf(account)), 'us-east-1'), {
      operation: 'organizations:DetachPolicy',
      input: { PolicyId: 'p-guard_trails', TargetId: WORKLOADS },
    });
  expect(await detach(LOG_ARCHIVE)).toMatchObject({ outcome: 'refused' });
  expect(await detach(WORKLOAD)).toMatchObject({ outcome: 'succeeded' });
});

test('roles keep their path, trust, policies, boundary and tags, and no other role appears', () => {
  const account = worldOf(SNAPSHOT).accounts.get(WORKLOAD);
  expect([...(account?.roles.keys() ?? [])]).toEqual(['deployer']);
  const deployer = account?.roles.get('deployer');
  expect(deployer).toMatchObject({ arn: `arn:aws:iam::${WORKLOAD}:role/ci/Deployer`, path: '/ci/' });
  expect(deployer?.trustPolicy.document).toMatchObject({
    Statement: [{ Principal: { AWS: rootOf(LOG_ARCHIVE) } }],
  });
  expect([...(deployer?.tags ?? [])]).toEqual([['team', 'ci']]);
  const boundary = account?.managedPolicies.get(deployer?.boundaryArn ?? '');
  expect(boundary?.versions.get('v1')?.policy.document).toEqual(document(allow('s3:Get*')));
});

test('FullAWSAccess stands only where it was read', () => {
  const { attachments } = worldOf(SNAPSHOT).organization;
  expect(attachments.get(SANDBOXES)).toEqual(['p-RCPFullAWSAccess']);
  expect(attachments.get(WORKLOAD)).toContain('p-FullAWSAccess');
});

test('policies of a type that is off stand nowhere', () => {
  const off = { ...SNAPSHOT, organization: { ...SNAPSHOT.organization, policyTypes: [] } };
  const { attachments, policyTypes } = worldOf(off).organization;
  expect([...policyTypes]).toEqual([]);
  expect([...attachments.values()].flat()).toEqual([]);
});

test('locks and lifecycle rules are those that were read', () => {
  const locked = bucket({
    objectLock: { default: { mode: 'COMPLIANCE', days: 30 } },
    retention: { mode: 'GOVERNANCE', until: '2027-01-01T00:00:00Z' },
    lifecycle: [{ id: 'tagged', enabled: true, expires: true, tag: { key: 'expire', value: 'yes' } }],
    publicAccessBlock: false,
  });
  const twin = (logs: typeof locked) => worldOf({ ...SNAPSHOT, logBuckets: [logs] }).buckets.get(logs.name);
  expect(twin(locked)).toMatchObject({
    objectLock: { default: { mode: 'COMPLIANCE', days: 30 } },
    lifecycle: [{ id: 'tagged', enabled: true, tags: [{ key: 'expire', value: 'yes' }] }],
    publicAccessBlock: 'none',
  });
  const retentionIn = (logs: typeof locked) => twin(logs)?.objects.get(LOG_FILE)?.[0]?.retention;
  expect(retentionIn(locked)).toEqual({ mode: 'GOVERNANCE', until: new Date('2027-01-01T00:00:00Z') });
  const { retention: _, ...unread } = locked;
  expect(retentionIn(unread)?.mode).toBe('COMPLIANCE');
  expect(retentionIn({ ...locked, retention: 'none' })).toBeUndefined();
});

test('a bucket of nobody known belongs to an account outside, and has the policy that was read or none', () => {
  const { accountId: _, policy: __, ...unread } = bucket();
  const { accounts, buckets } = worldOf({ ...SNAPSHOT, logBuckets: [unread] });
  const found = buckets.get('amzn-s3-demo-logs');
  expect(accounts.get(found?.accountId ?? '')?.parentId).toBeUndefined();
  expect(found?.policy).toBeUndefined();
});

test('a trail’s bucket that could not be read is there, and takes deliveries', () => {
  const world = worldOf({ ...SNAPSHOT, logBuckets: [] });
  expect(world.buckets.get('amzn-s3-demo-logs')?.policy?.text).toContain('cloudtrail.amazonaws.com');
});
