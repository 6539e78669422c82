import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { readCounts } from '../scripts/test/counts.ts';
import { readNotes } from '../scripts/test/notes.ts';
import { runSteps } from '../scripts/test/steps.ts';
import { total } from '../scripts/test/total.ts';

afterEach(() => vi.restoreAllMocks());

const node = (name: string, code: string) => ({ name, args: ['-e', code] });

async function printed(...steps: Parameters<typeof runSteps>[0]) {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const results = await runSteps(steps, { cwd: '.', atOnce: 1 });
  return { results, text: log.mock.calls.join('\n') };
}

it('says one line for a step that passed, whatever it printed', async () => {
  const { results, text } = await printed(node('types', 'console.log("noise")'));
  expect(results).toEqual([{ name: 'types', passed: true }]);
  expect(text).toMatch(/^ok {5}types \(\d+\.\d s\)$/);
});

it('says everything that a failed step printed, and goes on', async () => {
  const { results, text } = await printed(
    node('lint', 'console.log("a finding"); console.error("why"); process.exitCode = 2'),
    node('killed', 'process.kill(process.pid, "SIGKILL")'),
    node('types', ''),
  );
  expect(results.map((step) => step.passed)).toEqual([false, false, true]);
  expect(text).toMatch(/a finding\nwhy\n\nFAILED lint/);
});

it('counts every step as one test', () => {
  const steps = [
    { name: 'lint', passed: true },
    { name: 'types', passed: false },
  ];
  expect(total(steps, { passed: 5, failed: 1, skipped: 0 })).toEqual({
    line: '6 passed, 2 failed',
    failed: true,
  });
  expect(total(steps.slice(0, 1), { passed: 5, failed: 0, skipped: 3 })).toEqual({
    line: '6 passed, 0 failed, 3 skipped',
    failed: false,
  });
});

it('reads what vitest counted, and nothing from a report that is not there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'indelible-counts-'));
  const path = join(folder, 'vitest.json');
  expect(readCounts(path)).toEqual({ passed: 0, failed: 0, skipped: 0 });
  writeFileSync(path, '{"numPassedTests":7,"numFailedTests":1,"numPendingTests":2,"numTodoTests":1}');
  expect(readCounts(path)).toEqual({ passed: 7, failed: 1, skipped: 3 });
  rmSync(folder, { recursive: true });
});

it('reads what tests noted, however they ended, and nothing where none did', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'indelible-notes-'));
  const path = join(folder, 'notes.txt');
  expect(readNotes(path)).toEqual([]);
  const noting = (line: string) => ({
    ...node(line, `import('./test/note.ts').then(({ note }) => note(${JSON.stringify(line)}))`),
    env: { INDELIBLE_TEST_NOTES: path },
  });
  const { results } = await printed(noting('replayed 2 of 3'), noting('proved 1'));
  expect(results.every(({ passed }) => passed)).toBe(true);
  expect(readNotes(path)).toEqual(['proved 1', 'replayed 2 of 3']);
  rmSync(folder, { recursive: true });
});
