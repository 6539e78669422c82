import { cautions } from '../../cautions/index.ts';
import type { Caution } from '../../model/caution.ts';
import type { Localized } from '../../model/technique.ts';
import { techniques } from '../../techniques/index.ts';

/** What people read of the ids in a result. */
export const titleOf = (technique: string): Localized => wordsOf(technique).title;
export const harmOf = (technique: string): Localized => wordsOf(technique).harm;

export const cautionOf = (id: string): Caution | undefined => cautions.find((caution) => caution.id === id);

function wordsOf(id: string): { readonly title: Localized; readonly harm: Localized } {
  const technique = techniques.find((one) => one.id === id);
  return technique ?? { title: { en: id, ja: id }, harm: { en: '', ja: '' } };
}
