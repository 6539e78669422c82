import fc from 'fast-check';
import type { PolicyStatement } from '../../src/model/policy.ts';
import type { KmsKey, LogBucket } from '../../src/model/snapshot.ts';
import {
  allow,
  bucket,
  denyAnybody,
  document,
  key,
  LOG_ARCHIVE,
  roleOf,
  rootOf,
  WORKLOAD,
} from '../worlds/build.ts';

/** As `WORKLOAD`: no policy need tell the two apart. */
export const LIKE_IT = '444444444444';

const forKey = (
  Principal: NonNullable<PolicyStatement['Principal']>,
  Condition: PolicyStatement['Condition'] = {},
): PolicyStatement => ({ ...allow('kms:*'), Principal, Condition });

/** With the account's root in its policy, and without. */
export const keys = fc.constantFrom<readonly KmsKey[]>(
  [],
  [],
  [key()],
  [key({ tags: { team: 'logs' } })],
  [key({ policy: document(forKey({ AWS: roleOf(LOG_ARCHIVE, 'KeyAdmin') })) })],
  [key({ policy: document(forKey({ AWS: rootOf(WORKLOAD) })) })],
  [
    key({
      policy: document(
        forKey('*', { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${LOG_ARCHIVE}:role/Key*` } }),
      ),
    }),
  ],
  [
    key({
      policy: document(
        forKey({ AWS: rootOf(LOG_ARCHIVE) }),
        denyAnybody('kms:Disable*', '*', {
          Condition: { StringNotEquals: { 'aws:PrincipalTag/team': 'security' } },
        }),
      ),
    }),
  ],
);

const settings: fc.Arbitrary<Partial<LogBucket>> = fc.constantFrom(
  {},
  { policy: document(denyAnybody('s3:Delete*')) },
  { policy: document(denyAnybody(['s3:Delete*', 's3:PutBucketPolicy'])) },
  {
    objectLock: { default: { mode: 'COMPLIANCE', days: 900 } },
    retention: { mode: 'COMPLIANCE', until: '2030-01-01T00:00:00Z' },
  },
);

function bucketOf(accountId: string, rest: Partial<LogBucket>): LogBucket {
  const { policy: _, ...made } = bucket({
    name: `logs-${accountId}`,
    arn: `arn:aws:s3:::logs-${accountId}`,
    accountId,
    sample: { key: `AWSLogs/${accountId}/CloudTrail/us-east-1/log.json.gz`, versionId: 'v1' },
  });
  return { ...made, ...rest };
}

/** Buckets of the two alike accounts' own. */
export const ownBuckets = fc.oneof(
  { weight: 4, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(settings, settings, fc.boolean())
      .map(([one, other, both]) => [...(both ? [bucketOf(WORKLOAD, one)] : []), bucketOf(LIKE_IT, other)]),
  },
);
