import type { Handshake } from '../../model/snapshot.ts';
import type { handshakes as en } from '../en/handshakes.ts';

const KINDS: Readonly<Record<string, string>> = {
  ACCOUNT: 'アカウント',
  EMAIL: 'メールアドレス',
  ORGANIZATION: '組織',
};

const MOST = 3;

export const handshakes: typeof en = (all) => {
  const more = all.length - MOST;
  return [
    `応答待ちのハンドシェイクが ${all.length} 件あります: `,
    all.slice(0, MOST).map(handshake).join('、'),
    more > 0 ? `、ほか ${more} 件` : '',
  ].join('');
};

function handshake({ id, action, parties, expiresAt }: Handshake): string {
  const who = parties.map((party) => `${KINDS[party.type] ?? party.type} ${party.id}`).join('、');
  return `${id} ${action} (${who}${expiresAt === undefined ? '' : `、期限 ${expiresAt}`})`;
}
