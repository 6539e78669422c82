import type { Call, Operation } from '../../../sandbox/emulation.ts';
import type { PrincipalState } from '../../../sandbox/world.ts';
import { encoded, permissionsPolicy, sizeOf } from './documents.ts';
import { limitExceeded, noSuchEntity } from './errors.ts';
import { listing, name } from './input.ts';
import { type Kind, mustFind, mustFindModifiable, needOn } from './kinds.ts';

const policyName = (call: Call): string => name(call, 'PolicyName', 128);

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html and its like for users. */
export function inlineOperations<State extends PrincipalState>(
  kind: Kind<State>,
): Readonly<Record<string, Operation>> {
  const onPrincipal = (call: Call) => [needOn(kind, call)];

  function put(call: Call): void {
    const document = permissionsPolicy(call, 'PolicyDocument');
    const named = policyName(call);
    const { inlinePolicies } = mustFindModifiable(kind, call);
    const others = [...inlinePolicies].filter(([other]) => other !== named);
    const size = others.reduce((sum, [, other]) => sum + sizeOf(other.document), sizeOf(document));
    if (size > kind.inlineSize) throw limitExceeded(`${kind.noun}PolicySize`, kind.inlineSize);
    inlinePolicies.set(named, { name: named, document });
  }

  function get(call: Call) {
    const principal = mustFind(kind, call);
    const named = policyName(call);
    const policy = principal.inlinePolicies.get(named);
    if (!policy) throw missing(named);
    return {
      [kind.member]: principal.name,
      PolicyName: policy.name,
      PolicyDocument: encoded(policy.document),
    };
  }

  function remove(call: Call): void {
    const named = policyName(call);
    if (!mustFindModifiable(kind, call).inlinePolicies.delete(named)) throw missing(named);
  }

  const missing = (named: string) =>
    noSuchEntity(`The ${kind.noun.toLowerCase()} policy with name ${named} cannot be found.`);

  return {
    [`Put${kind.noun}Policy`]: { access: 'write', needs: onPrincipal, run: put },
    [`Get${kind.noun}Policy`]: { access: 'read', needs: onPrincipal, run: get },
    [`Delete${kind.noun}Policy`]: { access: 'write', needs: onPrincipal, run: remove },
    [`List${kind.noun}Policies`]: {
      access: 'read',
      needs: onPrincipal,
      run: (call) =>
        listing(call, 'PolicyNames', [...mustFind(kind, call).inlinePolicies.keys()], (named) => named),
    },
  };
}
