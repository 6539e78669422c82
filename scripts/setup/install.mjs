import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { ciArguments, npm } from './npm.mjs';

/**
 * Installs the dependencies of package-lock.json unless exactly these are there.
 * @param {string} root
 */
export async function install(root) {
  const wanted = fingerprint(root);
  if (installed(root) === wanted) return;
  await withLock(root, async () => {
    if (installed(root) === wanted) return;
    console.error('Indelible: installing dependencies (npm ci), once …');
    // INVARIANT: the stamp is there only while the folder is whole: it goes first and comes back last.
    rmSync(stamp(root), { force: true });
    await npm(ciArguments, root);
    mkdirSync(join(root, 'node_modules'), { recursive: true });
    writeFileSync(stamp(root), wanted);
  });
}

/** @param {string} root */
function stamp(root) {
  return join(root, 'node_modules', '.indelible-installed');
}

/** @param {string} root */
function installed(root) {
  try {
    return readFileSync(stamp(root), 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * Platform and architecture belong to it: packages with binaries differ.
 * @param {string} root
 */
function fingerprint(root) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform} ${process.arch}\n`;
}
