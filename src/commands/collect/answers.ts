import { createHash, type Hash } from 'node:crypto';
import { existsSync, type WriteStream } from 'node:fs';
import { type FileHandle, open, rename } from 'node:fs/promises';
import { basename } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Answer } from '../../aws/access.ts';
import type { AnswersFile } from '../../model/snapshot.ts';
import { fileError } from '../file-problem.ts';
import { wholeLines } from './whole-lines.ts';

/** The answers of AWS that a collection is made of, one a line, in the order in which they came. */
export class Answers {
  readonly #file: string;
  readonly #out: WriteStream;
  readonly #hash: Hash;
  #count: number;

  private constructor(file: string, handle: FileHandle, { hash, count }: Kept) {
    this.#file = file;
    this.#out = handle.createWriteStream();
    // `close` says what went wrong.
    this.#out.on('error', () => {});
    this.#hash = hash;
    this.#count = count;
  }

  /**
   * Goes on after those of an earlier run whose checkpoint is there. None, if that run recorded none: what is left of
   * it could not be accounted for.
   */
  static async at(file: string, checkpoint: string | undefined): Promise<Answers | undefined> {
    const resumed = checkpoint !== undefined && existsSync(checkpoint);
    if (resumed && !existsSync(partial(file))) return undefined;
    try {
      const kept = resumed ? await keptOf(partial(file)) : { hash: createHash('sha256'), count: 0, size: 0 };
      const handle = await open(partial(file), 'a', 0o600);
      await handle.truncate(kept.size);
      return new Answers(file, handle, kept);
    } catch (error) {
      throw fileError('file-unwritable', partial(file), error);
    }
  }

  readonly add = (answer: Answer): void => {
    // Reads that were under way when another one failed.
    if (this.#out.writableEnded) return;
    const line = `${JSON.stringify(answer)}\n`;
    this.#hash.update(line);
    this.#count += 1;
    this.#out.write(line);
  };

  async close(): Promise<void> {
    try {
      this.#out.end();
      await finished(this.#out);
    } catch (error) {
      throw fileError('file-unwritable', partial(this.#file), error);
    }
  }

  /** Once closed: puts the file in its place, and says how to tell that it is the same. */
  async done(): Promise<AnswersFile> {
    await rename(partial(this.#file), this.#file).catch((error) => {
      throw fileError('file-unwritable', this.#file, error);
    });
    return { file: basename(this.#file), count: this.#count, sha256: this.#hash.digest('hex') };
  }
}

interface Kept {
  readonly hash: Hash;
  readonly count: number;
  readonly size: number;
}

const partial = (file: string): string => `${file}.partial`;

async function keptOf(file: string): Promise<Kept> {
  const hash = createHash('sha256');
  let [count, size] = [0, 0];
  for await (const line of wholeLines(file)) {
    hash.update(line).update('\n');
    size += line.length + 1;
    count += 1;
  }
  return { hash, count, size };
}
