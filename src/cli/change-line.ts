import type { Change } from '../model/change.ts';
import type { Text } from './terminal.ts';

/** A change in one line. */
export function changeLine({ changes }: Text, change: Change): string {
  // Each text takes the change of its own kind, which the compiler cannot follow through the lookup.
  const text = changes[change.kind] as (change: Change) => string;
  return text(change);
}
