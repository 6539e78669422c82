import type { DenyFix, FixGroup, Judged, Left, PolicyChange, Way } from '../../model/answer.ts';
import type { PolicyStatement } from '../../model/policy.ts';
import type { OrganizationPolicy, Snapshot } from '../../model/snapshot.ts';
import { changesOf, keyOf } from './changes.ts';
import { isOpen } from './ways.ts';

/** Beyond that, judging anew would keep people waiting. */
const MOST_ACCOUNTS = 200;
/** A path that is closed may leave another: each round closes what the one before left. */
const ROUNDS = 6;
/** Of more changes, it takes too long to find out what each is worth. */
const MOST_TRIED = 8;
const MOST_ALONE = 3;

const TYPES = { scp: 'SERVICE_CONTROL_POLICY', rcp: 'RESOURCE_CONTROL_POLICY' } as const;

export interface ProvedFixes {
  readonly fixes: readonly FixGroup[];
  /** Open ways that are left with all of them; absent where that was not tried. */
  readonly left?: readonly Left[];
}

type Judge = (snapshot: Snapshot) => readonly Way[];

/**
 * Changes that close the open ways, judged anew with them applied, and what is open even so. A way is closed when
 * neither it nor a detour is possible, or unknown. `judge` answers the ways of a Snapshot.
 */
export function provedFixes(snapshot: Snapshot, ways: readonly Way[], judge: Judge): ProvedFixes {
  const open = ways.filter(isOpen);
  const first = deniesOf(open.flatMap(({ findings }) => findings));
  if (open.length === 0) return { fixes: [] };
  if (first.length === 0)
    return { fixes: groupsOf([], open, []), left: open.map((way) => ({ way, why: 'no-policy' })) };
  if (snapshot.accounts.length > MOST_ACCOUNTS || !first.some((fix) => isApplicable(snapshot, fix)))
    return { fixes: groupsOf(changesOf(first), open, first) };
  const judged = new Map<string, readonly Left[]>();
  const leftWith = (changes: readonly PolicyChange[]): readonly Left[] => {
    // What is gathered, needed and left is asked with the same changes again.
    const key = JSON.stringify(changes);
    const made = judged.get(key) ?? judgedWith(changes);
    judged.set(key, made);
    return made;
  };
  const judgedWith = (changes: readonly PolicyChange[]): readonly Left[] => {
    const anew = new Map(
      judge(withChanges(snapshot, changes)).flatMap((way) => (isDanger(way) ? [[attackOf(way), way]] : [])),
    );
    return open.flatMap((way) => {
      const still = anew.get(attackOf(way));
      return still === undefined ? [] : [{ way: still, why: 'not-found' as const }];
    });
  };
  const { fixes, gaveUp } = gathered(snapshot, first, leftWith);
  const needed = withoutIdle(changesOf(fixes), leftWith);
  const left = leftWith(needed).map(({ way }) => ({ way, why: whyLeft(snapshot, way, gaveUp) }));
  const grouped = groupsOf(needed, open, fixes);
  // What an idle change stood for is closed by another: by the one without which it is open.
  const strays = open.filter((way) => !grouped.some(({ ways }) => ways.includes(way)));
  const groups = grouped.map((group) => {
    if (strays.length === 0 || group.fix.kind !== 'deny' || needed.length > MOST_TRIED) return group;
    const without = new Set(
      leftWith(needed.filter((one) => one !== group.fix)).map(({ way }) => attackOf(way)),
    );
    return { ...group, ways: [...group.ways, ...strays.filter((way) => without.has(attackOf(way)))] };
  });
  return {
    fixes: groups.map((group, index) => {
      const alone =
        group.fix.kind === 'deny' && needed.length <= MOST_TRIED && index < MOST_ALONE
          ? leftWith([group.fix])
          : undefined;
      return alone === undefined ? group : { ...group, closes: open.length - alone.length };
    }),
    left,
  };
}

/** What has to be denied before no path is left, as far as that is found. */
function gathered(
  snapshot: Snapshot,
  first: readonly DenyFix[],
  leftWith: (changes: readonly PolicyChange[]) => readonly Left[],
): { readonly fixes: readonly DenyFix[]; readonly gaveUp: boolean } {
  const fixes = new Map(applicable(snapshot, first));
  for (let round = 0; round < ROUNDS; round += 1) {
    const left = leftWith(changesOf([...fixes.values()]));
    const before = fixes.size;
    const next = deniesOf(left.flatMap(({ way }) => way.findings));
    for (const [key, fix] of applicable(snapshot, next)) fixes.set(key, fix);
    if (fixes.size === before) return { fixes: [...fixes.values()], gaveUp: false };
  }
  return { fixes: [...fixes.values()], gaveUp: true };
}

