import { many, type PolicyDocument } from '../model/policy.ts';
import type { AttackTarget } from '../model/technique.ts';
import { gapOf, type Scene } from './scene.ts';
import { isExemption, isOfOrganization } from './target.ts';

/** The other accounts of which a resource's policy may let somebody in; `any` where it does not name them. */
export function letInBy(policy: PolicyDocument, accountId: string): ReadonlySet<string> | 'any' {
  const accounts = new Set<string>();
  for (const { Effect, Principal, NotPrincipal } of many(policy.Statement)) {
    if (Effect !== 'Allow') continue;
    if (NotPrincipal !== undefined || Principal === undefined || Principal === '*') return 'any';
    if (Principal.CanonicalUser !== undefined) return 'any';
    for (const name of many(Principal.AWS ?? [])) {
      const account = /^(?:arn:[^:]*:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(name)?.[1];
      if (account === undefined) return 'any';
      accounts.add(account);
    }
  }
  accounts.delete(accountId);
  return accounts;
}

/** Whom the policy of the target may let in; `any` where nothing is known of it. */
export function lettingIn(scene: Scene, target: AttackTarget): ReadonlySet<string> | 'any' {
  if (isExemption(target)) {
    const role = scene.roles.get(target.principal?.arn ?? '');
    return role === undefined ? 'any' : letInBy(role.trust, role.accountId);
  }
  if (isOfOrganization(target)) {
    const { delegationPolicy, managementAccountId } = scene.organization;
    if (delegationPolicy === 'none') return new Set();
    return delegationPolicy === undefined ? 'any' : letInBy(delegationPolicy, managementAccountId);
  }
  if ('type' in target) {
    if (target.policy !== undefined) return letInBy(target.policy, target.accountId);
    return gapOf(scene, target.arn) === undefined ? new Set() : 'any';
  }
  if ('aliases' in target || 'origin' in target || 'grants' in target) {
    const { policy, grants = [], accountId } = target;
    const granted = grants.flatMap(({ granteePrincipal, retiringPrincipal = '' }) =>
      [granteePrincipal, retiringPrincipal].flatMap(
        (arn) => /^arn:[^:]*:iam::(\d{12}):/.exec(arn)?.[1] ?? [],
      ),
    );
    const named = policy === undefined ? new Set<string>() : letInBy(policy, accountId);
    return named === 'any' ? 'any' : new Set([...named, ...granted].filter((id) => id !== accountId));
  }
  // Nothing else of all this has a policy that lets others change it.
  if (!('bucketName' in target || 'versioning' in target) || 'homeRegion' in target) return new Set();
  const bucket = scene.buckets.get('bucketName' in target ? target.bucketName : target.name);
  if (bucket === undefined || (bucket.acl ?? []).length > 0) return 'any';
  const points = (bucket.accessPoints ?? []).map(({ policy }) => policy);
  const letIn = [bucket.policy, ...points].map((policy) =>
    policy === undefined ? new Set<string>() : letInBy(policy, bucket.accountId ?? ''),
  );
  if (bucket.policy === undefined && scene.gaps.has(`s3:GetBucketPolicy ${bucket.arn}`)) return 'any';
  return letIn.includes('any') ? 'any' : new Set(letIn.flatMap((accounts) => [...accounts]));
}
