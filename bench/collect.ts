import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { connect } from '../src/aws/connect.ts';
import { collect } from '../src/commands/collect.ts';
import { DEFAULT_REGIONS } from '../src/model/region.ts';
import type { Resource } from '../src/model/resource.ts';
import type { SandboxDescription } from '../src/sandbox/description.ts';
import type { WorldFile } from '../src/sandbox/world-file.ts';
import { worldFileOf } from '../src/sandbox/world-from-snapshot.ts';
import { withUsableIds } from '../test/replay/usable-ids.ts';
import { organizationOf } from './prove/organization.ts';

/** Reads every account in every Region that is enabled by default, from a sandbox of its own: target < 60 s for 300. */
const ACCOUNTS = 300;
const COMMAND = join(import.meta.dirname, '..', 'src', 'cli', 'indelible.ts');

const detector = '1'.repeat(32);
const resourcesOf = (accountId: string, region: string): readonly Resource[] => [
  {
    type: 'AWS::GuardDuty::Detector',
    arn: `arn:aws:guardduty:${region}:${accountId}:detector/${detector}`,
    name: detector,
    accountId,
    region,
  },
  {
    type: 'AWS::Config::ConfigurationRecorder',
    arn: `arn:aws:config:${region}:${accountId}:configuration-recorder/default`,
    name: 'default',
    accountId,
    region,
  },
];

/** The twin of a landing zone, with a user who reads it. */
function worldOf(accounts: number): WorldFile {
  const organization = withUsableIds(organizationOf(accounts, 20, 3));
  const resources = organization.accounts.flatMap(({ id }) =>
    [...DEFAULT_REGIONS].flatMap((region) => resourcesOf(id, region)),
  );
  const file = worldFileOf({ ...organization, resources });
  const reader = { user: 'Reader', policies: ['AdministratorAccess'] };
  return {
    ...file,
    accounts: file.accounts.map((account) =>
      account.management ? { ...account, principals: [...(account.principals ?? []), reader] } : account,
    ),
  };
}

/** Ends when the command has said where the sandbox listens, and that was read. */
async function read(file: string): Promise<void> {
  const args = [...process.execArgv, COMMAND, 'sandbox', '--json', '--world', file];
  const sandbox = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    for await (const line of createInterface({ input: sandbox.stdout })) {
      await readFrom(JSON.parse(line) as SandboxDescription);
      break;
    }
  } finally {
    sandbox.kill();
  }
}

async function readFrom({ endpoint, organization, accounts }: SandboxDescription): Promise<void> {
  const management = accounts.find(({ id }) => id === organization.managementAccountId);
  const credentials = management?.principals.find(({ arn }) => arn.endsWith(':user/Reader'));
  if (credentials === undefined) throw new Error('the sandbox has no reader');
  const run = { id: 'bench', userAgent: 'indelible/bench' };
  const access = await connect({ endpoint, region: 'us-east-1', credentials, mode: 'read', run });
  const start = performance.now();
  const before = process.cpuUsage();
  const { provenance, resources = [] } = await collect(access, { depth: 'full' });
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  const calls = Object.values(provenance?.calls ?? {}).reduce((sum, count) => sum + count, 0);
  const megabytes = Math.round(process.resourceUsage().maxRSS / 2 ** 10);
  console.log(
    `${accounts.length} accounts in ${DEFAULT_REGIONS.size} Regions: ${seconds.toFixed(1)} s ` +
      `(${((user + system) / 1e6).toFixed(1)} s of processor time here), ${calls.toLocaleString('en')} calls, ` +
      `${resources.length.toLocaleString('en')} resources, ${megabytes} MB at most`,
  );
}

const folder = await mkdtemp(join(tmpdir(), 'indelible-bench-'));
try {
  const world = join(folder, 'world.json');
  await writeFile(world, JSON.stringify(worldOf(ACCOUNTS)));
  await read(world);
} finally {
  await rm(folder, { recursive: true });
}
