import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IndelibleError } from '../model/error.ts';
import { parseJson } from './parse-json.ts';

/** In parts that end at the given shares of the text, also within a character. */
async function* partsOf(text: string, shares: readonly number[]): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  const ends = [...shares.map((share) => Math.floor(share * bytes.length)), bytes.length].sort(
    (a, b) => a - b,
  );
  let from = 0;
  for (const end of ends) {
    yield bytes.subarray(from, end);
    from = end;
  }
}

const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 });
const values = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.dictionary(fc.string({ unit: 'binary' }), fc.array(fc.jsonValue({ maxDepth: 2 }))),
);
const layouts = fc.constantFrom(undefined, 2, '\t', '\r\n ');

/** What it is, or that it is none. */
async function read(text: string, cuts: readonly number[] = []): Promise<unknown> {
  try {
    return { value: await parseJson('file.json', partsOf(text, cuts)) };
  } catch (error) {
    if (error instanceof IndelibleError) return error.reason;
    throw error;
  }
}

test('reads what JSON.parse reads, however it is laid out and wherever its parts end', async () => {
  await fc.assert(
    fc.asyncProperty(values, layouts, shares, async (value, layout, cuts) => {
      const text = JSON.stringify(value, undefined, layout);
      expect(await read(text, cuts)).toEqual({ value: JSON.parse(text) });
    }),
    { numRuns: 500 },
  );
});

test('refuses what JSON.parse refuses, and reads what is left of a text that it reads', async () => {
  const spoilt = fc.record({
    at: fc.nat(),
    removed: fc.nat(3),
    added: fc.stringMatching(/^[{}[\]",:\\0e \n]{0,3}$/),
  });
  await fc.assert(
    fc.asyncProperty(values, layouts, shares, spoilt, async (value, layout, cuts, { at, removed, added }) => {
      const whole = JSON.stringify(value, undefined, layout);
      const text = whole.slice(0, at % whole.length) + added + whole.slice((at % whole.length) + removed);
      expect(await read(text, cuts)).toEqual(parsed(text));
    }),
    { numRuns: 3000 },
  );
});

function parsed(text: string): unknown {
  // A half of a pair is no UTF-8.
  const stored = Buffer.from(text)
    .toString()
    .replace(/^\uFEFF/, '');
  try {
    return { value: JSON.parse(stored) };
  } catch {
    return stored.trim() === '' ? 'json-empty' : 'not-json';
  }
}

test('keeps a member of the name of the prototype, and of two of one name the last', async () => {
  const value = (await parseJson('x', partsOf('{"__proto__":[1],"a":1,"a":[2]}', [0.5]))) as object;
  expect(Object.entries(value)).toEqual([
    ['__proto__', [1]],
    ['a', [2]],
  ]);
});

const LINES = `{\n  "accounts": [\n    {"id": "é1"},\n    {"id": 2}\n  ],\n  "gaps": []\n}\n`;

test.each([
  ['within an item', LINES.slice(0, LINES.indexOf('2}')), 4, 12],
  ['within a text', LINES.slice(0, LINES.indexOf('1"')), 3, 14],
  ['between items', LINES.slice(0, LINES.indexOf(',\n    {') + 1), 3, 18],
  ['after a list', LINES.slice(0, LINES.indexOf('"gaps')), 6, 3],
  ['before its last character', LINES.trimEnd().slice(0, -1), 7, 1],
  ['nowhere, with something wrong in an item', LINES.replace('2}', 'tru}'), 4, 12],
  ['nowhere, with a comma too many', LINES.replace('2}', '2},'), 5, 3],
  ['nowhere, with a name without quotation marks', LINES.replace('"gaps"', 'gaps'), 6, 3],
  ['nowhere, with another document after it', `${LINES}{}`, 8, 1],
])('says where a file breaks off %s', async (_, text, line, column) => {
  for (let cut = 0; cut < 1; cut += 1 / text.length)
    await expect(parseJson('f', partsOf(text, [cut]))).rejects.toMatchObject({
      reason: 'not-json',
      parameters: { file: 'f', line, column },
    });
});

test('asks for no part of a file once it is refused', async () => {
  let given = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) {
      given += 1;
      yield Buffer.from('[');
    }
  }
  await expect(parseJson('f', endless())).rejects.toMatchObject({ reason: 'json-deep' });
  expect(given).toBeLessThan(100);
});

test('holds of one value no more than it parses at once', async () => {
  async function* endless(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('[\n "');
    for (;;) yield Buffer.alloc(8 * 1024 * 1024, 'x');
  }
  await expect(parseJson('f', endless())).rejects.toMatchObject({
    reason: 'json-value-too-large',
    parameters: { line: 2, column: 2 },
  });
});
