import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupError } from './error.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const forwarded = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs a program in this one's place: same terminal, same signals, same exit status.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} cwd
 */
export async function runInFront(command, args, cwd) {
  // Modules are compiled once and not at every start. https://nodejs.org/api/module.html#module-compile-cache
  const env = { NODE_COMPILE_CACHE: join(root, '.cache', 'compile'), ...process.env };
  const { code, signal } = await run(command, args, { cwd, env, stdio: 'inherit' });
  if (signal) process.kill(process.pid, signal);
  else process.exitCode = code ?? 1;
}

/**
 * Runs a program and keeps what it prints.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, shell?: boolean }} options
 */
export function runCaptured(command, args, options) {
  return run(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<{ code: number | null, signal: NodeJS.Signals | null, output: string }>}
 */
function run(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, options);
    /** @type {Buffer[]} */
    const output = [];
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    /** @param {NodeJS.Signals} signal */
    const forward = (signal) => {
      // A terminal's Ctrl-C reaches the child without us; a second one would look like impatience.
      if (signal === 'SIGINT' && hasTerminal()) return;
      child.kill(signal);
    };
    for (const signal of forwarded) process.on(signal, forward);
    const done = () => {
      for (const signal of forwarded) process.off(signal, forward);
    };
    child.on('error', (error) => {
      done();
      reject(new SetupError(`cannot start \`${command}\`: ${error.message}`, { cause: error }));
    });
    child.on('close', (code, signal) => {
      done();
      resolve({ code, signal, output: Buffer.concat(output).toString() });
    });
  });
}

function hasTerminal() {
  return Boolean(process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY);
}
