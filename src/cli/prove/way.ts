import type { Way } from '../../model/answer.ts';
import {
  describeDoubt,
  describeFix,
  describeReason,
  describeStep,
  exceptionsOf,
  techniqueWords,
  type Wording,
  whoOf,
} from '../../text/describe-way.ts';
import type { Terminal } from '../terminal.ts';
import { padded, widthOf, wrapped } from '../width.ts';

const WIDTH = 80;
const LABEL = 11;

/** One way with everything that a person needs to follow and close it. `change`: the number of what closes it. */
export function printWay(
  terminal: Terminal,
  way: Way,
  wording: Wording,
  number: number,
  change: number | undefined,
): void {
  const { colors, print } = terminal;
  const { words, language } = wording;
  const { title, harm, residual } = techniqueWords(wording, way.technique);
  const head = `${number}. ${title[language]}`;
  const colour = COLOURS[way.verdict](colors);
  const tags = [way.technique, ...(way.known ? [words.inBaseline] : [])].join(', ');
  const fits = widthOf(head) + widthOf(tags) + 2 <= WIDTH;
  print(`${colors.bold(colour(head))}${fits ? `  ${colors.dim(tags)}` : ''}`);
  if (!fits) print(`   ${colors.dim(tags)}`);
  const row = (label: string, body: string, paint = plain) => printRow(terminal, label, body, paint);
  const { path = [], fix, proof, missing = [] } = way.shown;
  if (way.verdict !== 'blocked') row(words.lost, harm[language]);
  row(words.target, way.target);
  row(words.who, whoOf(way, wording));
  if (way.verdict === 'possible' && !way.direct) row('', words.viaDetour, colors.yellow);
  for (const [index, step] of path.entries()) {
    const { call, resource, context, because } = describeStep(step, wording);
    row(index === 0 ? words.calls : '', `${index + 1}. ${call}`);
    // A broken ARN could not be copied.
    print(' '.repeat(LABEL) + resource);
    if (context !== undefined) row('', context);
    row('', because, colors.dim);
  }
  for (const [index, doubt] of missing.entries())
    row(index === 0 ? words.unknownLabel : '', describeDoubt(doubt, wording), colors.yellow);
  for (const [index, reason] of reasonsOf(way).entries())
    row(index === 0 ? words.reason : '', describeReason(reason, way.technique, wording));
  for (const { owner, expires, reason, expired } of exceptionsOf(way)) {
    const said = expired ? words.exceptionExpired : words.exceptionUntil;
    row(words.exception, said(owner, expires, reason), expired ? colors.red : plain);
  }
  if (way.residual && residual !== undefined) row(words.help, residual[language]);
  else if (fix !== undefined && proof === undefined)
    row(
      words.fixLabel,
      change === undefined ? describeFix(fix, wording) : words.changeBelow(change),
      colors.green,
    );
}

const plain = (line: string): string => line;

const COLOURS: Readonly<Record<Way['verdict'], (colors: Terminal['colors']) => (line: string) => string>> = {
  possible: ({ red }) => red,
  blocked: ({ green }) => green,
  unknown: ({ yellow }) => yellow,
  'not-applicable': ({ dim }) => dim,
};

function reasonsOf({ findings }: Way) {
  const all = findings.flatMap(({ proof }) => proof?.reasons ?? []);
  return [...new Map(all.map((reason) => [JSON.stringify(reason), reason])).values()];
}

/** A label, and beside it what may take several lines. */
export function printRow(
  { colors, print }: Terminal,
  label: string,
  body: string,
  paint: (line: string) => string = plain,
): void {
  const [first = '', ...rest] = wrapped(body, WIDTH - LABEL);
  print(`   ${colors.dim(padded(label, LABEL - 3))}${paint(first)}`);
  for (const line of rest) print(' '.repeat(LABEL) + paint(line));
}
