import { catalogue } from '../commands/prove/catalogue.ts';
import { type ProveRequest, prove } from '../commands/prove.ts';
import type { Answer, Way } from '../model/answer.ts';
import { IndelibleError } from '../model/error.ts';
import type { Actor } from '../model/finding.ts';
import type { Depth } from '../model/snapshot.ts';
import type { Goal } from '../model/technique.ts';
import { reports } from '../reports/index.ts';
import { headline, remarks, residualRemark } from '../text/describe-answer.ts';
import { techniqueWords, type Wording } from '../text/describe-way.ts';
import { printCautions } from './cautions.ts';
import { printParagraph } from './paragraph.ts';
import { printable } from './prove/printable.ts';
import { printClaim, printFixes, printGoals, printHead, printWays } from './prove/sections.ts';
import { printRow } from './prove/way.ts';
import type { AwsOptions } from './session.ts';
import { snapshotIn } from './snapshot-file.ts';
import type { Terminal } from './terminal.ts';
import { printTroubles } from './troubles.ts';

export interface ProveFlags extends AwsOptions {
  readonly depth?: Depth;
  readonly snapshot?: string;
  readonly technique?: readonly string[];
  readonly account?: readonly string[];
  readonly ou?: readonly string[];
  readonly goal?: Goal;
  readonly actor?: Actor['kind'];
  readonly as?: readonly string[];
  readonly baseline?: string;
  readonly exceptions?: string;
  readonly strict?: boolean;
  readonly all?: boolean;
  readonly residual?: boolean;
  readonly markdown?: boolean;
}

/** Fewer are judged at once. */
const MANY_ACCOUNTS = 100;

export async function run(terminal: Terminal, flags: ProveFlags): Promise<number> {
  const { text, language, json, note, print } = terminal;
  const { snapshot: file } = flags;
  const snapshot =
    file === undefined
      ? await (await import('./collect.ts')).read(terminal, flags)
      : await snapshotIn(terminal, file);
  const techniques = catalogue();
  if (snapshot.accounts.length >= MANY_ACCOUNTS)
    note(text.prove.judging(techniques.length, snapshot.accounts.length));
  const answer = await prove(snapshot, requestOf(flags));
  const shown = printable(answer);
  for (const { technique, owner } of shown.unused) note(text.prove.unused(technique, owner));
  if (json) print(JSON.stringify(documentOf(answer)));
  else if (flags.markdown) print(rendered('markdown', shown, { catalogue: techniques, text, language }));
  else {
    const wording = { words: text.prove, language, catalogue: techniques, names: shown.names };
    printAnswer(terminal, shown, wording, flags, file);
  }
  return answer.summary.status;
}

function rendered(
  id: string,
  answer: Answer,
  rendering: Parameters<(typeof reports)[number]['render']>[1],
): string {
  const report = reports.find((one) => one.id === id);
  if (report === undefined) throw new IndelibleError('BUG', 'report-unknown', { id });
  return report.render(answer, rendering);
}

const requestOf = (flags: ProveFlags): ProveRequest => ({
  ...(flags.technique === undefined ? {} : { techniques: flags.technique }),
  ...(flags.account === undefined ? {} : { accounts: flags.account }),
  ...(flags.ou === undefined ? {} : { units: flags.ou }),
  ...(flags.goal === undefined ? {} : { goal: flags.goal }),
  ...(flags.actor === undefined ? {} : { actor: flags.actor }),
  ...(flags.as === undefined ? {} : { as: flags.as }),
  ...(flags.baseline === undefined ? {} : { baseline: flags.baseline }),
  ...(flags.exceptions === undefined ? {} : { exceptions: flags.exceptions }),
  ...(flags.strict === undefined ? {} : { strict: flags.strict }),
  now: new Date(),
});

/** The findings once: ways are drawn from them. */
const documentOf = ({
  summary,
  claim,
  troubles,
  fixes,
  left,
  names,
  managementAccount,
  findings,
}: Answer) => ({
  schema: 'indelible/prove@1',
  summary,
  claim,
  troubles,
  fixes: fixes.map(({ ways, ...group }) => ({
    ...group,
    techniques: [...new Set(ways.map(({ technique }) => technique))].sort(),
  })),
  left: left.map(({ way: { technique, target, shown }, why }) => ({
    technique,
    target,
    why,
    ...(shown.path === undefined ? {} : { path: shown.path }),
    ...(shown.missing === undefined ? {} : { missing: shown.missing }),
  })),
  names,
  managementAccount,
  findings,
});

const WORST = 3;

