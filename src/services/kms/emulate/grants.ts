import type { KmsGrant } from '../../../model/snapshot.ts';
import type { AuthorizationNeed, Call, Operation } from '../../../sandbox/emulation.ts';
import { optionalBoolean, text } from '../../../sandbox/input.ts';
import { dryRun, invalidGrantToken, notFound } from './errors.ts';
import { keyOf, named, replace } from './key-of.ts';
import { keyNeed, onKey } from './needs.ts';

function grantIn(call: Call): KmsGrant | undefined {
  const id = text(call.input, 'GrantId', { max: 128 });
  return named(call).key?.grants?.find(({ grantId }) => grantId === id);
}

function removeGrant(call: Call): void {
  const key = keyOf(call);
  const grant = grantIn(call);
  if (grant === undefined) throw notFound(`Grant ID ${String(call.input.GrantId)} not found`);
  if (optionalBoolean(call.input, 'DryRun')) throw dryRun();
  replace(call, { ...key, grants: (key.grants ?? []).filter((one) => one !== grant) });
}

/** The grant itself says who may retire it. https://docs.aws.amazon.com/kms/latest/developerguide/grant-delete.html */
function retiring(call: Call): readonly AuthorizationNeed[] {
  if (call.input.GrantToken !== undefined) throw invalidGrantToken();
  const grant = grantIn(call);
  return [{ ...keyNeed(call, named(call)), grants: grant === undefined ? [] : [grant] }];
}

export const grantOperations: Readonly<Record<string, Operation>> = {
  RevokeGrant: { access: 'write', needs: onKey(), run: removeGrant },
  RetireGrant: { access: 'write', needs: retiring, run: removeGrant },
};
