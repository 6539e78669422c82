import type { Technique } from '../../model/technique.ts';
import { techniques } from '../../techniques/index.ts';

/** For those who print an answer: what its techniques are called, and what they cost. */
export const catalogue = (): readonly Technique[] => techniques;
