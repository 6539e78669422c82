import type { Pair } from './pair.ts';
import stopping from './stopping.ts';
import trailSettings from './trail-settings.ts';

/** By the files' nouns: each technique once, or once an actor. */
export const pairs: readonly Pair[] = [...stopping, ...trailSettings];
