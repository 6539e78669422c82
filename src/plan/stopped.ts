import type { BucketUser } from '../model/bucket-use.ts';
import { after, type Change, POLICY_TYPES } from '../model/change.ts';
import type { PolicyDocument } from '../model/policy.ts';
import type { LogBucket, Snapshot } from '../model/snapshot.ts';
import { evaluate } from '../policy/index.ts';
import { pathTo } from './target.ts';

/** A writer of a log bucket that could do these before the changes, and not after them. */
export interface Stopped {
  readonly writer: BucketUser;
  readonly actions: readonly string[];
}

/** The writers that service control policies would stop. */
export function stoppedBy(
  changes: readonly Change[],
  snapshot: Snapshot,
  bucket: LogBucket,
  writers: readonly BucketUser[],
): readonly Stopped[] {
  const changed = changes.reduce(after, snapshot);
  return writers.flatMap((writer) => {
    const { principal } = writer;
    if (principal === undefined || writer.bound !== 'yes') return [];
    const actions = needsOf(writer, bucket).filter(
      (action) =>
        !isDenied(snapshot, bucket, principal, action) && isDenied(changed, bucket, principal, action),
    );
    return actions.length === 0 ? [] : [{ writer, actions }];
  });
}

/**
 * What they cannot do without. Whoever delivers into another account's bucket sets an access control list, by which its
 * owner gets the objects.
 * https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html
 * https://docs.aws.amazon.com/config/latest/developerguide/iamrole-permissions.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
 */
function needsOf(
  { by, action = 's3:PutObject', principal = '' }: BucketUser,
  { accountId }: LogBucket,
): readonly string[] {
  switch (by) {
    case 'config':
      return ['s3:PutObject', 's3:PutObjectAcl'];
    case 'firehose': {
      const own = accountOf(principal) === accountId;
      return ['s3:AbortMultipartUpload', 's3:PutObject', ...(own ? [] : ['s3:PutObjectAcl'])];
    }
    case 'replication':
      return ['s3:ReplicateObject', 's3:ReplicateDelete', 's3:ReplicateTags'];
    default:
      return [action];
  }
}

const accountOf = (principal: string): string => /\d{12}/.exec(principal)?.[0] ?? '';

function isDenied(snapshot: Snapshot, bucket: LogBucket, principal: string, action: string): boolean {
  const { accountId: resourceAccount = '', arn } = bucket;
  const asks = /^\d{12}$/.test(principal) ? `arn:${snapshot.partition}:iam::${principal}:root` : principal;
  const request = { principal: asks, action, resource: `${arn}/object`, resourceAccount, context: {} };
  const scps = levelsOver(snapshot, accountOf(principal));
  const { decision, layer } = evaluate({ request, identityPolicies: [EVERYTHING], scps });
  return decision !== 'allowed' && layer === 'scp';
}

const EVERYTHING: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

function levelsOver(
  snapshot: Snapshot,
  accountId: string,
): readonly (readonly PolicyDocument[])[] | undefined {
  if (!snapshot.organization.policyTypes.includes(POLICY_TYPES.scp)) return undefined;
  return pathTo(snapshot, accountId).map((target) =>
    snapshot.policies
      .filter(({ kind, targets }) => kind === 'scp' && targets.includes(target))
      .map(({ document }) => document),
  );
}
