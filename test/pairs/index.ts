import exemptions from './exemptions.ts';
import type { Pair } from './pair.ts';
import stopping from './stopping.ts';

/** By the files' nouns: each technique once, or once an actor. */
export const pairs: readonly Pair[] = [...exemptions, ...stopping];
