import { IndelibleError } from '../../model/error.ts';
import type { Actor, Finding } from '../../model/finding.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Goal, Technique } from '../../model/technique.ts';
import { similarTo } from '../explain/similar.ts';
import { seenFrom } from './seen-from.ts';
import { type Tree, treeOf } from './tree.ts';

/** What the reader asks about; all of it must hold. Accounts and units by id or name. */
export interface Only {
  readonly techniques?: readonly string[];
  readonly accounts?: readonly string[];
  readonly units?: readonly string[];
  readonly goal?: Goal;
  readonly actor?: Actor['kind'];
  /** Principals with their own policies; then only they attack, unless `actor` names somebody else. */
  readonly as?: readonly string[];
}

/** The findings asked about, told of the accounts asked about. */
export function filterFor(
  snapshot: Snapshot,
  techniques: readonly Technique[],
  only: Only,
): (findings: readonly Finding[]) => readonly Finding[] {
  for (const id of only.techniques ?? []) refuseUnknown(id, techniques);
  const accounts = accountsAsked(snapshot, only);
  const tree = treeOf(snapshot);
  const kind = only.actor ?? ((only.as ?? []).length > 0 ? 'named' : undefined);
  return (findings) =>
    findings.flatMap((finding) => {
      if (only.techniques?.includes(finding.technique) === false) return [];
      if (only.goal !== undefined && finding.goal !== only.goal) return [];
      if (kind !== undefined && finding.actor.kind !== kind) return [];
      return accounts === undefined ? [finding] : concerning(finding, accounts, tree);
    });
}

/** The attacker is in one of the accounts, or what is attacked is, or may be. */
function concerning(finding: Finding, accounts: ReadonlySet<string>, tree: Tree): readonly Finding[] {
  const owner = tree.ownerOf(finding.target);
  const nobody = finding.accounts.length === 0;
  const ofOthers = owner !== undefined && owner !== finding.actor.accountId && accounts.has(owner);
  if (nobody || ofOthers) return [finding];
  const mine = finding.accounts.filter((id) => accounts.has(id));
  const [first] = mine;
  if (first === undefined) return [];
  const { fix, ...seen } = seenFrom(finding, first, tree);
  const bound = fix?.kind === 'deny' ? { ...fix, accounts: mine } : fix;
  return [{ ...seen, accounts: mine, ...(bound === undefined ? {} : { fix: bound }) }];
}

function accountsAsked(snapshot: Snapshot, { accounts, units }: Only): ReadonlySet<string> | undefined {
  if (accounts === undefined && units === undefined) return undefined;
  const { pathTo } = treeOf(snapshot);
  const named = (accounts ?? []).flatMap((asked) => idsOf(asked, snapshot.accounts, 'prove-account-unknown'));
  const root = { id: snapshot.organization.rootId, name: 'Root' };
  const above = (units ?? []).flatMap((asked) =>
    idsOf(asked, [root, ...snapshot.organizationalUnits], 'prove-unit-unknown'),
  );
  const under = snapshot.accounts.filter(({ id }) => pathTo(id).some((one) => above.includes(one)));
  return new Set([...named, ...under.map(({ id }) => id)]);
}

function idsOf(
  asked: string,
  known: readonly { readonly id: string; readonly name: string }[],
  reason: string,
): readonly string[] {
  const byId = known.filter(({ id }) => id === asked);
  const found = byId.length > 0 ? byId : known.filter(({ name }) => name === asked);
  if (found.length > 0) return found.map(({ id }) => id);
  const shown = known.slice(0, 20).map(({ id, name }) => `${name} (${id})`);
  throw new IndelibleError('CONFIG_INVALID', reason, {
    value: asked,
    known: shown.join('\n'),
    more: known.length - shown.length,
  });
}

function refuseUnknown(id: string, techniques: readonly Technique[]): void {
  const ids = techniques.map((technique) => technique.id);
  if (ids.includes(id)) return;
  const similar = id.length > 100 ? [] : similarTo(id.toLowerCase(), ids);
  throw new IndelibleError('CONFIG_INVALID', 'technique-unknown', {
    technique: id,
    similar: similar.join('\n'),
  });
}
