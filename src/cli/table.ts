import Table from 'cli-table3';
import { wrapped } from './width.ts';

const GAP = 2;

/** Rows under a head, without lines; columns as wide as said, longer cells wrapped at their width on a terminal. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  widths: readonly number[],
): string {
  const made = new Table({
    head: [...head],
    colWidths: [...widths],
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': GAP },
    chars: Object.fromEntries(
      [
        ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'],
        ['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'],
      ]
        .flat()
        .map((name) => [name, '']),
    ),
  });
  // cli-table3 wraps at spaces only, and Japanese has none.
  const fitted = (cell: string, column: number) => wrapped(cell, (widths[column] ?? 80) - GAP).join('\n');
  made.push(...rows.map((row) => row.map(fitted)));
  return made
    .toString()
    .split('\n')
    .map((line) => `  ${line.trimEnd()}`)
    .join('\n');
}
