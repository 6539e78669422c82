import { IndelibleError } from '../../model/error.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { type PolicyKind, parsePolicy } from '../../policy/index.ts';

/** What `judge` answers; of a policy that cannot be read, it is said what is wrong with it. */
export function explained<T>(snapshot: Snapshot, judge: () => T): T {
  try {
    return judge();
  } catch (error) {
    if (!(error instanceof IndelibleError) || error.code !== 'POLICY_UNREADABLE') throw error;
    const { policy = '', where = '' } = error.parameters;
    const problem = problemOf(snapshot, String(policy), String(where));
    if (problem === undefined) throw error;
    throw new IndelibleError(
      'POLICY_UNREADABLE',
      'policy-unreadable',
      { ...problem.parameters, policy, where: problem.path || where, code: problem.code },
      { cause: error },
    );
  }
}

function problemOf(snapshot: Snapshot, policy: string, where: string) {
  for (const [kind, content] of textsOf(snapshot, policy)) {
    const parsed = parsePolicy(content, kind);
    if (parsed.ok) continue;
    return parsed.problems.find(({ path }) => path === where) ?? parsed.problems[0];
  }
  return undefined;
}

/** The texts that the engines know by this name. */
function textsOf(snapshot: Snapshot, name: string): readonly (readonly [PolicyKind, string])[] {
  const { policies, logBuckets, keys = [], roles = [], organization } = snapshot;
  const { delegationPolicy } = organization;
  const resources = [...logBuckets, ...logBuckets.flatMap(({ accessPoints = [] }) => accessPoints), ...keys];
  const documents = [
    ...policies.map((one) => [one.name, one.kind, one.document] as const),
    ...resources.map((one) => [one.arn, 'resource', one.policy] as const),
    ...roles.map((one) => [one.arn, 'trust', one.trust] as const),
    ...roles.flatMap((one) => (one.policies ?? []).map((policy) => [one.arn, 'identity', policy] as const)),
    ...roles.map((one) => [one.arn, 'boundary', one.boundary] as const),
    [organization.arn, 'resource', delegationPolicy === 'none' ? undefined : delegationPolicy] as const,
  ];
  return documents.flatMap(([named, kind, document]) =>
    named === name && document !== undefined ? [[kind, JSON.stringify(document)] as const] : [],
  );
}
