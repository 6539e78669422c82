import { expression } from './expression.ts';
import { Scanner } from './scanner.ts';
import { type Block, type Body, type Expression, HclProblem } from './syntax.ts';

/** Reads a configuration. Throws HclProblem alone. */
export function parseHcl(text: string): Body {
  return body(new Scanner(text), false);
}

function body(scanner: Scanner, inner: boolean): Body {
  const attributes = new Map<string, Expression>();
  const blocks: Block[] = [];
  for (;;) {
    scanner.space(true);
    if (inner ? scanner.skip('}') : scanner.at >= scanner.text.length) return { attributes, blocks };
    const offset = scanner.at;
    const name = scanner.word();
    if (name === undefined) throw scanner.problem();
    scanner.space(false);
    if (/=[^=]/y.test(scanner.text.slice(scanner.at, scanner.at + 2))) {
      scanner.expect('=');
      if (attributes.has(name)) throw new HclProblem('bad-syntax', offset);
      attributes.set(name, expression(scanner, false));
    } else blocks.push(block(scanner, name, offset));
  }
}

function block(scanner: Scanner, type: string, offset: number): Block {
  const labels: string[] = [];
  for (;;) {
    scanner.space(false);
    const label = scanner.word() ?? scanner.take(/"[^"\n]*"/y)?.slice(1, -1);
    if (label === undefined) break;
    labels.push(label);
  }
  scanner.expect('{');
  return { type, labels, body: scanner.nested(() => body(scanner, true)), offset };
}
