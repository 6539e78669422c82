import type { Localized } from '../../model/technique.ts';
import { techniques } from '../../techniques/index.ts';

/** What people read of the ids in a result. */
export const titleOf = (technique: string): Localized => wordsOf(technique).title;
export const harmOf = (technique: string): Localized => wordsOf(technique).harm;

function wordsOf(id: string): { readonly title: Localized; readonly harm: Localized } {
  const technique = techniques.find((one) => one.id === id);
  return technique ?? { title: { en: id, ja: id }, harm: { en: '', ja: '' } };
}
