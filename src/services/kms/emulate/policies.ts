import type { PolicyDocument } from '../../../model/policy.ts';
import type { KmsKey } from '../../../model/snapshot.ts';
import { parsePolicy } from '../../../policy/index.ts';
import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { optionalBoolean, optionalText, text } from '../../../sandbox/input.ts';
import { limitExceeded, malformedPolicy, notFound } from './errors.ts';
import { keyOf, named, replace } from './key-of.ts';
import { keyNeed, keyPolicy, onKey } from './needs.ts';

function getKeyPolicy(call: Call) {
  const key = keyOf(call);
  mustBeDefault(call);
  return { Policy: JSON.stringify(keyPolicy(call, key).document, null, 2), PolicyName: 'default' };
}

/** The only valid name. https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyPolicy.html */
function mustBeDefault({ input }: Call): void {
  const name = optionalText(input, 'PolicyName', { max: 128, pattern: /^\w+$/ }) ?? 'default';
  if (name !== 'default') throw notFound('No such policy exists');
}

const bypassesSafetyCheck = ({ input }: Call): boolean =>
  optionalBoolean(input, 'BypassPolicyLockoutSafetyCheck') ?? false;

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html */
function putKeyPolicy(call: Call): void {
  mustBeDefault(call);
  const key = { ...keyOf(call), policy: policyIn(call) };
  if (!bypassesSafetyCheck(call)) mustNotLockOut(call, key);
  replace(call, key);
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html */
const MAX_BYTES = 32 * 1024;

function policyIn({ input }: Call): PolicyDocument {
  const written = text(input, 'Policy', { max: 131_072 });
  if (Buffer.byteLength(written) > MAX_BYTES) throw limitExceeded('The key policy exceeds 32 KB.');
  const parsed = parsePolicy(written, 'resource');
  if (!parsed.ok) {
    throw malformedPolicy(`Policy is not valid: ${parsed.problems.map(({ code }) => code).join(', ')}`);
  }
  return parsed.document;
}

/** Whoever writes a key policy must be able to replace it again. */
function mustNotLockOut(call: Call, key: KmsKey): void {
  const again = call.authorize(keyNeed(call, { ...named(call), key }));
  if (again.decision !== 'allowed') {
    throw malformedPolicy('The new key policy will not allow you to update the key policy in the future.');
  }
}

export const policyOperations: Readonly<Record<string, Operation>> = {
  GetKeyPolicy: { access: 'read', needs: onKey(), run: getKeyPolicy },
  PutKeyPolicy: {
    access: 'write',
    needs: onKey((call) => ({ 'kms:BypassPolicyLockoutSafetyCheck': bypassesSafetyCheck(call) })),
    run: putKeyPolicy,
  },
};
