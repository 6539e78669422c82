import { type OpenOptions, open } from '../commands/open.ts';
import type { Terminal } from './terminal.ts';

/** Options of every verb that calls AWS. */
export interface AwsOptions {
  readonly profile?: string;
  readonly region?: string;
  readonly roleName?: string;
}

/** Connects, and says before anything else who will do what where. */
export async function connect(
  terminal: Terminal,
  options: AwsOptions,
  mode: OpenOptions['mode'],
  probesOnAws = false,
) {
  const { access, organizationId } = await open({
    mode,
    ...(options.profile === undefined ? {} : { profile: options.profile }),
    ...(options.region === undefined ? {} : { region: options.region }),
  });
  const { line } = terminal.text;
  const where = [access.sandbox ? 'SANDBOX' : 'AWS', access.endpoint].filter((part) => part !== undefined);
  terminal.note(
    [
      where.join(' '),
      organizationId === undefined ? line.noOrganization : line.organization(organizationId),
      access.caller.arn,
      line.account(access.caller.accountId),
      line.modes[probesOnAws && !access.sandbox ? 'probe' : mode],
    ].join(' · '),
  );
  return access;
}
