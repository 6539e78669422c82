import type { Scanner } from './scanner.ts';
import type { Expression } from './syntax.ts';
import { heredoc, quoted } from './template.ts';

const OPERATOR = /\|\||&&|==|!=|<=|>=|[-+*/%<>]/y;

/** `overLines`: within brackets, where an expression goes on over the end of a line. */
export function expression(scanner: Scanner, overLines: boolean): Expression {
  return scanner.nested(() => {
    scanner.space(overLines);
    const offset = scanner.at;
    const first = operand(scanner, overLines);
    let end = scanner.at;
    let plain = true;
    for (;;) {
      scanner.space(overLines);
      if (scanner.take(OPERATOR) !== undefined) operand(scanner, overLines);
      else if (scanner.skip('?')) alternatives(scanner, overLines);
      else break;
      plain = false;
      end = scanner.at;
    }
    return plain ? first : other(scanner, offset, end);
  });
}

function alternatives(scanner: Scanner, overLines: boolean): void {
  expression(scanner, overLines);
  scanner.space(overLines);
  scanner.expect(':');
  expression(scanner, overLines);
}

function operand(scanner: Scanner, overLines: boolean): Expression {
  scanner.space(overLines);
  const offset = scanner.at;
  const signs = scanner.take(/[-! \t]+/y);
  const found = primary(scanner);
  const end = scanner.at;
  while (accessed(scanner));
  if (signs !== undefined) return other(scanner, offset);
  if (scanner.at === end) return found;
  const { source } = other(scanner, offset);
  return found.type === 'reference'
    ? { type: 'reference', path: source, offset, source }
    : other(scanner, offset);
}

/** `.name`, `[…]`, `.*` after a value. */
function accessed(scanner: Scanner): boolean {
  if (scanner.take(/\.(?:[A-Za-z_][\w-]*|\d+|\*)/y) !== undefined) return true;
  if (scanner.text[scanner.at] !== '[') return false;
  scanner.at += 1;
  scanner.space(true);
  if (!scanner.skip('*')) expression(scanner, true);
  scanner.space(true);
  scanner.expect(']');
  return true;
}

function primary(scanner: Scanner): Expression {
  const offset = scanner.at;
  const rest = <T extends object>(given: T) => ({
    ...given,
    offset,
    source: scanner.text.slice(offset, scanner.at),
  });
  if (scanner.text[offset] === '"')
    return rest({ type: 'template' as const, parts: quoted(scanner, inside) });
  if (scanner.text.startsWith('<<', offset)) {
    return rest({ type: 'template' as const, parts: heredoc(scanner, inside), heredoc: true as const });
  }
  if (scanner.skip('[')) return list(scanner, offset);
  if (scanner.skip('{')) return object(scanner, offset);
  if (scanner.skip('(')) {
    expression(scanner, true);
    scanner.space(true);
    scanner.expect(')');
    return other(scanner, offset);
  }
  const number = scanner.take(/\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
  if (number !== undefined) return rest({ type: 'value' as const, value: Number(number) });
  const word = scanner.take(/[A-Za-z_][\w-]*(?:::[A-Za-z_][\w-]*)*/y);
  if (word === undefined) throw scanner.problem();
  if (scanner.skip('(')) {
    const items = sequence(scanner, ')');
    return rest({ type: 'call' as const, name: word, arguments: items });
  }
  if (word === 'true' || word === 'false') return rest({ type: 'value' as const, value: word === 'true' });
  if (word === 'null') return rest({ type: 'value' as const, value: null });
  return rest({ type: 'reference' as const, path: word });
}

/** What stands between the braces of an interpolation. */
const inside = (scanner: Scanner): Expression => {
  scanner.skip('~');
  const found = expression(scanner, true);
  scanner.space(true);
  scanner.skip('~');
  scanner.expect('}');
  return found;
};

function list(scanner: Scanner, offset: number): Expression {
  scanner.space(true);
  if (/for\s/y.test(scanner.text.slice(scanner.at, scanner.at + 4))) return loop(scanner, offset, ']');
  const items = sequence(scanner, ']');
  return { type: 'list', items, offset, source: scanner.text.slice(offset, scanner.at) };
}

function sequence(scanner: Scanner, end: string): readonly Expression[] {
  const items: Expression[] = [];
  for (;;) {
    scanner.space(true);
    if (scanner.skip(end)) return items;
    items.push(expression(scanner, true));
    scanner.skip('...');
    scanner.space(true);
    if (!scanner.skip(',') && scanner.text[scanner.at] !== end) throw scanner.problem();
  }
}

function object(scanner: Scanner, offset: number): Expression {
  scanner.space(true);
  if (/for\s/y.test(scanner.text.slice(scanner.at, scanner.at + 4))) return loop(scanner, offset, '}');
  const members: (readonly [Expression, Expression])[] = [];
  for (;;) {
    scanner.space(true);
    if (scanner.skip('}')) break;
    const key = operand(scanner, true);
    scanner.space(true);
    if (!scanner.skip('=') && !scanner.skip(':')) throw scanner.problem();
    members.push([key, expression(scanner, false)]);
    scanner.space(true);
    scanner.skip(',');
  }
  return { type: 'object', members, offset, source: scanner.text.slice(offset, scanner.at) };
}

/** `[for name in names : value]`: skipped whole. */
function loop(scanner: Scanner, offset: number, end: string): Expression {
  for (;;) {
    scanner.space(true);
    if (scanner.skip(end)) return other(scanner, offset);
    if (scanner.take(/=>|\.\.\.|[,:]/y) === undefined) expression(scanner, true);
  }
}

const other = (scanner: Scanner, offset: number, end = scanner.at): Expression => ({
  type: 'other',
  offset,
  source: scanner.text.slice(offset, end),
});
