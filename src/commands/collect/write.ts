import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Snapshot } from '../../model/snapshot.ts';
import { replacing } from '../replacing.ts';

export const writeSnapshot = (file: string, snapshot: Snapshot): Promise<void> =>
  replacing(file, async (path) => {
    const parts = Readable.from(partsOf(snapshot));
    const out = createWriteStream(path, { mode: 0o600 });
    await (file.endsWith('.gz') ? pipeline(parts, createGzip(), out) : pipeline(parts, out));
  });

/** Member by member, and long lists item by item: the whole text is never there at once. */
function* partsOf(snapshot: Snapshot): Generator<string> {
  let before = '{\n';
  for (const [name, value] of Object.entries(snapshot)) {
    if (value === undefined) continue;
    yield `${before}  ${JSON.stringify(name)}: `;
    before = ',\n';
    if (Array.isArray(value) && value.length > 0) yield* itemsOf(value);
    else yield JSON.stringify(value);
  }
  yield '\n}\n';
}

function* itemsOf(items: readonly unknown[]): Generator<string> {
  let before = '[\n';
  for (const item of items) {
    yield `${before}    ${JSON.stringify(item)}`;
    before = ',\n';
  }
  yield '\n  ]';
}
