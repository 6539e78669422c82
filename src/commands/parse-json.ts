import { getHeapStatistics } from 'node:v8';
import { IndelibleError } from '../model/error.ts';
import { readJson as problemIn } from '../policy/json.ts';

const MEBIBYTE = 1024 * 1024;
/** Of one value that is parsed at once. No item of a list of ours comes near. */
const LARGEST = 64 * MEBIBYTE;
/** Deeper than anything that AWS or Indelible writes; a deeper one would end the stack of whoever walks it. */
const DEEPEST = 64;
/** Of the heap, as a list that grows is copied: V8 ends the process where it has none left. */
const SHARE = 0.6;
/** V8 counts as heap also what only new objects may take: this much, or half of a small heap. */
const YOUNG = 192 * MEBIBYTE;

/**
 * As `JSON.parse`, of a file that no string of V8 could hold: the items of its outermost list, or of the lists that are
 * members of its outermost object, are parsed one by one. What is wrong is CONFIG_INVALID with the place.
 */
export async function parseJson(file: string, bytes: AsyncIterable<Uint8Array>): Promise<unknown> {
  const reading = documentIn(new JsonText(file));
  reading.next();
  for await (const part of decoded(file, bytes)) reading.next(part);
  return reading.next(undefined).value;
}

/** Yields where it needs the next part of the text; none is the end. */
type Reading<T> = Generator<void, T, string | undefined>;

function* documentIn(text: JsonText): Reading<unknown> {
  const first = yield* text.next();
  if (first === '') throw problem('json-empty', { file: text.file });
  const value = first === '{' ? yield* objectIn(text) : yield* valueIn(text);
  if ((yield* text.next()) !== '') throw text.unexpected();
  return value;
}

function* objectIn(text: JsonText): Reading<unknown> {
  const members: [name: string, value: unknown][] = [];
  yield* text.skip('{');
  if (yield* text.skip('}')) return {};
  do members.push(yield* memberIn(text));
  while (yield* text.skip(','));
  if (!(yield* text.skip('}'))) throw text.unexpected();
  return Object.fromEntries(members);
}

function* memberIn(text: JsonText): Reading<[string, unknown]> {
  if ((yield* text.next()) !== '"') throw text.unexpected();
  const name = (yield* text.value()) as string;
  if (!(yield* text.skip(':'))) throw text.unexpected();
  return [name, yield* valueIn(text)];
}

function* valueIn(text: JsonText): Reading<unknown> {
  if (!(yield* text.skip('['))) return yield* text.value();
  const items: unknown[] = [];
  if (yield* text.skip(']')) return items;
  do items.push(yield* text.value());
  while (yield* text.skip(','));
  if (!(yield* text.skip(']'))) throw text.unexpected();
  return items;
}

/** Text whose parts are there one at a time. */
class JsonText {
  readonly file: string;
  #part = '';
  /** Where the part begins. */
  #place: Place = { line: 1, column: 1 };
  #at = 0;
  #ended = false;

  constructor(file: string) {
    this.file = file;
  }