function printAnswer(
  terminal: Terminal,
  answer: Answer,
  wording: Wording,
  flags: ProveFlags,
  file: string | undefined,
): void {
  const { colors, print } = terminal;
  const { words } = wording;
  const { summary, ways } = answer;
  const of = (verdict: Way['verdict'], residual = false) =>
    ways.filter((way) => way.verdict === verdict && (way.residual === true) === residual);
  const open = of('possible');
  const all = flags.all === true;
  const brief = summary.unguarded !== undefined && !all;
  const listed = brief ? [] : all ? open : open.slice(0, WORST);
  print(colors.bold(words.question));
  printParagraph(terminal, headline(answer, wording), 0, colourOf(terminal, summary.answer));
  for (const remark of remarks(answer, wording, brief)) printParagraph(terminal, remark);
  printTroubles(terminal, answer.troubles, words.trouble);
  const withResidual = flags.residual || flags.strict || all;
  const besides = withResidual ? undefined : residualRemark(answer, wording);
  if (summary.answer !== 'yes') printBesides(terminal, besides, 0);
  const title = listed.length < open.length ? words.worstTitle(listed.length) : words.openTitle;
  printSection(terminal, title, listed, wording, all ? numbered(answer) : new Map());
  const unknown = of('unknown');
  if (all || summary.answer === 'not-known')
    printSection(
      terminal,
      words.unknownTitle(unknown.length),
      all ? unknown : unknown.slice(0, WORST),
      wording,
    );
  if (withResidual) {
    const residual = [...of('possible', true), ...of('unknown', true)];
    printSection(terminal, words.residualTitle(residual.length), residual, wording);
  }
  if (all) {
    const blocked = of('blocked');
    printSection(terminal, words.blockedTitle(blocked.length), blocked, wording);
    printAbsent(terminal, of('not-applicable'), wording);
  }
  printGoals(terminal, summary, wording);
  if (summary.answer === 'yes') printBesides(terminal, besides, 2);
  if (!brief) printFixes(terminal, answer, wording, all);
  const { id, cautions } = answer.managementAccount;
  if (answer.claim.only.length === 0) printCautions(terminal, id, cautions);
  printClaim(terminal, answer, wording);
  printNext(terminal, answer, wording, flags, file);
}

/** Where nothing else is open, what no policy prevents must not be overlooked. */
function printBesides(terminal: Terminal, remark: string | undefined, indent: number): void {
  if (remark !== undefined) printParagraph(terminal, remark, indent, terminal.colors.yellow);
}

const colourOf = ({ colors }: Terminal, answer: Answer['summary']['answer']) => {
  const paint = { yes: colors.red, residual: colors.yellow, 'not-known': colors.yellow, no: colors.green };
  const chosen = answer === 'not-applicable' ? colors.dim : paint[answer];
  return (line: string) => colors.bold(chosen(line));
};

/** Where every change is listed below, each way names its own by number. */
const numbered = ({ fixes }: Answer): ReadonlyMap<Way, number> =>
  new Map(fixes.flatMap(({ ways }, index) => ways.map((way) => [way, index + 1] as const)));

function printSection(
  terminal: Terminal,
  title: string,
  ways: readonly Way[],
  wording: Wording,
  changes: ReadonlyMap<Way, number> = new Map(),
): void {
  if (ways.length === 0) return;
  printHead(terminal, title);
  printWays(terminal, ways, wording, changes);
}

function printAbsent(terminal: Terminal, ways: readonly Way[], wording: Wording): void {
  const techniques = new Set(ways.map(({ technique }) => technique));
  if (techniques.size === 0) return;
  printHead(terminal, wording.words.absentTitle(techniques.size));
  for (const technique of techniques)
    printParagraph(
      terminal,
      `${techniqueWords(wording, technique).title[wording.language]}  ${technique}`,
      3,
      terminal.colors.dim,
    );
}

function printNext(
  terminal: Terminal,
  { summary, ways }: Answer,
  { words }: Wording,
  flags: ProveFlags,
  file: string | undefined,
): void {
  const { colors, print } = terminal;
  const say = words.nextSteps;
  const dangers = ways.filter(({ verdict }) => verdict === 'possible' || verdict === 'unknown');
  const worst =
    dangers.find(({ verdict, residual }) => verdict === 'possible' && residual !== true) ??
    dangers.find(({ residual }) => residual !== true) ??
    dangers[0];
  const again = file === undefined ? 'indelible prove' : `indelible prove --snapshot ${quoted(file)}`;
  const steps: readonly (readonly [string, string])[] = [
    ...(flags.all ? [] : [[`${again} --all`, say.all] as const]),
    ...(worst === undefined ? [] : [[`indelible explain ${worst.technique}`, say.explain] as const]),
    ...(summary.answer === 'yes' ? [['indelible plan --target OU', say.plan] as const] : []),
    ...(summary.answer === 'yes' && flags.baseline === undefined
      ? [[`${again} --json > baseline.json`, say.baseline] as const]
      : []),
    ...(summary.answer === 'no' ? [['indelible drill --account ID', say.drill] as const] : []),
  ];
  printHead(terminal, words.next);
  for (const [command, means] of steps) {
    print(`   ${colors.cyan(command)}`);
    printRow(terminal, '', means, colors.dim);
  }
}

/** As a shell needs it. */
const quoted = (file: string): string =>
  /^[\w./@+-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`;
