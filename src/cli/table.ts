import Table from 'cli-table3';

/** Rows under a head, without lines; columns as wide as said, longer cells wrapped. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  widths: readonly number[],
  { wrapAnywhere = false }: { readonly wrapAnywhere?: boolean } = {},
): string {
  const made = new Table({
    head: [...head],
    colWidths: [...widths],
    wordWrap: true,
    // Japanese has no spaces to wrap at.
    wrapOnWordBoundary: !wrapAnywhere,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
    chars: Object.fromEntries(
      [
        ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'],
        ['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'],
      ]
        .flat()
        .map((name) => [name, '']),
    ),
  });
  made.push(...rows.map((row) => [...row]));
  return made
    .toString()
    .split('\n')
    .map((line) => `  ${line.trimEnd()}`)
    .join('\n');
}
