import { createReadStream } from 'node:fs';
import type { FileProblem, TextFile } from '../../model/policy-file.ts';
import { unreadable } from './list-files.ts';

/** Many times what any organization policy may be; a template holds several. */
const MAX_BYTES = 1_000_000;

/** The text of a file, or of what comes in for `-`. Never reads further than a policy file can be long. */
export async function readText(
  path: string,
  stdin: AsyncIterable<Uint8Array>,
): Promise<TextFile | FileProblem> {
  try {
    const source = path === '-' ? stdin : createReadStream(path, { end: MAX_BYTES });
    return textOf(path, await bytesOf(source));
  } catch (error) {
    return unreadable(path, error);
  }
}

async function bytesOf(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_BYTES) break;
  }
  return Buffer.concat(chunks);
}

function textOf(path: string, bytes: Buffer): TextFile | FileProblem {
  const refuse = (code: FileProblem['code'], parameters = {}): FileProblem => ({
    code,
    file: path,
    parameters,
  });
  if (bytes.length > MAX_BYTES) return refuse('file-too-large', { limit: String(MAX_BYTES) });
  const text = decoded(bytes);
  if (text === undefined || text.includes('\0')) return refuse('file-binary');
  return text.trim() === '' ? refuse('file-empty') : { name: path, text };
}

/** UTF-8, or the UTF-16 that PowerShell redirects into files; without its byte order mark. */
function decoded(bytes: Buffer): string | undefined {
  try {
    const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
