import type { DenyFix, FixGroup, Judged, Way } from '../../model/answer.ts';
import { exemptionsOf } from '../../model/exemption.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { textTest, tokensOf } from '../../policy/pattern.ts';
import { treeOf } from './tree.ts';
import { isOpen } from './ways.ts';

/** The changes that close the open ways, each once, with how many ways it stands in the path of. */
export function fixesOf(ways: readonly Way[]): readonly FixGroup[] {
  const open = ways.filter(isOpen);
  const groups = new Map<string, { readonly findings: Judged[]; readonly ways: Set<Way> }>();
  for (const way of open) {
    for (const finding of way.findings) {
      const key = keyOf(finding);
      const present = groups.get(key) ?? { findings: [], ways: new Set() };
      groups.set(key, present);
      present.findings.push(finding);
      present.ways.add(way);
    }
  }
  return [...groups].map(([key, group]) => groupOf(key, group.findings, [...group.ways])).sort(byReach);
}

/** The same change for other accounts is the same change. */
function keyOf({ fix }: Judged): string {
  if (fix?.kind !== 'deny') return 'detect';
  const { policyType, actions, resources, accounts } = fix;
  return JSON.stringify([policyType, actions, resources.map(inAnyOf(new Set(accounts)))]);
}

/** An ARN of one of these accounts, of any account. */
const inAnyOf =
  (accounts: ReadonlySet<string>) =>
  (arn: string): string => {
    const parts = arn.split(':');
    return accounts.has(parts[4] ?? '') ? parts.with(4, '*').join(':') : arn;
  };

function groupOf(key: string, findings: readonly Judged[], ways: readonly Way[]): FixGroup {
  const fixes = findings.flatMap(({ fix }) => (fix?.kind === 'deny' ? [fix] : []));
  const [first] = fixes;
  const shown = ways.filter((way) => keyOf(way.shown) === key);
  const inPathOf = ways.filter((way) => way.findings.every((finding) => keyOf(finding) === key)).length;
  if (first === undefined) return { fix: { kind: 'detect' }, ways: shown, inPathOf };
  const accounts = [...new Set(fixes.flatMap((fix) => fix.accounts))].sort();
  const same = fixes.every(({ resources }) => resources.join() === first.resources.join());
  const resources = same ? first.resources : first.resources.map(inAnyOf(new Set(accounts)));
  return { fix: { ...first, resources, accounts }, ways: shown, inPathOf };
}

/** Detection last: it closes nothing. */
function byReach(one: FixGroup, other: FixGroup): number {
  const order = (group: FixGroup) => (group.fix.kind === 'deny' ? 0 : 1);
  const first = (group: FixGroup) => group.ways[0]?.technique ?? '';
  return order(one) - order(other) || other.inPathOf - one.inPathOf || (first(one) < first(other) ? -1 : 1);
}

/**
 * A fix in the terms of a policy. A path is an example: it names one log file, one role of an exempt pattern, an
 * access point or another organization that an attacker would make up; a deny on that alone closes nothing.
 */
export function generalized(snapshot: Snapshot): (finding: Judged) => Judged {
  const { ownerOf } = treeOf(snapshot);
  const members = new Set(snapshot.accounts.map(({ id }) => id));
  const exempt = exemptionsOf(snapshot)
    .filter(({ kind }) => kind === 'principal')
    .map(({ value }) => ({ value, test: textTest(tokensOf(value)) }));
  const known = new Set(knownArns(snapshot));
  const resourceOf = (resource: string, target: string): string => {
    if (target.endsWith('*') && resource.startsWith(target.slice(0, -1))) return target;
    if (resource === '*' || known.has(resource)) return resource;
    const [, , service = '', , account = ''] = resource.split(':');
    const exemption = service === 'iam' ? exempt.find(({ test }) => test(resource)) : undefined;
    if (exemption !== undefined) return exemption.value;
    if (account === '') return resource.replace(/\/.*$/, '/*');
    if (!members.has(account)) return '*';
    return service === 's3' || service === 'iam' ? resource.replace(/[^/]+$/, '*') : resource;
  };
  return (finding) => {
    const { fix, target } = finding;
    if (fix?.kind !== 'deny') return finding;
    const resources = fix.resources.map((resource) => resourceOf(resource, target));
    const accounts = boundBy({ ...fix, resources }, ownerOf);
    const made = accounts.length > 1 ? resources.map(inAnyOf(new Set(accounts))) : resources;
    return { ...finding, fix: { ...fix, resources: made, accounts } };
  };
}

/** A resource control policy binds the account of the resource, wherever the caller is. */
function boundBy(fix: DenyFix, ownerOf: (arn: string) => string | undefined): readonly string[] {
  if (fix.policyType === 'scp') return fix.accounts;
  const owners = fix.resources.flatMap((resource) => ownerOf(resource) ?? []);
  return owners.length > 0 ? [...new Set(owners)] : fix.accounts;
}

const knownArns = ({
  trails,
  logBuckets,
  keys = [],
  roles = [],
  logGroups = [],
}: Snapshot): readonly string[] => [
  ...[...trails, ...logBuckets, ...keys, ...roles, ...logGroups].map(({ arn }) => arn),
  ...logBuckets.flatMap(({ accessPoints = [] }) => accessPoints.map(({ arn }) => arn)),
];
