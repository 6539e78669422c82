import { coverage } from './coverage.ts';
import { handshakes } from './handshakes.ts';
import { layout } from './layout.ts';
import { trouble } from './trouble.ts';

/** What reading an organization says on the way, and at its end. */
export const collect = {
  reading: 'Reading the organization …',
  entered: (entered: number, of: number) => `  ${entered} of ${of} member accounts can be entered`,
  closed: (ids: readonly string[], more: number) =>
    `  not: ${ids.join(', ')}${more === 0 ? '' : ` and ${more} more`}; a role for all: indelible permissions --for collect --format stackset`,
  denied: (actions: readonly string[]) => `  denied in the organization: ${actions.join(', ')}`,
  progress: (done: number, of: number, account: string, left: string) =>
    `  ${done} of ${of} accounts read (${account})${left === '' ? '' : `, about ${left} left`}`,
  coverage,
  depth: {
    organization:
      'Depth organization: verdicts on policies and on leaving the organization. --depth logs adds those on trails, log buckets, keys and alerts.',
    logs: 'Depth logs: verdicts on trails, log buckets, keys and alerts. --depth full adds those on every account: roles that exemptions match, what runs as them, detectors and recorders.',
    full: 'Depth full: everything that verdicts depend on.',
  },
  trouble,
  layout,
  handshakes,
  minutes: (count: number) => `${count} min`,
  seconds: (count: number) => `${count} s`,
  written: (file: string) => `Written: ${file}`,
  holds: (trails: number, buckets: number, keys: number, roles: number, others: number) =>
    `${trails} trails, ${buckets} log buckets, ${keys} keys, ${roles} roles, ${others} other resources`,
  users: (writers: number, readers: number) =>
    `log buckets beside CloudTrail: ${writers} known writers, ${readers} known readers`,
  calls: (count: number) => `${count} calls to AWS, all of them reads`,
  answers: (count: number, file: string) =>
    `Every answer of AWS, ${count} in all, is recorded with its request id and hash in ${file}`,
  gaps: (count: number) => `${count} reads failed or lie beyond the depth:`,
  gap: (action: string, count: number, code: string) => `${action} (${code}), ${count} times`,
  gapOnce: (action: string, code: string) => `${action} (${code})`,
  depends: 'Verdicts that depend on them are not known.',
  nextTitle: 'Next',
  next: (file: string) => `indelible prove --snapshot ${file}`,
  nextMeans: 'can anybody still silence or erase these logs?',
  permissionsNext: 'indelible permissions --for collect',
  permissionsMeans: 'the policy that the reading role needs',
};
