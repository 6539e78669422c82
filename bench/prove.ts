import { prove } from '../src/prove/index.ts';
import { techniques } from '../src/techniques/index.ts';
import { organizationOf } from './prove/organization.ts';

/** All techniques over organizations of a landing zone's make: target < 2 s and < 1 GB for 10,000 accounts. */
const SIZES: readonly (readonly [accounts: number, units: number, policies: number])[] = [
  [10, 4, 8],
  [100, 20, 20],
  [1_000, 80, 40],
  [10_000, 200, 60],
];

for (const [accounts, units, policies] of SIZES) {
  const snapshot = organizationOf(accounts, units, policies);
  const start = performance.now();
  const { findings } = prove(snapshot, techniques);
  const seconds = (performance.now() - start) / 1000;
  const judged = findings.reduce((sum, finding) => sum + finding.accounts.length, 0);
  const megabytes = Math.round(process.memoryUsage.rss() / 2 ** 20);
  console.log(
    `${accounts.toLocaleString('en').padStart(6)} accounts, ${units} OUs, ${policies} SCPs, ${techniques.length} techniques: ` +
      `${seconds.toFixed(2)} s, ${megabytes} MB, ${findings.length} findings for ${judged.toLocaleString('en')} account verdicts`,
  );
}
