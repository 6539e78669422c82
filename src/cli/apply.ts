import { type ApplyReport, apply } from '../commands/apply.ts';
import { readPlanFile } from '../commands/plan-file.ts';
import { changeLine } from './change-line.ts';
import { describe, show } from './failure.ts';
import { printParagraph } from './paragraph.ts';
import { type AwsOptions, connect } from './session.ts';
import type { Terminal } from './terminal.ts';

export async function run(terminal: Terminal, file: string, flags: AwsOptions): Promise<number> {
  const { text, colors } = terminal;
  const plan = await readPlanFile(file);
  const access = await connect(terminal, flags, 'write');
  const report = await apply(access, file, plan, (change) => {
    terminal.note(`  ${colors.green('✓')} ${changeLine(text, change)}`);
  });
  if (terminal.json) terminal.print(JSON.stringify(documentOf(terminal, report)));
  else print(terminal, report);
  if (report.stopped === undefined) return 0;
  if (terminal.json) show(terminal, describe(text, report.stopped.error));
  return 1;
}

function documentOf(terminal: Terminal, { plan, done, read, stopped, undoFile }: ApplyReport) {
  return {
    schema: 'indelible/apply@1',
    summary: { done: done.length, stopped: stopped !== undefined },
    organizationId: plan.organizationId,
    target: plan.target,
    done,
    read,
    ...(stopped === undefined
      ? {}
      : {
          stopped: {
            at: stopped.at,
            code: stopped.error.code,
            reason: stopped.error.reason,
            message: describe(terminal.text, stopped.error).message,
          },
        }),
    ...(undoFile === undefined ? {} : { undoFile }),
  };
}

function print(terminal: Terminal, { file, plan, done, read, stopped, undoFile }: ApplyReport): void {
  const { text, colors, print: line } = terminal;
  printParagraph(terminal, text.apply.read(read), 0, colors.dim);
  if (stopped !== undefined) {
    line(colors.red(done.length === 0 ? text.apply.stoppedFirst : text.apply.stopped(done.length)));
    for (const change of done) line(`  ${changeLine(text, change)}`);
    show(terminal, describe(text, stopped.error));
    if (undoFile !== undefined && done.length > 0)
      line(`${text.apply.undoTitle}: indelible apply ${undoFile}`);
    return;
  }
  if (done.length === 0) {
    line(text.apply.nothing);
    return;
  }
  line(plan.undoes === undefined ? colors.green(text.apply.done) : text.apply.undone);
  if (plan.undoes !== undefined) {
    line(text.apply.undoOf);
    return;
  }
  line(text.apply.takesTime);
  line();
  line(
    `${text.apply.checkTitle}: indelible drill --account ${/^\d{12}$/.test(plan.target.id) ? plan.target.id : 'ID'}`,
  );
  if (undoFile === undefined) return;
  line(`${text.apply.undoTitle}: indelible apply ${undoFile}`);
  line(`${text.apply.changeTitle}: ${text.apply.changeSteps}`);
  line(`  indelible apply ${undoFile}`);
  line(`  indelible apply ${file}`);
}
