import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Gap } from '../../model/snapshot.ts';
import { fileError } from '../file-problem.ts';
import { VERSION } from '../version.ts';
import type { AccountPart } from './account.ts';
import { wholeLines } from './whole-lines.ts';

/** Who asked what: another answer than this one's is no answer. */
interface Header {
  readonly organization: string;
  readonly caller: string;
  readonly roleName?: string;
  readonly externalId?: string;
  readonly regions: readonly string[];
}

/**
 * Finished accounts of a collection that is under way, one a line; the first line says what they are of. Each run
 * writes a file of its own, which takes the name at once: of two runs the later one has it, and they never mix.
 */
export class Checkpoint {
  readonly #file: string;
  readonly #handle: FileHandle;
  readonly #parts: ReadonlyMap<string, AccountPart>;
  #written: Promise<void> = Promise.resolve();

  private constructor(file: string, handle: FileHandle, parts: ReadonlyMap<string, AccountPart>) {
    this.#file = file;
    this.#handle = handle;
    this.#parts = parts;
  }

  /** What an earlier run of the same version left for the same question; anything else is thrown away. */
  static async at(file: string, header: Header): Promise<Checkpoint> {
    const first = { version: VERSION, ...header };
    const parts = await partsOf(file, first);
    const own = `${file}.${randomUUID()}`;
    try {
      const handle = await open(own, 'wx', 0o600);
      for (const line of [first, ...parts]) await handle.appendFile(lineOf(line));
      await rename(own, file);
      return new Checkpoint(file, handle, new Map(parts.map((part) => [part.accountId, part])));
    } catch (error) {
      await rm(own, { force: true });
      throw fileError('file-unwritable', file, error);
    }
  }

  part(accountId: string): AccountPart | undefined {
    return this.#parts.get(accountId);
  }

  /** Unless reading it again could tell more. */
  async keep({ access: _, ...part }: AccountPart): Promise<void> {
    if (!part.gaps.every(isLasting)) return;
    this.#written = this.#written.then(() => this.#handle.appendFile(lineOf(part)));
    await this.#written;
  }

  /** Removes the file, unless a later run has taken its name. */
  async done(): Promise<void> {
    const [own, there] = [await this.#handle.stat(), await stat(this.#file).catch(() => undefined)];
    if (own.ino === there?.ino && own.dev === there.dev) await rm(this.#file, { force: true });
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}

const lineOf = (line: unknown): string => `${JSON.stringify(line)}\n`;

/** A Region that the organization denies everybody stays denied, in every account. */
const isLasting = ({ message }: Gap): boolean =>
  /with an explicit deny in a service control policy(?:: \S+)?$/.test(message);

async function partsOf(file: string, first: object): Promise<readonly AccountPart[]> {
  const parts: AccountPart[] = [];
  try {
    let isFirst = true;
    for await (const line of wholeLines(file)) {
      const said = parsed(line);
      if (isFirst && !isDeepStrictEqual(said, first)) return [];
      if (!isFirst && said !== undefined) parts.push(said as AccountPart);
      isFirst = false;
    }
    return parts;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw fileError('file-unreadable', file, error);
  }
}

function parsed(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString());
  } catch {
    return undefined;
  }
}