  /** The character after blanks; none at the end. */
  *next(): Reading<string> {
    do {
      while (isBlank(this.#part.charCodeAt(this.#at))) this.#at += 1;
    } while (this.#at === this.#part.length && (yield* this.#more()));
    return this.#part.charAt(this.#at);
  }

  *skip(expected: string): Reading<boolean> {
    if ((yield* this.next()) !== expected) return false;
    this.#at += 1;
    return true;
  }

  *value(): Reading<unknown> {
    yield* this.next();
    const begin = this.#at;
    const ending = new Ending(this.file);
    let end = ending.after(this.#part, begin);
    this.#at = end ?? this.#part.length;
    if (end !== undefined) return this.#parsed(this.#part.slice(begin, end), () => this.#placeAt(begin));
    const place = this.#placeAt(begin);
    let whole = this.#part.slice(begin);
    while (end === undefined && (yield* this.#more())) {
      end = ending.after(this.#part, 0);
      this.#at = end ?? this.#part.length;
      whole += this.#part.slice(0, end);
      if (whole.length > LARGEST)
        throw problem('json-value-too-large', { file: this.file, ...place, limit: LARGEST / MEBIBYTE });
    }
    return this.#parsed(whole, () => place);
  }

  unexpected(): IndelibleError {
    return problem('not-json', { file: this.file, ...this.#placeAt(this.#at) });
  }

  #parsed(value: string, place: () => Place): unknown {
    try {
      return JSON.parse(value);
    } catch (error) {
      const before = value.slice(0, offsetOf(error, value));
      throw problem('not-json', { file: this.file, ...placeAfter(place(), before) });
    }
  }

  *#more(): Reading<boolean> {
    if (this.#ended) return false;
    const part = yield;
    this.#place = this.#placeAt(this.#part.length);
    this.#part = part ?? '';
    this.#at = 0;
    this.#ended = part === undefined;
    return !this.#ended;
  }

  #placeAt(at: number): Place {
    return placeAfter(this.#place, this.#part.slice(0, at));
  }
}

/** Looks for the end of one value, part by part. Whether it is a value, `JSON.parse` says. */
class Ending {
  readonly #file: string;
  #depth = 0;
  /** A number or a word. */
  #bare = false;
  #quoted = false;
  #escaped = false;

  constructor(file: string) {
    this.#file = file;
  }

  /** The index after the value; none where it goes on in the next part. */
  after(part: string, from: number): number | undefined {
    for (let at = from; at < part.length; at++) {
      const code = part.charCodeAt(at);
      if (this.#escaped) this.#escaped = false;
      else if (this.#quoted) {
        if (code === BACKSLASH) this.#escaped = true;
        if (code !== QUOTE) continue;
        this.#quoted = false;
        if (this.#depth === 0) return at + 1;
      } else if (this.#bare) {
        if (isBlank(code) || NOT_BARE.has(code)) return at;
      } else if (code === QUOTE) this.#quoted = true;
      else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
        this.#depth += 1;
        if (this.#depth > DEEPEST) throw problem('json-deep', { file: this.#file });
      } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
        if (this.#depth === 0) return at;
        this.#depth -= 1;
        if (this.#depth === 0) return at + 1;
      } else if (this.#depth === 0) {
        if (code === COMMA) return at;
        this.#bare = true;
      }
    }
    return undefined;
  }
}

interface Place {
  readonly line: number;
  readonly column: number;
}

function placeAfter({ line, column }: Place, text: string): Place {
  const lines = text.split('\n');
  const last = lines.at(-1)?.length ?? 0;
  return { line: line + lines.length - 1, column: lines.length === 1 ? column + last : last + 1 };
}

/** Where V8 says that it stopped; not everywhere does it say so. */
function offsetOf(error: unknown, text: string): number {
  const said = /at position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  if (said !== undefined) return Number(said);
  const read = problemIn(text);
  return 'problem' in read ? read.problem.offset : text.length;
}

/** Without a byte order mark, and no more of it than the process can hold: a compressed file does not say its size. */
async function* decoded(file: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const heap = getHeapStatistics().heap_size_limit;
  const limit = Math.max(heap - YOUNG, heap / 2) * SHARE;
  let size = 0;
  for await (const part of bytes) {
    size += part.length;
    if (Math.max(size, getHeapStatistics().used_heap_size) > limit)
      throw problem('json-too-large', { file, limit: Math.round(limit / MEBIBYTE) });
    yield decoder.decode(part, { stream: true });
  }
  yield decoder.decode();
}

const problem = (reason: string, parameters: Readonly<Record<string, string | number>>) =>
  new IndelibleError('CONFIG_INVALID', reason, parameters);

const isBlank = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const COMMA = 0x2c;
const NOT_BARE: ReadonlySet<number> = new Set([...',:"[]{}'].map((one) => one.charCodeAt(0)));
