import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { runCaptured } from './child.mjs';
import { reason, SetupError } from './error.mjs';

/** Says everything that a user's npmrc or environment (`omit=dev`, NODE_ENV=production …) could turn. */
export const ciArguments = [
  'ci',
  '--prefix=.',
  '--ignore-scripts',
  '--include=dev',
  '--include=optional',
  '--package-lock=true',
  '--engine-strict=false',
  '--no-audit',
  '--no-fund',
  '--no-progress',
  '--no-update-notifier',
  // Three more tries within about 20 seconds, where npm's own two take 70.
  '--fetch-retries=3',
  '--fetch-retry-mintimeout=1000',
  '--fetch-retry-maxtimeout=10000',
  '--loglevel=warn',
];

const LINES_SHOWN = 12;

/**
 * Runs the npm that runs us, or else the one on the PATH, in `folder`.
 * @param {readonly string[]} args
 * @param {string} root
 * @param {string} folder
 */
export async function npm(args, root, folder = root) {
  const { code, signal, output } = await runNpm([...args, ...cacheArguments(root)], folder);
  if (signal) throw new SetupError(`The installation was stopped (${signal}): run the command again.`);
  // npm only warns of files that it could not write in full, and ends with success.
  if (code === 0 && !output.includes('TAR_ENTRY_ERROR')) return;
  const end = output.trimEnd().split('\n').slice(-LINES_SHOWN).join('\n');
  const failure = /^npm (?:error|ERR!) code (\S+)/m.exec(output)?.[1] ?? output;
  throw new SetupError(`${end}\n\n${reason(failure, folder)}`);
}

/**
 * @param {readonly string[]} args
 * @param {string} cwd
 */
function runNpm(args, cwd) {
  const cli = process.env.npm_execpath;
  // Under pnpm or yarn it names their own program.
  if (cli !== undefined && /npm-cli\.c?js$/.test(cli) && existsSync(cli)) {
    return runCaptured(process.execPath, [cli, ...args], { cwd });
  }
  return runCaptured('npm', args, { cwd, shell: process.platform === 'win32' });
}

/**
 * A user without a home (a service, a container's number) has an npm cache that nobody can write.
 * @param {string} root
 */
function cacheArguments(root) {
  const cache = process.env.npm_config_cache;
  if (cache === undefined) return [];
  try {
    mkdirSync(cache, { recursive: true });
    accessSync(cache, constants.W_OK);
    return [];
  } catch {
    return [`--cache=${join(root, '.cache', 'npm')}`];
  }
}
