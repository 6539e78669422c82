import type { Counts } from './counts.ts';
import type { StepResult } from './steps.ts';

/** The closing line, `N passed, N failed`: every step is one test beside those that vitest counted. */
export function total(steps: readonly StepResult[], tests: Counts): { line: string; failed: boolean } {
  const passed = tests.passed + steps.filter((step) => step.passed).length;
  const failed = tests.failed + steps.filter((step) => !step.passed).length;
  const skipped = tests.skipped > 0 ? `, ${tests.skipped} skipped` : '';
  return { line: `${passed} passed, ${failed} failed${skipped}`, failed: failed > 0 };
}
