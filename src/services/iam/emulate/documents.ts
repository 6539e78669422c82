import { many, type PolicyDocument } from '../../../model/policy.ts';
import { type PolicyProblem, parsePolicy } from '../../../policy/index.ts';
import type { Call } from '../../../sandbox/emulation.ts';
import { text } from '../../../sandbox/input.ts';
import type { World } from '../../../sandbox/world.ts';
import { limitExceeded, malformedPolicy } from './errors.ts';
import { QUOTA } from './quotas.ts';

/** A permissions policy of the input, parsed. */
export const permissionsPolicy = (call: Call, member: string): PolicyDocument =>
  parsed(call, member, 'identity');

/** A trust policy of the input, parsed; the principals that it names must exist. */
export function trustPolicy(call: Call, member: string): PolicyDocument {
  const document = parsed(call, member, 'trust');
  if (sizeOf(document) > QUOTA.trustPolicySize) throw limitExceeded('ACLSizePerRole', QUOTA.trustPolicySize);
  for (const arn of awsPrincipals(document)) {
    if (!exists(call.world, arn)) throw malformedPolicy(`Invalid principal in policy: "AWS":"${arn}"`);
  }
  return document;
}

/** IAM counts no white space. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length */
export const sizeOf = (document: PolicyDocument): number =>
  JSON.stringify(document).replaceAll(/\s/g, '').length;

/** IAM answers documents percent-encoded as in RFC 3986. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html */
export const encoded = (document: PolicyDocument): string =>
  encodeURIComponent(JSON.stringify(document)).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** A typographic quote fails here already. https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
const DOCUMENT = { max: 131_072, pattern: /^[\t\n\r\u0020-\u00FF]+$/ };

function parsed(call: Call, member: string, kind: 'identity' | 'trust'): PolicyDocument {
  const result = parsePolicy(text(call.input, member, DOCUMENT), kind);
  if (result.ok) return result.document;
  throw malformedPolicy(messageOf(result.problems));
}

function messageOf(problems: readonly PolicyProblem[]): string {
  const path = problems[0]?.path ?? '';
  return path === '' ? 'Syntax errors in policy.' : `Syntax errors in policy. (${path})`;
}

function awsPrincipals(document: PolicyDocument): readonly string[] {
  return many(document.Statement).flatMap((statement) =>
    [statement.Principal, statement.NotPrincipal].flatMap((principal) =>
      principal === undefined || principal === '*' ? [] : many(principal.AWS ?? []),
    ),
  );
}

/** Of accounts that the World does not know nothing can be said: they pass. */
function exists(world: World, principal: string): boolean {
  const [, accountId = '', kind, named] =
    /^arn:[\w-]+:iam::(\d{12}):(user|role)\/(?:.*\/)?([^/]+)$/.exec(principal) ?? [];
  const account = world.accounts.get(accountId);
  if (!account || named === undefined) return true;
  const state = (kind === 'user' ? account.users : account.roles).get(named.toLowerCase());
  return state?.arn === principal;
}
