import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCounts } from './test/counts.ts';
import { readNotes } from './test/notes.ts';
import { runSteps, type Step } from './test/steps.ts';
import { total } from './test/total.ts';

const filters = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'indelible-test-'));
const report = join(folder, 'vitest.json');
const notes = join(folder, 'notes.txt');

const vitest: Step = {
  name: 'tests',
  args: [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=minimal',
    '--silent=passed-only',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...filters,
  ],
  env: { INDELIBLE_TEST_NOTES: notes },
};

// A filter names tests: what looks at the whole tree is left out then.
const steps: readonly Step[] =
  filters.length > 0
    ? [vitest]
    : [
        {
          name: 'lint and format',
          args: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'],
        },
        { name: 'types', args: ['node_modules/typescript/bin/tsc', '-p', '.'] },
        { name: 'unused code and dependencies', args: ['node_modules/knip/bin/knip.js', '--no-progress'] },
        { name: 'generated files', args: ['scripts/generate.ts', '--check'] },
        vitest,
      ];

const results = await runSteps(steps, { cwd: join(import.meta.dirname, '..'), atOnce: 2 });
const summary = total(results, readCounts(report));
for (const line of readNotes(notes)) console.log(line);
rmSync(folder, { recursive: true });
console.log(summary.line);
process.exitCode = summary.failed ? 1 : 0;
