import { appendFile, readFile, rm } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { VERSION } from '../version.ts';
import type { AccountPart } from './account.ts';

interface Header {
  readonly organization: string;
  readonly regions: readonly string[];
}

/** Finished accounts of a collection that is under way, one a line; the first line says what they are of. */
export class Checkpoint {
  readonly #file: string | undefined;
  readonly #parts: ReadonlyMap<string, AccountPart>;

  private constructor(file: string | undefined, parts: ReadonlyMap<string, AccountPart>) {
    this.#file = file;
    this.#parts = parts;
  }

  /** What an earlier run of the same version left for the same question; anything else is thrown away. */
  static async at(file: string | undefined, header: Header): Promise<Checkpoint> {
    if (file === undefined) return new Checkpoint(undefined, new Map());
    const first = { version: VERSION, ...header };
    const [said, ...parts] = await linesOf(file);
    if (isDeepStrictEqual(said, first)) {
      const known = (parts as readonly AccountPart[]).map((part) => [part.accountId, part] as const);
      return new Checkpoint(file, new Map(known));
    }
    await rm(file, { force: true });
    await appendFile(file, `${JSON.stringify(first)}\n`, { mode: 0o600 });
    return new Checkpoint(file, new Map());
  }

  part(accountId: string): AccountPart | undefined {
    return this.#parts.get(accountId);
  }

  async keep({ access: _, ...part }: AccountPart): Promise<void> {
    if (this.#file !== undefined) await appendFile(this.#file, `${JSON.stringify(part)}\n`);
  }

  async done(): Promise<void> {
    if (this.#file !== undefined) await rm(this.#file, { force: true });
  }
}

/** A line that was cut short is one that was not written. */
async function linesOf(file: string): Promise<readonly unknown[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line)];
    } catch {
      return [];
    }
  });
}
