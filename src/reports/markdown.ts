import type { Answer, FixGroup, Way } from '../model/answer.ts';
import type { Localized } from '../model/technique.ts';
import {
  claimLines,
  describeChange,
  describeLeft,
  fixesTitle,
  fixRemarks,
  headline,
  reachOf,
  remarks,
  residualRemark,
} from '../text/describe-answer.ts';
import {
  describeDoubt,
  describeFix,
  describeStep,
  exceptionsOf,
  type TechniqueWords,
  techniqueWords,
  type Wording,
  whoOf,
} from '../text/describe-way.ts';
import type { prove } from '../text/en/prove.ts';

export interface Rendering {
  readonly catalogue: readonly TechniqueWords[];
  readonly text: { readonly prove: typeof prove };
  readonly language: keyof Localized;
}

const WORST = 3;
// A comment on a pull request holds only so much.
const MOST_FIXES = 20;

/** A comment on a pull request: the answer, what is worst, what closes it, and what that rests on. */
function render(answer: Answer, { catalogue, text, language }: Rendering): string {
  const wording: Wording = { words: text.prove, language, catalogue, names: answer.names };
  const { words } = wording;
  const open = answer.ways.filter(
    ({ verdict, residual }) => verdict === 'possible' && residual === undefined,
  );
  const unknown = answer.ways.filter(({ verdict }) => verdict === 'unknown');
  const listed = answer.summary.unguarded === undefined ? open.slice(0, WORST) : [];
  const besides = residualRemark(answer, wording);
  return [
    `## ${words.markdown.title}`,
    '',
    `**${escaped(headline(answer, wording))}**`,
    ...remarks(answer, wording, answer.summary.unguarded !== undefined).flatMap((remark) => [
      '',
      escaped(remark),
    ]),
    ...troubleLines(answer, wording),
    ...listed.flatMap((way, index) => ['', ...wayLines(way, wording, index + 1)]),
    ...(answer.summary.answer === 'not-known'
      ? unknown.slice(0, WORST).flatMap((way, index) => ['', ...wayLines(way, wording, index + 1)])
      : []),
    ...goalLines(answer, wording),
    ...(besides === undefined ? [] : ['', escaped(besides)]),
    ...(answer.summary.unguarded === undefined ? fixLines(answer, wording) : []),
    '',
    `<details><summary>${words.markdown.more}</summary>`,
    '',
    ...claimLines(answer, wording).map((line) => `- ${escaped(line)}`),
    '',
    '</details>',
  ].join('\n');
}

const troubleLines = ({ troubles }: Answer, { words: { trouble } }: Wording): readonly string[] =>
  troubles.length === 0
    ? []
    : [
        '',
        `**${escaped(trouble.title)}**`,
        '',
        ...troubles.map((one) => `- ${escaped(trouble.describe(one))}`),
      ];

function wayLines(way: Way, wording: Wording, number: number): readonly string[] {
  const { words, language } = wording;
  const { title, harm } = techniqueWords(wording, way.technique);
  const { path = [], missing = [], fix } = way.shown;
  return [
    `### ${number}. ${escaped(title[language])} (${code(way.technique)})`,
    '',
    `- ${words.lost}: ${escaped(harm[language])}`,
    `- ${words.target}: ${code(way.target)}`,
    `- ${words.who}: ${escaped(whoOf(way, wording))}`,
    ...(path.length === 0 ? [] : [`- ${words.calls}:`]),
    ...path.map((step, index) => {
      const { call, resource, context, because } = describeStep(step, wording);
      return `  ${index + 1}. ${escaped([call, resource, ...(context === undefined ? [] : [context]), because].join(' — '))}`;
    }),
    ...missing.map((doubt) => `- ${words.unknownLabel}: ${escaped(describeDoubt(doubt, wording))}`),
    ...exceptionsOf(way).map(
      ({ owner, expires, reason, expired }) =>
        `- ${words.exception}: ${escaped((expired ? words.exceptionExpired : words.exceptionUntil)(owner, expires, reason))}`,
    ),
    ...(fix === undefined ? [] : [`- ${words.fixLabel}: ${escaped(describeFix(fix, wording))}`]),
  ];
}

function goalLines({ summary }: Answer, { words }: Wording): readonly string[] {
  if (summary.goals.length === 0) return [];
  const { open, blocked, unknown, residual } = words.columns;
  return [
    '',
    `| ${words.markdown.goal} | ${open} | ${blocked} | ${unknown} | ${residual} |`,
    '|---|---:|---:|---:|---:|',
    ...summary.goals.map(
      (one) =>
        `| ${escaped(words.goals[one.goal])} | ${one.open} | ${one.blocked} | ${one.unknown} | ${one.residual} |`,
    ),
  ];
}

function fixLines(answer: Answer, wording: Wording): readonly string[] {
  const { summary, fixes, left } = answer;
  if (summary.ways === 0) return [];
  const { words } = wording;
  return [
    '',
    `### ${fixesTitle(answer, wording)}`,
    '',
    ...fixes
      .slice(0, MOST_FIXES)
      .map(
        (group, index) =>
          `${index + 1}. ${escaped(changeText(group, wording))} ${escaped(reachOf(group, summary.ways, wording))}`,
      ),
    ...(fixes.length > MOST_FIXES ? ['', escaped(words.moreFixes(fixes.length - MOST_FIXES))] : []),
    ...fixRemarks(answer, wording).flatMap((remark) => ['', escaped(remark)]),
    ...(left.length === 0 ? [] : ['', `### ${words.leftTitle}`, '']),
    ...left
      .slice(0, MOST_FIXES)
      .map((one) => `- ${escaped(describeLeft(one, wording))} ${words.on(code(one.way.target))}`),
    ...(left.length > MOST_FIXES ? ['', escaped(words.more(left.length - MOST_FIXES))] : []),
  ];
}

function changeText({ fix }: FixGroup, wording: Wording): string {
  if (fix.kind === 'detect') return describeFix(fix, wording);
  const { head, statements } = describeChange(fix, wording);
  return `${head} ${wording.words.denied(statements)}`;
}

/** Names are other people's: none may become markup, a link or a mention. */
const escaped = (text: string): string =>
  text
    .replace(/[\\`*[\]<>|#~!&]/g, '\\$&')
    // Between letters it means nothing, and links hold it.
    .replace(/(?<![a-z0-9])_|_(?![a-z0-9])/gi, '\\_')
    .replace(/@|www(?=\.)|:(?=\/\/(?!docs\.aws\.amazon\.com\/))/gi, '$&\u200b')
    .replace(/\s+/g, ' ');

function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const space = longest > 0 ? ' ' : '';
  return `${fence}${space}${text.replaceAll('|', '\\|').replace(/\s+/g, ' ')}${space}${fence}`;
}

export default { id: 'markdown', render };
