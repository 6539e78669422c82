import { IndelibleError } from '../../model/error.ts';
import { many, type PolicyDocument } from '../../model/policy.ts';
import type { Gap, LogBucket } from '../../model/snapshot.ts';
import { evaluate } from '../../policy/index.ts';

/** Without these, nobody knows whom a bucket lets in. */
const WHO = /^s3:(?:GetBucketPolicy|GetBucketAcl|GetBucketOwnershipControls)$/;

/** Whether what lets others into a bucket was read. */
export const isDoorRead = ({ arn }: LogBucket, gaps: readonly Gap[]): boolean =>
  !gaps.some(({ resource, action }) => resource === arn && WHO.test(action));

/** Whether its access control list lets anybody but its owner write. */
export const mayWriteByAcl = ({ ownership, acl = [] }: LogBucket): boolean =>
  ownership !== 'BucketOwnerEnforced' &&
  acl.some(({ permission }) => permission === 'WRITE' || permission === 'FULL_CONTROL');

/**
 * Whether its policy may let a principal of another account, or a service, write anywhere in it: whatever the
 * conditions ask, and whatever is denied.
 */
export function mayWriteByPolicy({ arn, accountId = '', policy }: LogBucket, principal: string): boolean {
  if (policy === undefined) return false;
  const request = {
    principal,
    action: 's3:PutObject',
    resource: arn,
    resourceAccount: accountId,
    context: {},
  };
  try {
    const { decision } = evaluate({
      request,
      identityPolicies: [EVERYTHING],
      resourcePolicies: [withoutConditions(policy)],
    });
    return decision === 'allowed';
  } catch (error) {
    if (error instanceof IndelibleError && error.code === 'POLICY_UNREADABLE') return true;
    throw error;
  }
}

const EVERYTHING: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

/** Compiled policies are remembered by their documents. */
const opened = new WeakMap<PolicyDocument, PolicyDocument>();

function withoutConditions(policy: PolicyDocument): PolicyDocument {
  const Statement = many(policy.Statement)
    .filter(({ Effect }) => Effect === 'Allow')
    .map(({ Condition: _, Resource: __, NotResource: ___, ...rest }) => ({ ...rest, Resource: '*' }));
  const open = opened.get(policy) ?? { Version: '2012-10-17', Statement };
  opened.set(policy, open);
  return open;
}
