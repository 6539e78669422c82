import type { FixGroup, Way } from '../../model/answer.ts';
import type { PolicyStatement } from '../../model/policy.ts';
import type { OrganizationPolicy, Snapshot } from '../../model/snapshot.ts';
import { isOpen } from './ways.ts';

/** Beyond that, judging anew would keep people waiting. */
const MOST_ACCOUNTS = 200;
const MOST_FIXES = 3;

const TYPES = { scp: 'SERVICE_CONTROL_POLICY', rcp: 'RESOURCE_CONTROL_POLICY' } as const;

export interface ProvedFixes {
  readonly fixes: readonly FixGroup[];
  /** Open ways that are left with all of them. */
  readonly leftWhenFixed?: number;
}

/**
 * What the fixes close, judged anew with them applied: a path that is closed says nothing of the next one. A way is
 * closed when neither it nor a detour is possible, or unknown. `judge` answers the ways of a Snapshot.
 */
export function provedFixes(
  snapshot: Snapshot,
  fixes: readonly FixGroup[],
  ways: readonly Way[],
  judge: (snapshot: Snapshot) => readonly Way[],
): ProvedFixes {
  const denies = fixes.filter((group) => isApplicable(snapshot, group));
  if (denies.length === 0 || snapshot.accounts.length > MOST_ACCOUNTS) return { fixes };
  const open = ways.filter(isOpen);
  const leftWith = (groups: readonly FixGroup[]): number => {
    const left = new Set(judge(withFixes(snapshot, groups)).filter(isDanger).map(attackOf));
    return open.filter((way) => left.has(attackOf(way))).length;
  };
  const tried = new Set(denies.slice(0, MOST_FIXES));
  const proved = fixes.map((group) =>
    tried.has(group) ? { ...group, closes: open.length - leftWith([group]) } : group,
  );
  return { fixes: proved, leftWhenFixed: leftWith(denies) };
}

const attackOf = ({ technique, target }: Way): string => `${technique} ${target}`;

const isDanger = ({ verdict, residual }: Way): boolean =>
  (verdict === 'possible' || verdict === 'unknown') && residual === undefined;

/** Switching a policy type on brings policies of AWS's own with it, which the Snapshot does not hold. */
const isApplicable = ({ organization }: Snapshot, { fix }: FixGroup): boolean =>
  fix.kind === 'deny' && organization.policyTypes.includes(TYPES[fix.policyType]);

function withFixes(snapshot: Snapshot, groups: readonly FixGroup[]): Snapshot {
  const added = groups.flatMap(({ fix }, index): readonly OrganizationPolicy[] => {
    if (fix.kind !== 'deny') return [];
    const { policyType, actions, resources, accounts } = fix;
    const statement: PolicyStatement = {
      Effect: 'Deny',
      ...(policyType === 'rcp' ? { Principal: '*' as const } : {}),
      Action: actions,
      Resource: resources,
    };
    const document = { Version: '2012-10-17' as const, Statement: [statement] };
    const name = `fix-${index + 1}`;
    const arn = `${snapshot.organization.arn}/${policyType}/${name}`;
    const content = JSON.stringify(document);
    return [
      {
        id: name,
        arn,
        name,
        description: '',
        kind: policyType,
        awsManaged: false,
        document,
        content,
        targets: accounts,
      },
    ];
  });
  return { ...snapshot, policies: [...snapshot.policies, ...added] };
}
