/** JSON with the place of everything in it: `JSON.parse` keeps neither positions nor duplicate keys. */
export type JsonNode = JsonScalar | JsonArray | JsonObject;

export interface JsonScalar {
  readonly type: 'string' | 'number' | 'boolean' | 'null';
  readonly offset: number;
  readonly value: string | number | boolean | null;
}

export interface JsonArray {
  readonly type: 'array';
  readonly offset: number;
  readonly items: readonly JsonNode[];
}

export interface JsonObject {
  readonly type: 'object';
  readonly offset: number;
  readonly members: readonly JsonMember[];
}

export interface JsonMember {
  readonly key: string;
  readonly offset: number;
  readonly value: JsonNode;
}

export interface JsonProblem {
  readonly code:
    | 'unexpected-character'
    | 'unexpected-end'
    | 'trailing-content'
    | 'bad-string'
    | 'bad-number'
    | 'too-deep';
  readonly offset: number;
}

// A policy needs six levels; a document of a thousand is an attack on the stack.
const MAX_DEPTH = 32;

/** Reads one JSON value and nothing after it. Never throws; time grows with the text. */
export function readJson(text: string): { readonly node: JsonNode } | { readonly problem: JsonProblem } {
  const reader = new Reader(text);
  try {
    return { node: reader.document() };
  } catch (error) {
    if (error instanceof Stop) return { problem: error.problem };
    throw error;
  }
}

class Stop extends Error {
  readonly problem: JsonProblem;
  constructor(code: JsonProblem['code'], offset: number) {
    super(code);
    this.problem = { code, offset };
  }
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): JsonNode {
    const node = this.#value(0);
    this.#space();
    if (this.#at < this.#text.length) throw new Stop('trailing-content', this.#at);
    return node;
  }

  #value(depth: number): JsonNode {
    this.#space();
    if (depth > MAX_DEPTH) throw new Stop('too-deep', this.#at);
    const offset = this.#at;
    switch (this.#text[offset]) {
      case '{':
        return { type: 'object', offset, members: this.#list('}', () => this.#member(depth)) };
      case '[':
        return { type: 'array', offset, items: this.#list(']', () => this.#value(depth + 1)) };
      case '"':
        return { type: 'string', offset, value: this.#string() };
      default:
        return this.#word(offset);
    }
  }

  #list<T>(end: string, item: () => T): readonly T[] {
    this.#at += 1;
    const items: T[] = [];
    this.#space();
    if (this.#text[this.#at] === end) {
      this.#at += 1;
      return items;
    }
    for (;;) {
      items.push(item());
      this.#space();
      const next = this.#text[this.#at];
      if (next !== ',' && next !== end) throw this.#unexpected();
      this.#at += 1;
      if (next === end) return items;
    }
  }

  #member(depth: number): JsonMember {
    this.#space();
    const offset = this.#at;
    if (this.#text[offset] !== '"') throw this.#unexpected();
    const key = this.#string();
    this.#space();
    if (this.#text[this.#at] !== ':') throw this.#unexpected();
    this.#at += 1;
    return { key, offset, value: this.#value(depth + 1) };
  }

  /** By hand: a regular expression overflows on a text of many megabytes. */
  #string(): string {
    const start = this.#at;
    let at = start + 1;
    for (;;) {
      const letter = this.#text.charCodeAt(at);
      // NaN: the end of the text.
      if (!(letter >= SPACE_CODE)) throw new Stop('bad-string', start);
      if (letter === QUOTE_CODE) break;
      at += letter === BACKSLASH_CODE ? 2 : 1;
    }
    this.#at = at + 1;
    try {
      return JSON.parse(this.#text.slice(start, this.#at)) as string;
    } catch {
      throw new Stop('bad-string', start);
    }
  }

  #word(offset: number): JsonNode {
    WORD.lastIndex = offset;
    const word = WORD.exec(this.#text)?.[0] ?? '';
    if (word === '') throw this.#unexpected();
    this.#at = WORD.lastIndex;
    if (word === 'true' || word === 'false') return { type: 'boolean', offset, value: word === 'true' };
    if (word === 'null') return { type: 'null', offset, value: null };
    if (!/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(word)) {
      throw new Stop(/^[-\d]/.test(word) ? 'bad-number' : 'unexpected-character', offset);
    }
    return { type: 'number', offset, value: Number(word) };
  }

  #space(): void {
    SPACE.lastIndex = this.#at;
    SPACE.exec(this.#text);
    this.#at = SPACE.lastIndex;
  }

  #unexpected(): Stop {
    return new Stop(this.#at < this.#text.length ? 'unexpected-character' : 'unexpected-end', this.#at);
  }
}

const SPACE_CODE = 0x20;
const QUOTE_CODE = 0x22;
const BACKSLASH_CODE = 0x5c;
const WORD = /[-+.A-Za-z0-9]+/y;
const SPACE = /[ \t\r\n]*/y;
