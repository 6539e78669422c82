import type { Pair } from './pair.ts';
import settingsAndLogGroups from './settings-and-log-groups.ts';
import stopping from './stopping.ts';

/** By the files' nouns: each technique once, or once an actor. */
export const pairs: readonly Pair[] = [...settingsAndLogGroups, ...stopping];
