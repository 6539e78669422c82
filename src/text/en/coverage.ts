import type { Coverage } from '../../model/coverage.ts';

/** Accounts that are named; the rest is a number. */
const MOST = 3;

/** Such as `412 of 415 accounts read, 3 unreadable: 111122223333, …`. */
export function coverage({ read, of, unreadable, left, unlisted }: Coverage): string {
  const named = unreadable.slice(0, MOST).join(', ');
  const more = unreadable.length > MOST ? `, and ${unreadable.length - MOST} more` : '';
  return [
    `${read} of ${unlisted ? 'at least ' : ''}${of} accounts read`,
    ...(unreadable.length === 0 ? [] : [`, ${unreadable.length} unreadable: ${named}${more}`]),
    ...(left === 0 ? [] : [unreadable.length === 0 ? ', ' : '; ', `${left} not looked into`]),
  ].join('');
}
