/** A set-up that cannot go on; its message is for the person at the terminal. */
export class SetupError extends Error {}

/** @type {readonly (readonly [codes: RegExp, sentence: (folder: string) => string])[]} */
const reasons = [
  [/ENOSPC|EDQUOT/, () => 'The disk is full: make room (about 600 MB) and run the command again.'],
  [
    /EACCES|EPERM|EROFS/,
    (folder) =>
      `No permission to write to \`${folder}\` or to npm's cache (see above): allow it and run again.`,
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT/,
    () =>
      'The npm registry cannot be reached: go online, or name a mirror (`npm config set registry`), and run again.',
  ],
  [
    /EUSAGE/,
    () => 'package.json and package-lock.json disagree: run `npm install` and commit the lock file.',
  ],
  [
    /EINTEGRITY/,
    () =>
      'A package differs from what the lock file promises: do not use it; tell whoever runs the registry.',
  ],
];

/**
 * One sentence on what an error code of npm or of the system means for the person at the terminal.
 * @param {string} code
 * @param {string} folder
 */
export function reason(code, folder) {
  const known = reasons.find(([codes]) => codes.test(code));
  return known ? known[1](folder) : 'The set-up failed for the reason above.';
}

/**
 * The code of a system error (`EACCES`, …).
 * @param {unknown} error
 */
export function codeOf(error) {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
