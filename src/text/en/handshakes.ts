import type { Handshake } from '../../model/snapshot.ts';

const KINDS: Readonly<Record<string, string>> = {
  ACCOUNT: 'account',
  EMAIL: 'address',
  ORGANIZATION: 'organization',
};

/** Those that are named; the rest is a number. */
const MOST = 3;

/** Such as `1 handshake awaits an answer: h-… INVITE (organization o-…, account 111122223333, until …)`. */
export function handshakes(all: readonly Handshake[]): string {
  const more = all.length - MOST;
  return [
    `${all.length === 1 ? '1 handshake awaits' : `${all.length} handshakes await`} an answer: `,
    all.slice(0, MOST).map(handshake).join('; '),
    more > 0 ? `; and ${more} more` : '',
  ].join('');
}

function handshake({ id, action, parties, expiresAt }: Handshake): string {
  const who = parties.map((party) => `${KINDS[party.type] ?? party.type} ${party.id}`).join(', ');
  return `${id} ${action} (${who}${expiresAt === undefined ? '' : `, until ${expiresAt}`})`;
}
