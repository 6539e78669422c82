import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Snapshot } from '../../model/snapshot.ts';
import { fileError } from '../file-problem.ts';

/** Writes it beside the file and then in its place: what stands there is whole, or what stood there before. */
export async function writeSnapshot(file: string, snapshot: Snapshot): Promise<void> {
  const beside = `${file}.new`;
  const out = createWriteStream(beside, { mode: 0o600 });
  try {
    const parts = Readable.from(partsOf(snapshot));
    await (file.endsWith('.gz') ? pipeline(parts, createGzip(), out) : pipeline(parts, out));
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw fileError('file-unwritable', file, error);
  }
}

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
