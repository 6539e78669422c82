import type { DrillAttempt, DrillReport } from '../commands/drill/result.ts';
import { drill, requireDrillable } from '../commands/drill.ts';
import { paragraph, printParagraph } from './paragraph.ts';
import { type AwsOptions, connect } from './session.ts';
import { snapshotIn } from './snapshot-file.ts';
import { table } from './table.ts';
import type { Terminal } from './terminal.ts';
import { padded, widthOf } from './width.ts';

export interface DrillFlags extends AwsOptions {
  readonly snapshot?: string;
  readonly account: string;
  readonly trail?: string;
  readonly bucket?: string;
  readonly technique?: string;
}

export async function run(terminal: Terminal, flags: DrillFlags): Promise<number> {
  const { text } = terminal;
  requireDrillable(flags);
  const stop = new AbortController();
  // The attack under way is still taken back.
  process.once('SIGINT', () => stop.abort());
  const report = await drilled(terminal, { ...flags, signal: stop.signal }, (attempt) => {
    terminal.note(`  ${attempt.technique}: ${text.drill.outcomes[attempt.outcome]}`);
  });
  if (terminal.json) terminal.print(JSON.stringify(documentOf(report)));
  else print(terminal, report);
  return statusOf(report);
}

async function drilled(
  terminal: Terminal,
  options: DrillFlags & { readonly signal: AbortSignal },
  onAttempt: (attempt: DrillAttempt) => void,
): Promise<DrillReport> {
  const { means } = terminal.text.drill;
  const say = (text: string) => {
    for (const line of paragraph(text)) terminal.note(line);
  };
  if (options.snapshot !== undefined) {
    const snapshot = await snapshotIn(terminal, options.snapshot);
    say(means.twin);
    return (await import('../commands/drill-twin.ts')).drillTwin(snapshot, options, onAttempt);
  }
  const access = await connect(terminal, options, 'drill');
  say(means[access.sandbox ? 'attacks' : 'probes']);
  return drill(access, options, onAttempt);
}

/** 0 only where something was refused, nothing got through and nothing is in doubt. */
export function statusOf({ summary, gaps, interrupted }: DrillReport): number {
  if (summary.succeeded > 0) return 3;
  return summary.unknown > 0 || summary.refused === 0 || gaps.length > 0 || interrupted ? 4 : 0;
}

function documentOf(report: DrillReport) {
  const { run, account, roleName, means, summary, attempts, coverage, gaps, decoysLeft, interrupted } =
    report;
  return {
    schema: 'indelible/drill@1',
    run: run.id,
    userAgent: run.userAgent,
    account,
    roleName,
    means,
    summary,
    attempts: attempts.map(({ title: _, harm, ...attempt }) => ({
      ...attempt,
      ...(harm === undefined ? {} : { harm: harm.en }),
    })),
    coverage,
    gaps,
    decoysLeft,
    interrupted,
  };
}

function print(terminal: Terminal, report: DrillReport): void {
  const { text, colors, language, print: line } = terminal;
  const { attempts, summary } = report;
  const { columns } = text.drill;
  line(
    table(
      [columns.attack, columns.outcome, columns.note].map((name) => colors.dim(name)),
      attempts.map((attempt) => [
        attempt.title[language],
        outcomeOf(terminal, attempt),
        noteOf(terminal, attempt),
      ]),
      [40, 12, 26],
    ),
  );
  printWho(terminal, attempts);
  printRefusers(terminal, attempts);
  line();
  const tried = attempts.length - summary.skipped;
  const colour = summary.succeeded > 0 ? colors.red : summary.unknown > 0 ? colors.yellow : colors.green;
  line(colour(tried === 0 ? text.drill.nothingRefused : text.drill.summary(summary.refused, tried)));
  const others = (['succeeded', 'unknown', 'skipped'] as const).filter((outcome) => summary[outcome] > 0);
  for (const outcome of others) line(`  ${summary[outcome]} ${text.drill.others[outcome]}`);
  printParagraph(terminal, text.drill.seen(report.account, report.coverage));
  if (report.interrupted) line(colors.yellow(text.drill.interrupted));
  if (report.gaps.length > 0) {
    line(colors.yellow(text.drill.gapsTitle));
    for (const { resource, action, code } of report.gaps)
      line(colors.yellow(`  ${resource}  ${action}  ${code}`));
  }
  if (report.decoysLeft.length > 0)
    printParagraph(terminal, text.drill.decoysLeft(report.decoysLeft.length, report.run.id));
  if (report.means === 'twin') {
    line(colors.bold(text.drill.nextTitle));
    line(`  indelible drill --account ${report.account}`);
    printParagraph(terminal, text.drill.nextMeans, 6);
    return;
  }
  line(text.drill.findable);
  line(`  ${report.run.userAgent}`);
}

function outcomeOf({ text, colors }: Terminal, { outcome }: DrillAttempt): string {
  const colour = {
    refused: colors.green,
    succeeded: colors.red,
    unknown: colors.yellow,
    skipped: colors.dim,
  };
  return colour[outcome](text.drill.outcomes[outcome]);
}

function noteOf({ text, language }: Terminal, attempt: DrillAttempt): string {
  const { outcome, refusedBy, harm, undone, why } = attempt;
  if (outcome === 'refused') return refusedBy?.type ?? '';
  const fate = undone === undefined ? text.drill.noUndo : undone ? text.drill.undone : text.drill.notUndone;
  return [
    ...(harm === undefined ? [] : [text.drill.harm(harm[language], fate)]),
    ...(harm === undefined && undone === false ? [text.drill.notUndone] : []),
    ...(harm === undefined && undone === true ? [text.drill.undoneInTime] : []),
    ...(why === undefined ? [] : [text.drill.why[why]]),
  ].join(' ');
}

function printWho({ text, colors, print: line }: Terminal, attempts: readonly DrillAttempt[]): void {
  const { asTitle, onTitle } = text.drill;
  const width = Math.max(widthOf(asTitle), widthOf(onTitle)) + 2;
  const who = [...new Set(attempts.map((attempt) => attempt.as))];
  const what = [...new Set(attempts.map(({ resource }) => resource.replace(/\/AWSLogs\/.*$/, '/AWSLogs/…')))];
  line();
  for (const [title, names] of [
    [asTitle, who],
    [onTitle, what],
  ] as const) {
    for (const [index, name] of names.entries()) {
      line(`${colors.bold(padded(index === 0 ? title : '', width))}${name}`);
    }
  }
}

function printRefusers({ text, colors, print: line }: Terminal, attempts: readonly DrillAttempt[]): void {
  const counts = new Map<string, number>();
  for (const { outcome, refusedBy } of attempts) {
    if (outcome !== 'refused' || refusedBy === undefined) continue;
    const name = refusedBy.arn ?? refusedBy.type;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  if (counts.size === 0) return;
  line(colors.bold(text.drill.refusedByTitle));
  for (const [name, count] of counts) line(`  ${text.drill.times(count)} ${name}`);
}
