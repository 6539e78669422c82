import type { Command, CommanderError } from 'commander';
import { IndelibleError } from '../model/error.ts';
import type { Text } from './terminal.ts';

/** Wrong usage, as an error that every language has words for. */
export function usageError({ args, commands }: Command, error: CommanderError): IndelibleError {
  const [first = '', about = ''] = args;
  // `help` about what is no verb: commander shows the help, and says nothing.
  if (error.code === 'commander.help') return unknownVerb(about);
  const verb = commands.some((command) => command.name() === first) ? `${first} ` : '';
  const message = error.message.replace(/^error: /, '');
  for (const [reason, wording] of WORDINGS) {
    const parts = wording.exec(message)?.groups;
    if (parts === undefined) continue;
    const { value = '', similar = '', known = '' } = parts;
    if (reason === 'verb-unknown') return unknownVerb(value, similar);
    return new IndelibleError('CONFIG_INVALID', reason, { value, similar, known, verb });
  }
  return new IndelibleError('CONFIG_INVALID', 'usage', { message, verb });
}

// INVARIANT: the wordings of the pinned commander, which tells what was wrong as English text only; one that it changes
// is shown as it is. Anchored: what a person typed may hold quotes.
const SIMILAR = String.raw`(?:\n\(Did you mean (?:one of )?(?<similar>.*)\?\))?`;
const WORDINGS: readonly (readonly [reason: keyof Text['errors'], wording: RegExp])[] = [
  ['verb-unknown', new RegExp(`^unknown command '(?<value>.*?)'${SIMILAR}$`, 's')],
  ['option-unknown', new RegExp(`^unknown option '(?<value>.*?)'${SIMILAR}$`, 's')],
  ['argument-missing', /^missing required argument '(?<value>.*)'$/s],
  ['option-missing', /^required option '(?<value>.*)' not specified$/s],
  ['value-missing', /^option '(?<value>.*)' argument missing$/s],
  ['value-invalid', /^option '.*' argument '(?<value>.*)' is invalid\. Allowed choices are (?<known>.*)\.$/s],
  ['arguments-excess', /^too many arguments.*\. Expected \d+ arguments? but got \d+: (?<value>.*)\.$/s],
];

function unknownVerb(value: string, similar = ''): IndelibleError {
  if (value === '') return new IndelibleError('CONFIG_INVALID', 'verb-missing');
  return new IndelibleError('CONFIG_INVALID', 'verb-unknown', { value, similar });
}
