import { awsManagedPolicy } from '../../../sandbox/aws-managed-policies.ts';
import type { Call, Operation } from '../../../sandbox/emulation.ts';
import type { PrincipalState } from '../../../sandbox/world.ts';
import { limitExceeded, noSuchEntity, notEmulated } from './errors.ts';
import { listing, pathPrefix, policyArn } from './input.ts';
import { accountOf, type Kind, mustFind, mustFindModifiable, needOn } from './kinds.ts';
import { QUOTA } from './quotas.ts';

const AWS_MANAGED = /^arn:[\w-]+:iam::aws:policy\//;

/** Refuses a policy that cannot be attached: one of another account, one that does not exist. */
export function mustBeAttachable(call: Call, arn: string): void {
  if (accountOf(call).managedPolicies.has(arn) || awsManagedPolicy(arn)) return;
  // Attached without its content it would silently grant nothing.
  if (AWS_MANAGED.test(arn))
    throw notEmulated(`the AWS managed policy ${arn}: its content is not known here`);
  throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html and its like for users. */
export function attachedOperations<State extends PrincipalState>(
  kind: Kind<State>,
): Readonly<Record<string, Operation>> {
  const onPrincipalAndPolicy = (call: Call) => [needOn(kind, call, { 'iam:PolicyARN': policyArn(call) })];

  function attach(call: Call): void {
    const arn = policyArn(call);
    const { attachedPolicies } = mustFindModifiable(kind, call);
    mustBeAttachable(call, arn);
    if (!attachedPolicies.has(arn) && attachedPolicies.size >= QUOTA.attachedPolicies) {
      throw limitExceeded(`PoliciesPer${kind.noun}`, QUOTA.attachedPolicies);
    }
    attachedPolicies.add(arn);
  }

  function detach(call: Call): void {
    const arn = policyArn(call);
    if (!mustFindModifiable(kind, call).attachedPolicies.delete(arn)) {
      throw noSuchEntity(`Policy ${arn} was not found.`);
    }
  }

  function list(call: Call) {
    const prefix = pathPrefix(call);
    const attached = [...mustFind(kind, call).attachedPolicies]
      .map((PolicyArn) => ({ PolicyName: PolicyArn.slice(PolicyArn.lastIndexOf('/') + 1), PolicyArn }))
      .filter(({ PolicyArn }) => policyPath(PolicyArn).startsWith(prefix));
    return listing(call, 'AttachedPolicies', attached, (policy) => policy.PolicyArn);
  }

  return {
    [`Attach${kind.noun}Policy`]: { access: 'write', needs: onPrincipalAndPolicy, run: attach },
    [`Detach${kind.noun}Policy`]: { access: 'write', needs: onPrincipalAndPolicy, run: detach },
    [`ListAttached${kind.noun}Policies`]: {
      access: 'read',
      needs: (call) => [needOn(kind, call)],
      run: list,
    },
  };
}

/** `/` or `/division/`, as it stands in the ARN. */
const policyPath = (arn: string): string => arn.replace(/^.*?:policy/, '').replace(/[^/]+$/, '');
