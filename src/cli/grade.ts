import {
  type Graded,
  type GradeRequest,
  grade,
  gradeWorld,
  type NothingRead,
  pathMissing,
} from '../commands/grade.ts';
import { catalogue } from '../commands/prove/catalogue.ts';
import type { Wording } from '../text/describe-way.ts';
import { printAssumed } from './grade/assumed.ts';
import { printBreaks, printMistakes } from './grade/faults.ts';
import { printOpen } from './grade/open.ts';
import { noteProblems } from './grade/problems.ts';
import { printScore } from './grade/score.ts';
import { printParagraph } from './paragraph.ts';
import { printable } from './prove/printable.ts';
import { printHead } from './prove/sections.ts';
import { printRow } from './prove/way.ts';
import type { Terminal } from './terminal.ts';

export interface GradeFlags {
  readonly trail?: string;
  readonly bucket?: string;
  readonly key?: string;
  readonly exempt?: string;
  readonly world?: boolean;
}

const UNREAD = 2;

export async function run(terminal: Terminal, paths: readonly string[], flags: GradeFlags): Promise<number> {
  const request: GradeRequest = { ...given(flags), paths, stdin: process.stdin, now: new Date() };
  if (flags.world === true) return printWorld(terminal, request);
  if (paths.length === 0) throw pathMissing();
  const graded = await grade(request);
  if ('skipped' in graded) return refuse(terminal, graded);
  if (terminal.json) {
    terminal.print(JSON.stringify(documentOf(graded)));
    return graded.status;
  }
  const shown = printable(graded);
  if (shown.problems.length > 0) noteProblems(terminal, shown.problems, terminal.text.grade.partly);
  printGraded(terminal, shown, paths);
  return graded.status;
}

const given = ({ trail, bucket, key, exempt }: GradeFlags) => ({
  ...(trail === undefined ? {} : { trail }),
  ...(bucket === undefined ? {} : { bucket }),
  ...(key === undefined ? {} : { key }),
  ...(exempt === undefined ? {} : { exempt }),
});

async function printWorld(terminal: Terminal, request: GradeRequest): Promise<number> {
  const world = await gradeWorld(request);
  if ('skipped' in world) return refuse(terminal, world);
  terminal.print(JSON.stringify(world, null, terminal.json ? 0 : 2));
  return 0;
}

function refuse(terminal: Terminal, { problems, skipped }: NothingRead): number {
  const { text, json, print, fail } = terminal;
  if (json) print(JSON.stringify({ schema: SCHEMA, problems }));
  fail(`${text.line.error}: ${text.grade.nothing(skipped, problems.length)}`);
  noteProblems(terminal, printable(problems));
  return UNREAD;
}

const SCHEMA = 'indelible/grade@1';

const documentOf = ({ status, ...graded }: Graded) => ({
  schema: SCHEMA,
  ...graded,
  summary: { ...graded.summary, status },
});

function printGraded(terminal: Terminal, graded: Graded, paths: readonly string[]): void {
  const { text, language } = terminal;
  const wording: Wording = { words: text.prove, language, catalogue: catalogue(), names: graded.accounts };
  printScore(terminal, graded);
  printOpen(terminal, graded, wording);
  printMistakes(terminal, graded.mistakes);
  printBreaks(terminal, graded.breaks);
  printAssumed(terminal, graded.assumed);
  printRests(terminal, graded);
  printNext(terminal, graded, paths);
}

function printRests(terminal: Terminal, { techniques, version }: Graded): void {
  const { grade: words } = terminal.text;
  printHead(terminal, words.restsTitle);
  printParagraph(terminal, words.rests(version, techniques.length), 3);
}

function printNext(terminal: Terminal, { open }: Graded, paths: readonly string[]): void {
  const { text, colors, print } = terminal;
  const say = text.grade.nextSteps;
  const first = open[0]?.preparedBy ?? open[0]?.techniques[0];
  const files = paths.map(quoted).join(' ');
  const steps = [
    ...(first === undefined ? [] : [[`indelible explain ${first}`, say.explain]]),
    ...(files.includes('-') && paths.includes('-') ? [] : [[`indelible grade ${files} --json`, say.json]]),
    ['indelible grade --world > world.json', say.world],
    ['indelible prove --snapshot FILE', say.prove],
  ];
  printHead(terminal, text.grade.next);
  for (const [command = '', means = ''] of steps) {
    print(`   ${colors.cyan(command)}`);
    printRow(terminal, '', means, colors.dim);
  }
}

/** As a shell needs it. */
const quoted = (file: string): string =>
  /^[\w./@+-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`;
