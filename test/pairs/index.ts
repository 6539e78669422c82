import alertPath from './alert-path.ts';
import type { Pair } from './pair.ts';
import stopping from './stopping.ts';

/** By the files' nouns: each technique once, or once an actor. */
export const pairs: readonly Pair[] = [...alertPath, ...stopping];
