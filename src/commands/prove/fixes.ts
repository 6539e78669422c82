import type { DenyFix, Judged } from '../../model/answer.ts';
import { exemptionsOf } from '../../model/exemption.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { textTest, tokensOf } from '../../policy/pattern.ts';
import { treeOf } from './tree.ts';

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
    if (account === '')
      return known.has(resource.replace(/\/.*$/, '')) ? resource.replace(/\/.*$/, '/*') : '*';
    if (!members.has(account)) return '*';
    return MADE_UP.has(service) ? resource.replace(/(?<=[/:])[^/:*]+$/, '*') : resource;
  };
  return (finding) => {
    const { target } = finding;
    const fix = ofCaller(snapshot, finding);
    if (fix?.kind !== 'deny') return finding;
    const resources = fix.resources.map((resource) => resourceOf(resource, target));
    const accounts = boundBy({ ...fix, resources }, ownerOf);
    const made = accounts.length > 1 ? resources.map(inAnyOf(new Set(accounts))) : resources;
    return { ...finding, fix: { ...fix, resources: made, accounts } };
  };
}

/** Services in which an attack names something that the attacker makes: any other name would do. */
const MADE_UP: ReadonlySet<string> = new Set(['s3', 'iam', 'logs', 'lambda', 'cloudwatch', 'ec2']);

/**
 * What binds the caller is surer than what binds the resource, where a later call has a caller to bind; and it binds
 * the account of the very call, which may be another than the attacker's.
 */
function ofCaller({ accounts, organization }: Snapshot, { fix, path = [], actor }: Judged): Judged['fix'] {
  if (fix?.kind !== 'deny') return fix;
  const isMember = (id: string): boolean =>
    id !== organization.managementAccountId && accounts.some((account) => account.id === id);
  const { actions, resources, policyType } = fix;
  const step = path.find(
    ({ action, resource, principal }) =>
      isMember(callerOf(principal)) &&
      (policyType === 'rcp' || (actions.includes(action) && resources.includes(resource))),
  );
  if (step === undefined) return fix;
  const caller = callerOf(step.principal);
  return {
    kind: 'deny',
    policyType: 'scp',
    actions: [step.action],
    resources: [step.resource],
    accounts: caller === actor.accountId ? fix.accounts : [caller],
  };
}

const callerOf = (principal: string): string => principal.split(':')[4] ?? '';

/** An ARN of one of these accounts, of any account. */
export const inAnyOf =
  (accounts: ReadonlySet<string>) =>
  (arn: string): string => {
    const parts = arn.split(':');
    return accounts.has(parts[4] ?? '') ? parts.with(4, '*').join(':') : arn;
  };

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
  resources = [],
}: Snapshot): readonly string[] => [
  ...[...trails, ...logBuckets, ...keys, ...roles, ...logGroups, ...resources].map(({ arn }) => arn),
  ...logBuckets.flatMap(({ accessPoints = [] }) => accessPoints.map(({ arn }) => arn)),
];
