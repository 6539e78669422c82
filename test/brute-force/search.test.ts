import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { TRAIL } from '../worlds/build.ts';
import { worlds } from '../worlds/index.ts';
import { KNOWN } from './goals.ts';
import { findAttack } from './search.ts';

/** The only target of a technique in a small world, or the account's own. */
function targetOf({ trails, logBuckets, keys = [] }: Snapshot, technique: string, accountId: string): string {
  const own = (one: { readonly accountId?: string }) => one.accountId === accountId;
  if (technique === 'organization-leave') return accountId;
  if (technique.startsWith('cloudtrail')) return trails.find(own)?.arn ?? TRAIL;
  if (technique.startsWith('kms')) return keys[0]?.arn ?? '';
  return (logBuckets.find(own) ?? logBuckets[0])?.arn ?? '';
}

/** What these turn on is beyond what the brute force tries: passed roles, aliases, delegation, Object Lock. */
const BEYOND = [
  'exempt by name, trusting Lambda, every write denied but PassRole',
  'a guard that knows the key by its alias',
  'a member to whom policy administration is delegated',
  'compliance retention, and a key that can be deleted',
];

const within = worlds.filter(({ name }) => !BEYOND.includes(name));

const cases = within.flatMap(({ name, snapshot, expect: expected }) =>
  expected
    .filter(
      ({ technique, actor, verdict }) =>
        KNOWN.includes(technique) && (actor === 'admin' || actor === 'root') && typeof verdict === 'string',
    )
    .map(({ technique, actor, account = '', verdict }) => ({
      name,
      technique,
      actor,
      account,
      verdict,
      snapshot,
    })),
);

describe('the brute force', () => {
  it.each(cases)('$name: $technique by $actor of $account is $verdict', (given) => {
    const { snapshot, technique, actor, account, verdict } = given;
    const target = targetOf(snapshot, technique, account);
    const attack = findAttack(snapshot, technique, target, { accountId: account, asRoot: actor === 'root' });
    if (verdict === 'possible') expect(attack).toBeDefined();
    if (verdict === 'blocked') expect(attack).toBeUndefined();
  });
});
