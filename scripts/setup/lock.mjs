import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { codeOf } from './error.mjs';

const BEAT_MS = 2_000;
const STALE_MS = 30_000;
const POLL_MS = 100;

/**
 * Runs `work` while no other process sets up the same folder; waits for one that does.
 * The lock is a folder, since making one is atomic everywhere. Its holder keeps touching it, so that the lock
 * of a process that was killed is known as stale.
 * @param {string} root
 * @param {() => Promise<void>} work
 */
export async function withLock(root, work) {
  const lock = join(root, '.cache', 'setup.lock');
  await take(root, lock);
  const beat = setInterval(() => touch(lock), BEAT_MS);
  try {
    await work();
  } finally {
    clearInterval(beat);
    rmSync(lock, { recursive: true, force: true });
  }
}

/**
 * @param {string} root
 * @param {string} lock
 */
async function take(root, lock) {
  let said = false;
  while (!makeFolder(root, lock)) {
    if (isStale(lock)) breakLock(root, lock);
    else {
      if (!said) console.error('Indelible: waiting for another set-up of this folder to finish …');
      said = true;
      await wait(POLL_MS);
    }
  }
  writeFileSync(join(lock, 'owner'), `${process.pid} ${hostname()}`);
}

/**
 * False when it is there already.
 * @param {string} root
 * @param {string} folder
 */
function makeFolder(root, folder) {
  try {
    mkdirSync(join(root, '.cache'), { recursive: true });
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Two waiters may find the same stale lock: only the one that holds `.break` removes it, and looks again first,
 * for it may be a newcomer's by now.
 * @param {string} root
 * @param {string} lock
 */
function breakLock(root, lock) {
  const breaking = `${lock}.break`;
  if (!makeFolder(root, breaking)) {
    if (age(breaking) > STALE_MS) rmSync(breaking, { recursive: true, force: true });
    return;
  }
  try {
    if (isStale(lock)) rmSync(lock, { recursive: true, force: true });
  } finally {
    rmSync(breaking, { recursive: true, force: true });
  }
}

/** @param {string} lock */
function isStale(lock) {
  if (age(lock) > STALE_MS) return true;
  try {
    const [pid, host] = readFileSync(join(lock, 'owner'), 'utf8').split(' ');
    return host === hostname() && !isAlive(Number(pid));
  } catch {
    // Just made, its owner not written yet, or gone.
    return false;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

/** @param {string} path */
function age(path) {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

/** @param {string} path */
function touch(path) {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // Somebody cleaned `.cache`; the work itself will fail if that matters.
  }
}
