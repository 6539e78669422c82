import { HclProblem } from './syntax.ts';

// Terraform's own configurations nest a dozen levels; a thousand are an attack on the stack.
const MAX_DEPTH = 100;

/** Walks over a text: spaces, comments, words. */
export class Scanner {
  readonly text: string;
  at: number;
  #depth: number;

  constructor(text: string, at = 0, depth = 0) {
    this.text = text;
    this.at = at;
    this.#depth = depth;
  }

  /** The same place, in a text that ends earlier. */
  until(end: number): Scanner {
    return new Scanner(this.text.slice(0, end), this.at, this.#depth);
  }

  /** Runs `work` one level deeper. */
  nested<T>(work: () => T): T {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new HclProblem('too-deep', this.at);
    const result = work();
    this.#depth -= 1;
    return result;
  }

  /** Over spaces and comments; over ends of lines only where an expression goes on there. */
  space(overLines: boolean): void {
    for (;;) {
      this.take(overLines ? /[ \t\r\n]+/y : /[ \t\r]+/y);
      if (this.take(/(?:#|\/\/)[^\n]*/y) !== undefined) continue;
      if (!this.text.startsWith('/*', this.at)) return;
      const end = this.text.indexOf('*/', this.at + 2);
      if (end < 0) throw this.problem();
      this.at = end + 2;
    }
  }

  /** What a sticky pattern matches here. */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  word(): string | undefined {
    return this.take(/[A-Za-z_][\w-]*/y);
  }

  skip(token: string): boolean {
    if (!this.text.startsWith(token, this.at)) return false;
    this.at += token.length;
    return true;
  }

  expect(token: string): void {
    if (!this.skip(token)) throw this.problem();
  }

  problem(): HclProblem {
    return new HclProblem('bad-syntax', this.at);
  }
}
