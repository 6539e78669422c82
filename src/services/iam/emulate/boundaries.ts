import type { Call, Operation } from '../../../sandbox/emulation.ts';
import type { PrincipalState } from '../../../sandbox/world.ts';
import { mustBeAttachable } from './attached.ts';
import { policyArn } from './input.ts';
import { type Kind, mustFindModifiable, needOn } from './kinds.ts';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePermissionsBoundary.html and its like for users. */
export function boundaryOperations<State extends PrincipalState>(
  kind: Kind<State>,
): Readonly<Record<string, Operation>> {
  function put(call: Call): void {
    const arn = policyArn(call, 'PermissionsBoundary');
    const principal = mustFindModifiable(kind, call);
    mustBeAttachable(call, arn);
    principal.boundaryArn = arn;
  }

  return {
    [`Put${kind.noun}PermissionsBoundary`]: {
      access: 'write',
      // The condition key is the boundary asked for.
      needs: (call) => [
        needOn(kind, call, { 'iam:PermissionsBoundary': policyArn(call, 'PermissionsBoundary') }),
      ],
      run: put,
    },
    [`Delete${kind.noun}PermissionsBoundary`]: {
      access: 'write',
      needs: (call) => [needOn(kind, call)],
      run: (call) => {
        mustFindModifiable(kind, call).boundaryArn = undefined;
      },
    },
  };
}
