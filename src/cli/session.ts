import { open } from '../commands/open.ts';
import type { Terminal } from './terminal.ts';

/** Options of every verb that calls AWS. */
export interface AwsOptions {
  readonly profile?: string;
  readonly region?: string;
  readonly roleName?: string;
  readonly externalId?: string;
}

/** What a verb does with AWS. A drill reads with the caller's credentials, and attacks in sessions of its own. */
export type Purpose = 'read' | 'write' | 'drill';

/** Connects, and says before anything else who will do what where. */
export async function connect(terminal: Terminal, options: AwsOptions, purpose: Purpose) {
  const { access, organizationId } = await open({
    mode: purpose === 'write' ? 'write' : 'read',
    ...(options.profile === undefined ? {} : { profile: options.profile }),
    ...(options.region === undefined ? {} : { region: options.region }),
  });
  const { line } = terminal.text;
  const where = [access.sandbox ? 'SANDBOX' : 'AWS', access.endpoint].filter((part) => part !== undefined);
  const drill = access.sandbox ? line.modes.write : line.modes.probe;
  terminal.note(
    [
      where.join(' '),
      organizationId === undefined ? line.noOrganization : line.organization(organizationId),
      access.caller.arn,
      line.account(access.caller.accountId),
      purpose === 'drill' ? drill : line.modes[purpose],
    ].join(' · '),
  );
  return access;
}