const applicable = (snapshot: Snapshot, fixes: readonly DenyFix[]): readonly (readonly [string, DenyFix])[] =>
  fixes.filter((fix) => isApplicable(snapshot, fix)).map((fix) => [JSON.stringify(fix), fix]);

/** Those without which nothing more would be open are no advice. */
function withoutIdle(
  changes: readonly PolicyChange[],
  leftWith: (changes: readonly PolicyChange[]) => readonly Left[],
): readonly PolicyChange[] {
  if (changes.length > MOST_TRIED) return changes;
  let kept = changes;
  const least = leftWith(changes).length;
  for (const one of [...changes].reverse()) {
    const others = kept.filter((other) => other !== one);
    if (leftWith(others).length <= least) kept = others;
  }
  return kept;
}

function whyLeft(snapshot: Snapshot, { shown }: Way, gaveUp: boolean): Left['why'] {
  if (shown.verdict === 'unknown') return 'unknown';
  if (shown.fix?.kind !== 'deny') return 'no-policy';
  if (!isApplicable(snapshot, shown.fix)) return 'type-disabled';
  return gaveUp ? 'gave-up' : 'not-found';
}

/** Each change with the open ways that it concerns; what can only be detected last. */
function groupsOf(
  changes: readonly PolicyChange[],
  open: readonly Way[],
  fixes: readonly DenyFix[],
): readonly FixGroup[] {
  const keysOf = new Map(
    changes.map((change) => [change, new Set(fixes.filter((fix) => isPartOf(fix, change)).map(keyOf))]),
  );
  const groups = changes.map((change): FixGroup => {
    const isIn = ({ fix }: Judged) => fix?.kind === 'deny' && keysOf.get(change)?.has(keyOf(fix)) === true;
    return {
      fix: change,
      ways: open.filter(({ shown }) => isIn(shown)),
      inPathOf: open.filter(({ findings }) => findings.every(isIn)).length,
    };
  });
  const alone = open.filter(({ shown }) => shown.fix?.kind !== 'deny');
  const detected: readonly FixGroup[] =
    alone.length === 0 ? [] : [{ fix: { kind: 'detect' }, ways: alone, inPathOf: alone.length }];
  return [...groups.sort((one, other) => other.inPathOf - one.inPathOf), ...detected];
}

const isPartOf = ({ policyType, actions, accounts }: DenyFix, change: PolicyChange): boolean =>
  policyType === change.policyType &&
  accounts.every((id) => change.accounts.includes(id)) &&
  actions.every((action) => change.statements.some((statement) => statement.actions.includes(action)));

const deniesOf = (findings: readonly Judged[]): readonly DenyFix[] =>
  findings.flatMap(({ fix }) => (fix?.kind === 'deny' ? [fix] : []));

const attackOf = ({ technique, target }: Way): string => `${technique} ${target}`;

const isDanger = ({ verdict, residual }: Way): boolean =>
  (verdict === 'possible' || verdict === 'unknown') && residual === undefined;

/** Switching a policy type on brings policies of AWS's own with it, which the Snapshot does not hold. */
const isApplicable = ({ organization }: Snapshot, { policyType }: DenyFix): boolean =>
  organization.policyTypes.includes(TYPES[policyType]);

function withChanges(snapshot: Snapshot, changes: readonly PolicyChange[]): Snapshot {
  const added = changes.map(({ policyType, statements, accounts }, index): OrganizationPolicy => {
    const Statement = statements.map(
      ({ actions, resources }): PolicyStatement => ({
        Effect: 'Deny',
        // Services write into the bucket, and no service control policy binds them; a resource control policy does.
        ...(policyType === 'rcp'
          ? { Principal: '*', Condition: { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } } }
          : {}),
        Action: actions,
        Resource: resources,
      }),
    );
    const document = { Version: '2012-10-17' as const, Statement };
    const name = `fix-${index + 1}`;
    return {
      id: name,
      arn: `${snapshot.organization.arn}/${policyType}/${name}`,
      name,
      description: '',
      kind: policyType,
      awsManaged: false,
      document,
      content: JSON.stringify(document),
      targets: accounts,
    };
  });
  return { ...snapshot, policies: [...snapshot.policies, ...added] };
}
