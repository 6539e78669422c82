import type { AwsAccess, AwsCredentials } from '../../src/aws/access.ts';
import type { Finding, PathStep } from '../../src/model/finding.ts';
import type { PolicyDocument } from '../../src/model/policy.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/start.ts';
import type { Credential, World } from '../../src/sandbox/world.ts';
import type { WorldAccount, WorldFile, WorldPrincipal } from '../../src/sandbox/world-file.ts';
import { worldFileOf } from '../../src/sandbox/world-from-snapshot.ts';
import { emulations } from '../../src/services/emulations.ts';

type Path = NonNullable<Finding['path']>;

/** The Snapshot's twin, with the attackers whom the path begins with and the log files that it aims at. */
export const stageFor = (snapshot: Snapshot, path: Path): Promise<Sandbox> =>
  startSandbox({
    emulations,
    world: withLogFiles(withAttackers(worldFileOf(snapshot), path), path),
    now: new Date(snapshot.readAt),
  });

const PRINCIPAL = /^arn:[\w-]+:iam::(\d{12}):(?:root|(role|user)(\/(?:.+\/)?)([^/]+))$/;

/** Who signs, is changed, or gets keys is there from the beginning if the path does not make it. */
function withAttackers(file: WorldFile, path: Path): WorldFile {
  const on = (pattern: RegExp) =>
    path.filter(({ operation }) => pattern.test(operation)).map(({ resource }) => resource);
  const made = new Set(on(/^iam:Create(Role|User)$/));
  const acting = new Set([
    ...path.map(({ principal }) => principal),
    ...on(/^iam:(CreateAccessKey|UpdateAssumeRolePolicy|Tag(Role|User))$/),
  ]);
  const attackers = [...acting].filter((arn) => !made.has(arn));
  return { ...file, accounts: attackers.reduce(withAttacker, file.accounts) };
}

function withAttacker(accounts: readonly WorldAccount[], arn: string): readonly WorldAccount[] {
  const [, id, kind, path = '/', name = ''] = PRINCIPAL.exec(arn) ?? [];
  if (id === undefined) throw new Error(`no principal that signs: ${arn}`);
  const account = accounts.find((one) => one.id === id) ?? { id, name: `attacker-${id}`, outside: true };
  const principals = account.principals ?? [];
  const present = principals.some((one) => one.role === name || one.user === name);
  const attacker: readonly WorldPrincipal[] =
    kind === undefined || present ? [] : [administrator(kind, path, name, trustingItsAccount(arn))];
  return [
    ...accounts.filter((one) => one.id !== id),
    { ...account, principals: [...principals, ...attacker] },
  ];
}

function administrator(kind: string, path: string, name: string, trust: PolicyDocument): WorldPrincipal {
  const policies = ['AdministratorAccess'];
  return kind === 'user' ? { user: name, path, policies } : { role: name, path, policies, trust };
}

/** Attackers write the trust policies of their own roles. */
const trustingItsAccount = (arn: string): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: arn.replace(/:(role|user)\/.*$/, ':root') },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
    },
  ],
});

/** Every bucket holds one, but for a bucket that is to be deleted: S3 deletes empty ones only. */
function withLogFiles(file: WorldFile, path: Path): WorldFile {
  const emptied = path.find(({ operation }) => operation === 's3:DeleteBucket')?.resource;
  const objects = path.flatMap(objectOf);
  const buckets = file.buckets?.map((bucket) => {
    const stored = bucket.objects ?? [];
    const present = stored.length === 0 ? [{ key: 'AWSLogs/log.json.gz', body: 'log file' }] : stored;
    const aimedAt = objects.filter(
      ({ name, key }) => name === bucket.name && present.every((one) => one.key !== key),
    );
    const all = [...present, ...aimedAt.map(({ key }) => ({ key, body: 'log file' }))];
    return { ...bucket, objects: emptied?.endsWith(`:::${bucket.name}`) ? [] : all };
  });
  return { ...file, ...(buckets === undefined ? {} : { buckets }) };
}

/** The bucket and key of an object's ARN. */
export function objectOf({ resource }: Pick<PathStep, 'resource'>): readonly { name: string; key: string }[] {
  const [, name, key] = /^arn:[\w-]+:s3:::([^/]+)\/(.+)$/s.exec(resource) ?? [];
  return name === undefined || key === undefined ? [] : [{ name, key }];
}

/** Signs as a principal that is there from the beginning: the World holds keys of root and of users; a role's session is made. */
export function signIn({ world }: Sandbox, arn: string): AwsCredentials {
  const [, accountId = '', kind, , name = ''] = PRINCIPAL.exec(arn) ?? [];
  if (kind === 'role') return sessionOf(world, accountId, name);
  const found = [...world.credentials.values()].find(
    ({ identity }) =>
      (identity.type === 'root' && kind === undefined && identity.accountId === accountId) ||
      (identity.type === 'user' && identity.accountId === accountId && identity.userName === name),
  );
  if (found === undefined) throw new Error(`the twin has no ${arn}`);
  return found;
}

function sessionOf(world: World, accountId: string, name: string): AwsCredentials {
  const role = world.accounts.get(accountId)?.roles.get(name.toLowerCase());
  if (role === undefined) throw new Error(`the twin has no role ${name} in ${accountId}`);
  const credential = {
    accessKeyId: `ASIA${world.credentials.size}`.padEnd(20, '0'),
    secretAccessKey: 'x'.repeat(40),
    sessionToken: 'indelible',
    createdAt: world.clock.now(),
    status: 'Active',
    identity: {
      type: 'session',
      accountId,
      roleArn: role.arn,
      roleName: role.name,
      roleId: role.id,
      sessionName: 'indelible',
      tags: {},
      issuedAt: world.clock.now(),
    },
  } satisfies Credential;
  world.credentials.set(credential.accessKeyId, credential);
  return credential;
}

export const accessAs = (
  { endpoint, world }: Sandbox,
  credentials: AwsCredentials,
  region: string,
): AwsAccess => ({
  partition: world.partition,
  region,
  endpoint,
  sandbox: true,
  mode: 'write',
  credentials: async () => credentials,
  caller: { arn: '', accountId: '' },
  run: { id: '0123456789ab', userAgent: 'indelible/0 run/0123456789ab' },
});
