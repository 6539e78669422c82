import { many } from '../../../model/policy.ts';
import { rcpApplies } from '../../../policy/rcp-services.ts';
import { actionsOf, actionTest, matching, serviceOf } from './action-table.ts';
import type { Fault, JudgedPolicy, Placed } from './mistake.ts';
import { PERMISSION_OF, REPLACED_BY } from './permission-names.ts';

/** Permissions that do not exist, and patterns that match none. */
export function actionFaults({ statement }: Placed): readonly Fault[] {
  const faults = (['Action', 'NotAction'] as const).flatMap((element) =>
    many(statement[element] ?? []).flatMap((value): readonly Fault[] => {
      if (matching(value)?.length !== 0) return [];
      if (/[*?]/.test(value)) return [{ code: 'never-matches', element, value }];
      const suggestion = PERMISSION_OF.get(value.toLowerCase()) ?? nearest(value);
      return [
        { code: 'unknown-action', element, value, ...(suggestion === undefined ? {} : { suggestion }) },
      ];
    }),
  );
  const inert = statement.Action !== undefined && faults.length === many(statement.Action).length;
  return inert ? faults.map((fault) => ({ ...fault, inert: true })) : faults;
}

/** Actions that AWS has replaced, where no policy denies what came in their place. */
export function deprecatedFaults({ statement }: Placed, policies: readonly JudgedPolicy[]): readonly Fault[] {
  if (statement.Effect !== 'Deny') return [];
  return many(statement.Action ?? []).flatMap((value): readonly Fault[] => {
    const suggestion = REPLACED_BY.get(value.toLowerCase());
    if (suggestion === undefined || isDenied(suggestion, policies)) return [];
    return [{ code: 'deprecated-action', element: 'Action', value, suggestion }];
  });
}

const isDenied = (action: string, policies: readonly JudgedPolicy[]): boolean =>
  policies.some(({ document }) =>
    many(document.Statement).some(
      ({ Effect, Action, NotAction }) =>
        Effect === 'Deny' &&
        (NotAction === undefined
          ? many(Action ?? []).some((pattern) => actionTest(pattern)(action))
          : !many(NotAction).some((pattern) => actionTest(pattern)(action))),
    ),
  );

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#rcp-supported-services */
export function rcpFaults({ policy, statement }: Placed): readonly Fault[] {
  if (policy.kind !== 'rcp') return [];
  const patterns = many(statement.Action ?? []);
  const faults = patterns
    .filter((value) => serviceOf(value) !== '' && !rcpApplies(value.toLowerCase()))
    .map((value): Fault => ({ code: 'rcp-unsupported-service', element: 'Action', value }));
  return faults.length === patterns.length ? faults.map((fault) => ({ ...fault, inert: true })) : faults;
}

const LONGEST_NAME = 64;

/** The permission of the same service whose name differs in a few letters alone. */
function nearest(value: string): string | undefined {
  if (value.length > LONGEST_NAME) return undefined;
  const written = value.toLowerCase();
  let best: string | undefined;
  let least = Math.min(4, Math.ceil(value.length / 6));
  for (const { name } of actionsOf(serviceOf(value)) ?? []) {
    const distance = editDistance(written, name.toLowerCase());
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}

/** Letters to insert, remove or replace (Levenshtein). */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let line = 1; line <= one.length; line += 1) {
    const next = [line];
    for (let column = 1; column <= other.length; column += 1) {
      const replaced = (row[column - 1] ?? 0) + (one[line - 1] === other[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
