// Draws the pictures in docs/ as a terminal shows what they show. Run it when the demo or `prove` has changed.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { demo } from '../src/text/en/demo.ts';
import { prove } from '../src/text/en/prove.ts';

const COLUMN = 8.4;
const ROW = 20;
const MARGIN = 20;

/** One Dark's colours, readable on both light and dark pages. */
const COLOURS: Readonly<Record<string, string>> = {
  31: '#e06c75',
  32: '#98c379',
  33: '#e5c07b',
  36: '#56b6c2',
};

interface Span {
  readonly text: string;
  readonly column: number;
  readonly style: string;
}

const escapeXml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** A line's pieces with their colours. */
export function spansOf(line: string): readonly Span[] {
  const spans: Span[] = [];
  const styles = new Set<string>();
  let column = 0;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what starts a colour
  for (const part of line.split(/(\u001b\[\d+m)/)) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the same
    const code = /^\u001b\[(\d+)m$/.exec(part)?.[1];
    if (code !== undefined) {
      setStyle(styles, code);
      continue;
    }
    if (part.trim() !== '') spans.push({ text: part, column, style: styleOf(styles) });
    column += part.length;
  }
  return spans;
}

function setStyle(styles: Set<string>, code: string): void {
  if (code === '39') for (const colour of Object.keys(COLOURS)) styles.delete(colour);
  else if (code === '22') for (const weight of ['1', '2']) styles.delete(weight);
  else styles.add(code);
}

function styleOf(styles: ReadonlySet<string>): string {
  const colour = [...styles].map((code) => COLOURS[code]).find((value) => value !== undefined);
  return [
    `fill="${colour ?? (styles.has('2') ? '#7f848e' : '#d7dae0')}"`,
    ...(styles.has('1') ? ['font-weight="bold"'] : []),
  ].join(' ');
}

export function svgOf(lines: readonly string[], label: string): string {
  const width = MARGIN * 2 + 80 * COLUMN;
  const height = MARGIN * 2 + lines.length * ROW;
  const texts = lines.flatMap((line, row) =>
    spansOf(line).map(
      ({ text, column, style }) =>
        `<text x="${(MARGIN + column * COLUMN).toFixed(1)}" y="${MARGIN + (row + 0.75) * ROW}" ${style} xml:space="preserve" textLength="${(text.length * COLUMN).toFixed(1)}">${escapeXml(text)}</text>`,
    ),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(label)}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14">
<rect width="100%" height="100%" rx="8" fill="#282c34"/>
${texts.join('\n')}
</svg>
`;
}

function printed(args: readonly string[], input = ''): readonly string[] {
  const { stdout } = spawnSync(process.execPath, ['src/cli/indelible.ts', ...args, '--lang', 'en'], {
    encoding: 'utf8',
    input,
    env: { ...process.env, FORCE_COLOR: '1', NO_COLOR: '' },
  });
  return stdout.trimEnd().split('\n');
}

const lineWith = (lines: readonly string[], text: string): number =>
  lines.findIndex((line) => line.includes(text));

if (import.meta.main) {
  const story = printed(['demo']);
  writeFileSync(
    'docs/demo.svg',
    svgOf(
      story.slice(lineWith(story, demo.tableTitle)),
      'The last screen of the demo: each attack without a policy, with the article’s policy, and with the log files covered',
    ),
  );
  const world = printed(['grade', 'examples/article-corrected.json', '--world']).join('\n');
  const answer = printed(['prove', '--snapshot', '-', '--technique', 'cloudtrail-stop-logging'], world);
  writeFileSync(
    'docs/prove.svg',
    svgOf(
      answer.slice(0, lineWith(answer, prove.goalTitle)),
      'With the article’s policy, stopping the trail is refused directly, and possible by leaving the organization first',
    ),
  );
}
