#!/usr/bin/env node
import { CommanderError } from 'commander';
import { IndelibleError } from '../model/error.ts';
import { doors } from './doors.ts';
import { report } from './failure.ts';
import { programFor } from './program.ts';
import { languageOf, type TerminalOptions, terminal } from './terminal.ts';

process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  // A reader that has seen enough, such as `head`, is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  let options = early(argv);
  if (isBare(argv)) return doors(terminal(options));
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
    return error.exitCode === 0 ? 0 : report(terminal(options), usage(program.args, error));
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

function isBare(argv: readonly string[]): boolean {
  const rest = argv.filter((argument, index) => argument !== '--lang' && argv[index - 1] !== '--lang');
  return rest.every((argument) => /^--(?:lang=.*|no-color|quiet|debug)$/.test(argument));
}

function usage(words: readonly string[], error: CommanderError): IndelibleError {
  const [verb = '', about = ''] = words;
  // `help` about what is no verb: commander shows the help, and says nothing.
  if (error.code === 'commander.help') return usageError(`unknown command '${about}'`, '');
  return usageError(
    error.message.replace(/^error: /, ''),
    verb === '' || error.code === 'commander.unknownCommand' ? '' : `${verb} `,
  );
}

function usageError(message: string, verb: string): IndelibleError {
  return new IndelibleError('CONFIG_INVALID', 'usage', { message, verb });
}
