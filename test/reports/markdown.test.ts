import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { reports } from '../../src/reports/index.ts';
import { techniques } from '../../src/techniques/index.ts';
import { en } from '../../src/text/en.ts';
import { ja } from '../../src/text/ja.ts';
import { answer } from './answer.ts';

const rendered = (id: string, language: 'en' | 'ja'): string =>
  reports
    .find((one) => one.id === id)
    ?.render(answer, { catalogue: techniques, text: language === 'ja' ? ja : en, language }) ?? '';

describe('markdown', () => {
  test.each(['en', 'ja'] as const)('is as the golden file has it, in %s', (language) => {
    const golden = readFileSync(join(import.meta.dirname, 'golden', `markdown.${language}.md`), 'utf8');
    expect(`${rendered('markdown', language)}\n`).toBe(golden);
  });

  test('lets no name become a link, a mention, a tag or a column', () => {
    const text = rendered('markdown', 'en');
    expect(text).not.toMatch(/\[guard\]\(|http:\/\/x|(?<!\\)<b>|@logs/);
    for (const line of text.split('\n').filter((one) => one.startsWith('|')))
      expect(line.match(/(?<!\\)\|/g)).toHaveLength(6);
  });
});
