import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** How long the packed command takes to show its help: target < 80 ms. */
const root = join(import.meta.dirname, '..');
const RUNS = 30;

run(join(root, 'scripts', 'build.ts'));
const launcher = join(root, 'dist', 'indelible.js');
const times = Array.from({ length: RUNS }, () => {
  const start = performance.now();
  run(launcher, '--help');
  return performance.now() - start;
}).sort((one, other) => one - other);
const at = (share: number) => `${(times[Math.floor(share * RUNS)] ?? Number.NaN).toFixed(0)} ms`;
console.log(
  `indelible --help: median ${at(0.5)}, fastest ${at(0)}, 90 % within ${at(0.9)} (target: < 80 ms)`,
);

function run(...args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`\`${args.join(' ')}\` failed: ${stderr}`);
}
