import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSnapshot } from '../src/commands/collect/write.ts';
import { readSnapshot } from '../src/commands/read-snapshot.ts';
import { organizationOf } from './prove/organization.ts';

/** Writes and reads the Snapshot of an organization with ten roles an account: target < 1 GB for 10,000 accounts. */
const ROLES = 10;

const folder = await mkdtemp(join(tmpdir(), 'indelible-bench-'));
try {
  for (const accounts of [1_000, 10_000])
    for (const name of ['snapshot.json', 'snapshot.json.gz']) await run(accounts, join(folder, name));
} finally {
  await rm(folder, { recursive: true });
}

async function run(accounts: number, file: string): Promise<void> {
  const organization = organizationOf(accounts, 200, 60);
  const roles = (organization.roles ?? []).flatMap((role) =>
    Array.from({ length: ROLES }, (_, index) => ({ ...role, arn: `${role.arn}-${index}` })),
  );
  const written = await timed(() => writeSnapshot(file, { ...organization, roles }));
  const read = await timed(() => readSnapshot(file));
  const megabytes = ((await stat(file)).size / 2 ** 20).toFixed(1);
  const peak = Math.round(process.resourceUsage().maxRSS / 2 ** 10);
  console.log(
    `${accounts.toLocaleString('en').padStart(6)} accounts, ${megabytes} MB ${file.endsWith('.gz') ? 'gzip' : 'plain'}: ` +
      `written in ${written} s, read in ${read} s, ${peak} MB at most so far`,
  );
}

async function timed(act: () => Promise<unknown>): Promise<string> {
  const start = performance.now();
  await act();
  return ((performance.now() - start) / 1000).toFixed(2);
}
