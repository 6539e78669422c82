import { describe, expect, it } from 'vitest';
import { cautions } from '../src/cautions/index.ts';
import { guards } from '../src/guards/index.ts';
import type { Localized } from '../src/model/technique.ts';
import { techniques } from '../src/techniques/index.ts';

/** Nothing is half-added to a catalogue: what a reader is promised of every entry is there. */
describe.each([
  ['technique', techniques],
  ['guard', guards],
  ['caution', cautions],
])('every %s', (_, entries) => {
  it.each(entries.map((entry) => [entry.id, entry] as const))(
    '%s says what it is, and where that is written',
    (_, entry) => {
      for (const text of [entry.title, entry.why]) expectBothLanguages(text);
      expect(entry.sources).not.toEqual([]);
      for (const page of entry.sources) expect(page).toMatch(/^https:\/\/\S+$/);
    },
  );
});

it.each(techniques.map((entry) => [entry.id, entry] as const))(
  'technique %s names what is lost',
  (_, entry) => {
    expectBothLanguages(entry.harm);
    expect(entry.mitre).not.toEqual([]);
  },
);

it.each(guards.map((guard) => [guard.id, guard] as const))(
  'guard %s names its cost and techniques that exist',
  (_, guard) => {
    expectBothLanguages(guard.costs);
    const known = techniques.map(({ id }) => id);
    for (const id of guard.blocks) expect(known).toContain(id);
  },
);

function expectBothLanguages({ en, ja }: Localized): void {
  expect(en).toMatch(/[a-z]/i);
  expect(ja).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
}
