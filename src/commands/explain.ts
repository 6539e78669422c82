import { guards } from '../guards/index.ts';
import { IndelibleError } from '../model/error.ts';
import type { Technique } from '../model/technique.ts';
import { techniques } from '../techniques/index.ts';
import { describeTechnique, type Explanation } from './explain/describe.ts';
import { similarTo } from './explain/similar.ts';

export interface Explained extends Explanation {
  /** Guards that block it, by id. */
  readonly guards: readonly string[];
}

export type Listed = Pick<Technique, 'id' | 'title' | 'goal' | 'by'>;

export function explain(id: string): Explained {
  const technique = techniques.find((one) => one.id === id);
  if (technique === undefined) throw unknown(id);
  return {
    ...describeTechnique(technique),
    guards: guards.filter(({ blocks }) => isIn(id, blocks)).map((guard) => guard.id),
  };
}

export const listTechniques = (): readonly Listed[] =>
  techniques.map(({ id, title, goal, by }) => ({ id, title, goal, by }));

const isIn = (id: string, ids: readonly string[]): boolean => ids.includes(id);

// A hostile or mistaken argument of any length: no id is longer than a file's name.
function unknown(typed: string): IndelibleError {
  const ids = techniques.map((technique) => technique.id);
  const similar = typed.length > 100 ? [] : similarTo(typed.toLowerCase(), ids);
  return new IndelibleError('CONFIG_INVALID', 'technique-unknown', {
    technique: typed,
    similar: similar.join('\n'),
  });
}
