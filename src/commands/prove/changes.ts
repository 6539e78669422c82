import type { DenyFix, DenyStatement, PolicyChange } from '../../model/answer.ts';
import { inAnyOf } from './fixes.ts';

/** An action on its own resources: what belongs together in a policy must not be multiplied. */
interface Denied {
  readonly policyType: DenyFix['policyType'];
  readonly action: string;
  readonly resources: ReadonlySet<string>;
  readonly accounts: ReadonlySet<string>;
}

/** Which of several fixes come to the same: the same action on the same resources, of whatever account. */
export const keyOf = ({ policyType, actions, resources, accounts }: DenyFix): string =>
  JSON.stringify([policyType, actions, resources.map(inAnyOf(new Set(accounts)))]);

/** As few changes as hold the fixes: one for each type of policy, service and set of accounts. */
export function changesOf(fixes: readonly DenyFix[]): readonly PolicyChange[] {
  const denied = [...Map.groupBy(fixes, keyOf).values()].flatMap(deniedBy);
  const changes = Map.groupBy(denied, ({ policyType, action, accounts }) =>
    JSON.stringify([policyType, serviceOf(action), [...accounts].sort()]),
  );
  return absorbed([...changes.values()]).map(changeOf);
}

/** The same for several accounts is said of all of them at once. */
function deniedBy(same: readonly DenyFix[]): readonly Denied[] {
  const [first] = same;
  if (first === undefined) return [];
  const accounts = new Set(same.flatMap((fix) => fix.accounts));
  const resources = new Set(same.flatMap((fix) => fix.resources));
  const anywhere = new Set([...resources].map(inAnyOf(accounts)));
  return first.actions.map((action) => ({
    policyType: first.policyType,
    action,
    resources: resources.size > anywhere.size ? anywhere : resources,
    accounts,
  }));
}

/** Closing an account and leaving the organization go together. */
export function serviceOf(action: string): string {
  const [service = ''] = action.split(':');
  return service === 'account' ? 'organizations' : service;
}

/** What fewer accounts need goes into a policy of the same service that binds them, too. */
function absorbed(groups: readonly (readonly Denied[])[]): readonly (readonly Denied[])[] {
  const byAccounts = [...groups].sort((one, other) => sizeOf(other) - sizeOf(one));
  const kept: Denied[][] = [];
  for (const group of byAccounts) {
    const wider = kept.find((other) => isWithin(group[0], other[0]));
    if (wider === undefined) kept.push([...group]);
    else wider.push(...group);
  }
  return kept;
}

const sizeOf = ([first]: readonly Denied[]): number => first?.accounts.size ?? 0;

const isWithin = (one: Denied | undefined, other: Denied | undefined): boolean =>
  one !== undefined &&
  other !== undefined &&
  one.policyType === other.policyType &&
  serviceOf(one.action) === serviceOf(other.action) &&
  [...one.accounts].every((id) => other.accounts.has(id));

function changeOf(denied: readonly Denied[]): PolicyChange {
  const accounts = [...new Set(denied.flatMap((one) => [...one.accounts]))].sort();
  return {
    kind: 'deny',
    policyType: denied[0]?.policyType ?? 'scp',
    statements: paired(denied.flatMap((one) => [...one.resources].map((to) => [one.action, to] as const))),
    accounts,
  };
}

/** Statements that deny these pairs of action and resource, and no other. */
export function paired(pairs: readonly (readonly [action: string, resource: string])[]): DenyStatement[] {
  const resources = Map.groupBy(pairs, ([action]) => action);
  const statements = Map.groupBy([...resources], ([, of]) =>
    JSON.stringify([...new Set(of.map(([, resource]) => resource))].sort()),
  );
  return [...statements]
    .map(([of, actions]) => ({
      actions: actions.map(([action]) => action).sort(),
      resources: JSON.parse(of) as readonly string[],
    }))
    .sort((one, other) => ((one.actions[0] ?? '') < (other.actions[0] ?? '') ? -1 : 1));
}
