import type { Finding } from '../../model/finding.ts';
import type { Tree } from './tree.ts';

/**
 * A Finding stands for accounts that are alike, and is written as that of the first: here as that of another.
 * INVARIANT: alike accounts have the same policies at the same depth, so that the one's path in the tree answers to
 * the other's, level by level.
 */
export function seenFrom(finding: Finding, accountId: string, tree: Tree): Finding {
  const first = finding.actor.accountId;
  if (first === accountId) return finding;
  const from = tree.pathTo(first);
  const to = tree.pathTo(accountId);
  const answers = new Map(from.map((id, level) => [id, to[level] ?? id]));
  const { accounts, ...rest } = finding;
  return { ...(written(rest, first, accountId, answers) as Omit<Finding, 'accounts'>), accounts };
}

function written(
  value: unknown,
  first: string,
  accountId: string,
  answers: ReadonlyMap<string, string>,
): unknown {
  if (typeof value === 'string') return answers.get(value) ?? value.replaceAll(first, accountId);
  if (Array.isArray(value)) return value.map((one) => written(one, first, accountId, answers));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, written(one, first, accountId, answers)]),
  );
}

/** What the Finding attacks, account by account: one's own trail is another one in every account. */
export const targetsOf = ({ target, actor, accounts }: Finding): readonly string[] =>
  accounts.length > 1 && target.includes(actor.accountId)
    ? accounts.map((id) => target.replaceAll(actor.accountId, id))
    : [target];
