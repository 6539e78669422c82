#!/usr/bin/env node
import { CommanderError } from 'commander';
import { IndelibleError } from '../model/error.ts';
import { doors } from './doors.ts';
import { report } from './failure.ts';
import { programFor } from './program.ts';
import { languageOf, type TerminalOptions, terminal } from './terminal.ts';
import { usageError } from './usage.ts';

process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  let options = early(argv);
  // A reader that has seen enough, such as `head`, is no error, and the status stays what the answer says.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.exit(unwritable(options, error));
  });
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.exit(1);
  });
  let status = 0;
  const program = programFor(terminal(options), async (chosen, verb) => {
    options = chosen;
    status = await verb(terminal(chosen));
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return status;
  } catch (error) {
    if (!(error instanceof CommanderError)) return report(terminal(options), error);
    if (error.exitCode === 0) return 0;
    // commander's word for: nothing but options was given.
    if (error.code === 'commander.help' && program.args.length === 0) return bare(program.opts());
    return report(terminal(options), usageError(program, error));
  }
}

/** What must be known before the arguments are parsed: help and errors have a language, too. */
function early(argv: readonly string[]): TerminalOptions {
  const at = argv.findIndex((argument) => argument === '--lang' || argument.startsWith('--lang='));
  const lang = argv[at]?.split('=')[1] ?? argv[at + 1];
  return {
    lang: at >= 0 && (lang === 'en' || lang === 'ja') ? lang : languageOf(process.env),
    color: !argv.includes('--no-color'),
    debug: argv.includes('--debug'),
  };
}

function unwritable(options: TerminalOptions, { message }: Error): number {
  report(
    terminal(options),
    new IndelibleError('CONFIG_INVALID', 'file-unwritable', { file: 'stdout', message }),
  );
  return 1;
}

function bare(options: TerminalOptions): number {
  const here = terminal(options);
  if (!here.json) return doors(here);
  return report(here, new IndelibleError('CONFIG_INVALID', 'verb-missing'));
}
