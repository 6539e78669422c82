import type { Scanner } from './scanner.ts';
import { type Expression, HclProblem } from './syntax.ts';

type Parts = readonly (string | Expression)[];
/** Reads the expression of an interpolation, and the brace that closes it. */
type Inside = (scanner: Scanner) => Expression;

/** `"…"` with its escapes and interpolations. https://developer.hashicorp.com/terraform/language/expressions/strings */
export function quoted(scanner: Scanner, inside: Inside): Parts {
  const parts = new PartList();
  scanner.expect('"');
  for (;;) {
    const plain = scanner.take(/[^"\\$%\n]+/y);
    if (plain !== undefined) parts.add(plain);
    else if (scanner.skip('"')) return parts.all;
    else if (scanner.skip('\\')) parts.add(escaped(scanner));
    else if (!opened(scanner, parts, inside)) parts.add(single(scanner));
  }
}

/** `<<EOT` or `<<-EOT`. The indentation that the latter takes away is no matter to JSON: it stays. */
export function heredoc(scanner: Scanner, inside: Inside): Parts {
  const opening = scanner.take(/<<-?[A-Za-z_]\w*[ \t\r]*\n/y);
  if (opening === undefined) throw scanner.problem();
  const word = opening.replace(/^<<-?|\s/g, '');
  const closing = new RegExp(`^[ \\t]*${word}[ \\t\\r]*$`, 'm').exec(scanner.text.slice(scanner.at));
  if (closing === null) throw new HclProblem('bad-syntax', scanner.at);
  const end = scanner.at + closing.index;
  const within = scanner.until(end);
  const parts = new PartList();
  while (within.at < end) {
    const plain = within.take(/[^$%]+/y);
    if (plain !== undefined) parts.add(plain);
    else if (!opened(within, parts, inside)) parts.add(single(within));
  }
  scanner.at = end + closing[0].length;
  return parts.all;
}

/** Texts next to each other become one. */
class PartList {
  readonly all: (string | Expression)[] = [];
  add(part: string | Expression): void {
    const last = this.all.at(-1);
    if (typeof part === 'string' && typeof last === 'string') this.all[this.all.length - 1] = last + part;
    else this.all.push(part);
  }
}

function single(scanner: Scanner): string {
  const letter = scanner.take(/[^\n]/y);
  if (letter === undefined) throw scanner.problem();
  return letter;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

function escaped(scanner: Scanner): string {
  const code = scanner.take(/u[0-9a-fA-F]{4}/y);
  if (code !== undefined) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
  const plain = ESCAPES[scanner.take(/[nrt"\\]/y) ?? ''];
  if (plain === undefined) throw scanner.problem();
  return plain;
}

/** `${…}`, or a literal `$${` or `%%{`. Directives `%{…}` choose texts by values: they are refused. */
function opened(scanner: Scanner, parts: PartList, inside: Inside): boolean {
  if (scanner.skip('$${')) parts.add('${');
  else if (scanner.skip('%%{')) parts.add('%{');
  else if (scanner.text.startsWith('%{', scanner.at)) throw scanner.problem();
  else if (scanner.skip('${')) parts.add(inside(scanner));
  else return false;
  return true;
}
