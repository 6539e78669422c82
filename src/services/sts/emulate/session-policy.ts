import type { Policy, PolicyDocument } from '../../../model/policy.ts';
import { parsePolicy } from '../../../policy/index.ts';
import { AwsError } from '../../../sandbox/aws-error.ts';
import { awsManagedPolicy } from '../../../sandbox/aws-managed-policies.ts';
import type { Call } from '../../../sandbox/emulation.ts';
import { isRecord, list, optionalText, text } from '../../../sandbox/input.ts';
import type { AccountState } from '../../../sandbox/world.ts';

/**
 * The session policy of a call: its Policy and its PolicyArns together, `undefined` where it passes none.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
 */
export function sessionPolicy(call: Call, roleAccount: AccountState): Policy | undefined {
  const documents = [...inlinePolicy(call), ...managedPolicies(call, roleAccount)];
  const [first, ...others] = documents;
  if (!first) return undefined;
  return { name: 'session policy', document: others.length === 0 ? first : together(documents) };
}

function inlinePolicy({ input }: Call): readonly PolicyDocument[] {
  const written = optionalText(input, 'Policy', { max: 2048, pattern: /^[\t\n\r\u0020-\u00FF]+$/ });
  if (written === undefined) return [];
  const parsed = parsePolicy(written, 'session');
  if (!parsed.ok) throw malformed('The policy is not in the valid JSON format.');
  return [parsed.document];
}

/** They must be of the role's own account or AWS's. */
function managedPolicies({ input }: Call, roleAccount: AccountState): readonly PolicyDocument[] {
  return list(input, 'PolicyArns', 10).map((member) => {
    if (!isRecord(member)) throw malformed('PolicyArns must be a list of ARNs');
    const arn = text(member, 'arn', { max: 2048 });
    const own = roleAccount.managedPolicies.get(arn);
    const policy = own ? own.versions.get(own.defaultVersionId)?.policy : awsManagedPolicy(arn);
    if (policy) return policy.document;
    if (arn.includes(':iam::aws:policy/')) throw notEmulated(`the AWS managed policy ${arn}`);
    throw malformed(`The policy ${arn} does not exist or is not attachable.`);
  });
}

/** One document that allows and denies what all of them do. */
function together(documents: readonly PolicyDocument[]): PolicyDocument {
  const [version, ...others] = new Set(documents.map((document) => document.Version ?? '2008-10-17'));
  if (version === undefined || others.length > 0) {
    throw notEmulated('session policies of different policy language versions');
  }
  // Sids are unique within a document only.
  const statements = documents
    .flatMap(({ Statement }) => Statement)
    .map(({ Sid: _, ...statement }) => statement);
  return { Version: version, Statement: statements };
}

const malformed = (message: string) => new AwsError('MalformedPolicyDocument', 400, message);

const notEmulated = (what: string) =>
  new AwsError('NotEmulated', 501, `The sandbox does not emulate ${what}.`);
