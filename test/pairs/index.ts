import type { Pair } from './pair.ts';
import redirectAndLake from './redirect-and-lake.ts';
import stopping from './stopping.ts';

/** By the files' nouns: each technique once, or once an actor. */
export const pairs: readonly Pair[] = [...redirectAndLake, ...stopping];
