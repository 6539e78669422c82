import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { basename, join } from 'node:path';

/** Runs the benchmarks that are named, or all, one after another, each in a process of its own. */
const known = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== basename(import.meta.filename))
  .map((file) => basename(file, '.ts'))
  .sort();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !known.includes(name));

if (unknown.length > 0) {
  console.error(`no benchmark \`${unknown.join('`, `')}\`; there are: ${known.join(', ')}`);
  process.exitCode = 2;
} else {
  console.log(machine());
  for (const name of asked.length > 0 ? asked : known) run(name);
}

function run(name: string): void {
  const script = join(import.meta.dirname, `${name}.ts`);
  console.log(`\n${name}`);
  const { status } = spawnSync(process.execPath, [...process.execArgv, script], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}

function machine(): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus()[0]?.model ?? process.arch}, ${availableParallelism()} cores, ${memory} GiB, Node.js ${process.versions.node}`;
}
