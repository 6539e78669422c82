import { type PlanReport, plan, planFrom } from '../commands/plan.ts';
import { sealed, writePlanFile } from '../commands/plan-file.ts';
import { isUnread } from '../text/describe-cautions.ts';
import { printBucketUse } from './bucket-use.ts';
import { printCautions } from './cautions.ts';
import { changeLine } from './change-line.ts';
import { printParagraph } from './paragraph.ts';
import { type AwsOptions, connect } from './session.ts';
import { snapshotIn } from './snapshot-file.ts';
import type { Terminal } from './terminal.ts';

export interface PlanFlags extends AwsOptions {
  readonly snapshot?: string;
  readonly target?: string;
  readonly trail?: string;
  readonly bucket?: string;
  readonly out: string;
}

export async function run(terminal: Terminal, flags: PlanFlags): Promise<number> {
  const report = await planned(terminal, flags);
  const file = sealed(report.plan);
  const changes = report.plan.changes.length;
  if (changes > 0) await writePlanFile(flags.out, file);
  if (terminal.json) terminal.print(JSON.stringify(documentOf(report, changes > 0 ? flags.out : undefined)));
  else print(terminal, report, flags);
  return 0;
}

async function planned(terminal: Terminal, flags: PlanFlags): Promise<PlanReport> {
  if (flags.snapshot !== undefined) return planFrom(await snapshotIn(terminal, flags.snapshot), flags);
  const access = await connect(terminal, flags, 'read');
  terminal.note(terminal.text.plan.entering);
  return plan(access, flags);
}

function documentOf(report: PlanReport, file: string | undefined) {
  const { schema, ...plan } = sealed(report.plan);
  return {
    schema,
    summary: {
      changes: report.plan.changes.length,
      warnings: report.warnings.length,
      gaps: report.gaps.length,
    },
    ...(file === undefined ? {} : { file }),
    ...plan,
    trail: report.trailName,
    bucket: report.bucketName,
    layouts: report.layouts,
    ...(report.policy === undefined
      ? {}
      : { size: { characters: report.policy.content.length, quota: report.policy.quota } }),
    ...(report.use === undefined ? {} : { use: report.use }),
    warnings: report.warnings,
    accounts: report.accounts,
    coverage: report.coverage,
    gaps: report.gaps,
  };
}

function print(terminal: Terminal, report: PlanReport, flags: PlanFlags): void {
  const { text, colors, print: line } = terminal;
  const { target, policy, plan } = report;
  line(colors.bold(text.plan.protects));
  line(`  ${text.plan.trail}: ${report.trailName}`);
  line(`  ${text.plan.bucket}: ${report.bucketName}`);
  printParagraph(terminal, text.plan.from(target.name, target.id), 2);
  for (const layout of report.layouts) printParagraph(terminal, text.plan.layout(layout), 2);
  printParagraph(terminal, text.plan.seen(report.accounts, report.coverage), 2, colors.dim);
  if (report.use !== undefined) printBucketUse(terminal, report.use);
  printWarnings(terminal, report);
  if (plan.changes.length === 0) {
    line();
    printParagraph(terminal, text.plan.nothing(target.name));
    return;
  }
  if (policy !== undefined) {
    line();
    line(
      `${colors.bold(text.plan.policyTitle(policy.name))}  ${text.plan.size(policy.content.length, policy.quota)}`,
    );
    line(indented(JSON.stringify(JSON.parse(policy.content), null, 2)));
  }
  printGuards(terminal, report);
  line();
  line(colors.bold(text.plan.changesTitle));
  for (const [index, change] of plan.changes.entries()) {
    line(`  ${index + 1}. ${changeLine(text, change)}`);
  }
  line();
  line(colors.bold(text.plan.stillPossible));
  for (const one of text.plan.still(plan.managementAccountId)) printParagraph(terminal, one, 2);
  if (!isUnread(report.cautions)) printCautions(terminal, plan.managementAccountId, report.cautions);
  line();
  printParagraph(terminal, text.plan.written(flags.out));
  if (flags.snapshot !== undefined) printParagraph(terminal, text.plan.fromFile);
  printParagraph(terminal, text.plan.undo);
  line(`${text.plan.next} indelible apply ${flags.out}`);
}

function printWarnings(terminal: Terminal, { warnings, gaps }: PlanReport): void {
  const { text, colors, print: line } = terminal;
  if (warnings.length > 0) {
    line();
    line(colors.yellow(colors.bold(text.plan.warningsTitle)));
    for (const { reason, parameters } of warnings)
      printParagraph(terminal, text.plan.warnings[reason](parameters), 2, colors.yellow);
  }
  if (gaps.length > 0) {
    line();
    line(colors.yellow(colors.bold(text.plan.gapsTitle)));
    for (const { resource, action, code } of gaps) line(colors.yellow(`  ${resource}  ${action}  ${code}`));
  }
}

function printGuards(terminal: Terminal, { guards }: PlanReport): void {
  const { text, colors, language, print: line } = terminal;
  line();
  line(colors.bold(text.plan.guardsTitle));
  for (const { title, costs } of guards) {
    printParagraph(terminal, title[language], 2);
    printParagraph(terminal, costs[language], 4, colors.dim);
  }
}

const indented = (block: string): string => block.replace(/^/gm, '  ');
