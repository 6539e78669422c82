import type { Localized } from './technique.ts';

/** One thing that must hold where no policy binds: in the management account. */
export interface Caution {
  // INVARIANT: ids are file names.
  readonly id: string;
  readonly title: Localized;
  readonly why: Localized;
  readonly sources: readonly string[];
}
