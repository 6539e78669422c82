import { expect, test } from 'vitest';
import { table } from './table.ts';
import { padded, widthOf, wrapped } from './width.ts';

test.each([
  ['abc', 3],
  ['証跡', 4],
  ['OU 配下', 7],
  ['\u001b[31m赤\u001b[39m', 2],
  ['…', 1],
  ['ｶﾅ', 2],
  ['', 0],
])('%j is %i columns wide', (text, width) => {
  expect(widthOf(text)).toBe(width);
  expect(widthOf(padded(text, 10))).toBe(10);
});

test('columns stay aligned under wide characters, and long cells wrap', () => {
  const lines = table(
    ['a', 'b'],
    [
      ['証跡を停止する', 'x'],
      ['stop', 'x'],
      ['ログファイルのバージョンを完全に削除する', 'x'],
    ],
    [22, 10],
  ).split('\n');
  const columns = lines.filter((line) => line.endsWith('x')).map((line) => widthOf(line.slice(0, -1)));
  expect(new Set(columns).size).toBe(1);
  expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(34);
  expect(lines.map((line) => line.replace(/\s+x$/, '').trim()).join('')).toContain('完全に削除する');
});

test.each([
  ['one two three', 7, ['one two', 'three']],
  ['証跡を停止する。', 8, ['証跡を停', '止する。']],
  ['SCP が拒否', 6, ['SCP が', '拒否']],
  ['unbreakable', 4, ['unbreakable']],
  ['記録されない; 元に戻した', 12, ['記録されな', 'い; 元に戻し', 'た']],
  ['戻せない (おとり)', 10, ['戻せない', '(おとり)']],
  ['戻せない(おとり)', 10, ['戻せない', '(おとり)']],
  ['「証跡」を「止める」', 10, ['「証跡」を', '「止める」']],
  ['フォルダー', 8, ['フォル', 'ダー']],
  ['', 4, ['']],
])('wraps %j at %i columns', (text, width, lines) => {
  expect(wrapped(text, width)).toEqual(lines);
});
