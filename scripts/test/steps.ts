import { spawn } from 'node:child_process';

/** A Node.js program that must end with 0. */
export interface Step {
  readonly name: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface StepResult {
  readonly name: string;
  readonly passed: boolean;
}

/** Runs the steps in order, some at once; says one line for each as it ends, and everything it printed if it failed. */
export async function runSteps(
  steps: readonly Step[],
  options: { readonly cwd: string; readonly atOnce: number },
): Promise<readonly StepResult[]> {
  const waiting = [...steps];
  const results: StepResult[] = [];
  const lane = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      results.push(await runStep(step, options.cwd));
    }
  };
  await Promise.all(Array.from({ length: options.atOnce }, lane));
  return results;
}

async function runStep(step: Step, cwd: string): Promise<StepResult> {
  const { name } = step;
  const start = performance.now();
  const { status, output } = await run(step, cwd);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const passed = status === 0;
  if (!passed) console.log(`\n${output.trimEnd()}\n`);
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  return { name, passed };
}

function run(step: Step, cwd: string): Promise<{ status: number | string; output: string }> {
  return new Promise((resolve, reject) => {
    // Some tools colour whatever they print under CI.
    const env = { ...process.env, NO_COLOR: '1', ...step.env };
    const child = spawn(process.execPath, step.args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve({ status: signal ?? code ?? 1, output: Buffer.concat(output).toString() }),
    );
  });
}
