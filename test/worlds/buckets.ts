import type { PolicyStatement } from '../../src/model/policy.ts';
import type { LogBucket } from '../../src/model/snapshot.ts';
import {
  admin,
  allow,
  BUCKET,
  blocked,
  bucket,
  DELIVERY,
  deny,
  denyAnybody,
  document,
  GUARD_BUCKET,
  LOG_ARCHIVE,
  LOG_FILE,
  NO_LEAVING,
  OBJECTS,
  ORGANIZATION,
  OUTSIDE,
  organization,
  possible,
  ROOT,
  rcp,
  rootOf,
  scp,
  WORKLOAD,
  type World,
} from './build.ts';

const withPolicy = (...statements: readonly PolicyStatement[]): readonly LogBucket[] => [
  bucket({ policy: document(...DELIVERY, ...statements) }),
];
const DELETIONS = ['s3:DeleteObject', 's3:DeleteObjectVersion'];
const POLICY_WRITES = ['s3:PutBucketPolicy', 's3:DeleteBucketPolicy'];
const outside = (technique: string, verdict: 'possible' | 'blocked') => ({
  technique,
  actor: 'outside' as const,
  verdict,
  direct: verdict,
});
const PERIMETER = denyAnybody('s3:*', '*', {
  Condition: {
    StringNotEqualsIfExists: { 'aws:PrincipalOrgID': ORGANIZATION },
    BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
  },
});

export default [
  {
    name: 'a bucket policy that denies deletion but not its own removal',
    why: 'An administrator removes the policy first.',
    snapshot: organization({ buckets: withPolicy(denyAnybody(DELETIONS, OBJECTS)) }),
    expect: [
      admin(LOG_ARCHIVE, 's3-delete-object', 'possible', { direct: 'blocked', pathLength: 2 }),
      admin(LOG_ARCHIVE, 's3-delete-object-version', 'possible', { direct: 'blocked', pathLength: 2 }),
    ],
  },
  {
    name: 'a bucket policy that denies its own removal too',
    why: 'The root user of the owner may always remove it, an administrator may not.',
    snapshot: organization({
      buckets: withPolicy(denyAnybody(DELETIONS, OBJECTS), denyAnybody(POLICY_WRITES, BUCKET)),
    }),
    expect: [
      blocked(LOG_ARCHIVE, 's3-delete-object', 'statement'),
      blocked(LOG_ARCHIVE, 's3-bucket-policy-strip', 'statement'),
      {
        technique: 's3-delete-object',
        actor: 'root',
        account: LOG_ARCHIVE,
        direct: 'blocked',
        verdict: 'possible',
        pathLength: 2,
      },
      {
        technique: 's3-root-policy-override',
        actor: 'root',
        account: LOG_ARCHIVE,
        direct: 'possible',
        verdict: 'possible',
      },
    ],
  },
  {
    name: 'a bucket policy against deletion, and an SCP against its removal',
    why: 'An SCP stops the root user too, and the bucket policy stays.',
    snapshot: organization({
      buckets: withPolicy(denyAnybody(DELETIONS, OBJECTS)),
      policies: [scp('guard', [ROOT], deny(POLICY_WRITES, BUCKET), NO_LEAVING)],
    }),
    expect: [
      blocked(LOG_ARCHIVE, 's3-delete-object', 'statement'),
      blocked(LOG_ARCHIVE, 's3-bucket-policy-strip', 'statement'),
      {
        technique: 's3-root-policy-override',
        actor: 'root',
        account: LOG_ARCHIVE,
        direct: 'blocked',
        verdict: 'blocked',
      },
      possible(LOG_ARCHIVE, 's3-lifecycle-expire'),
    ],
  },
  {
    name: 'a bucket policy that lets an account outside in',
    why: 'SCPs do not bind callers from outside.',
    snapshot: organization({
      buckets: withPolicy(allow('s3:*', [BUCKET, OBJECTS], { Principal: { AWS: rootOf(OUTSIDE) } })),
      policies: [scp('guard', [ROOT], GUARD_BUCKET, NO_LEAVING)],
    }),
    expect: [
      outside('s3-delete-object', 'possible'),
      outside('s3-delete-object-version', 'possible'),
      // Whether an administrator also holds that account is not known.
      admin(LOG_ARCHIVE, 's3-lifecycle-expire', ['blocked', 'possible', 'unknown'], { direct: 'blocked' }),
    ],
  },
  {
    name: 'a bucket policy that lets an account outside in, and an RCP against outsiders',
    why: 'An RCP binds whoever asks for the resource.',
    snapshot: organization({
      buckets: withPolicy(allow('s3:*', [BUCKET, OBJECTS], { Principal: { AWS: rootOf(OUTSIDE) } })),
      policies: [scp('guard', [ROOT], GUARD_BUCKET, NO_LEAVING), rcp('perimeter', [ROOT], PERIMETER)],
    }),
    expect: [
      outside('s3-delete-object', 'blocked'),
      outside('s3-delete-object-version', 'blocked'),
      blocked(LOG_ARCHIVE, 's3-delete-object', 'statement'),
    ],
  },
  {
    name: 'nobody from outside, by the RCP; everybody from inside',
    why: 'The RCP is about outsiders only.',
    snapshot: organization({ policies: [rcp('perimeter', [ROOT], PERIMETER)] }),
    expect: [possible(LOG_ARCHIVE, 's3-delete-object'), outside('s3-delete-object', 'blocked')],
  },
  {
    name: 'an RCP alone, and the door open',
    why: 'An account that leaves takes its bucket out of the RCP.',
    snapshot: organization({
      policies: [rcp('guard', [ROOT], denyAnybody([...DELETIONS, ...POLICY_WRITES], [BUCKET, OBJECTS]))],
    }),
    expect: [
      admin(LOG_ARCHIVE, 's3-delete-object', 'possible', { direct: 'blocked', pathLength: 2 }),
      possible(WORKLOAD, 'cloudtrail-stop-logging'),
    ],
  },
  {
    name: 'an RCP alone, and nobody leaves',
    why: 'It binds administrators and root of the owner alike; trails are no service of RCPs.',
    snapshot: organization({
      policies: [
        rcp('guard', [ROOT], denyAnybody([...DELETIONS, ...POLICY_WRITES], [BUCKET, OBJECTS])),
        rcp('trails', [ROOT], denyAnybody('cloudtrail:*')),
        scp('stay', [ROOT], NO_LEAVING),
      ],
    }),
    expect: [
      blocked(LOG_ARCHIVE, 's3-delete-object', 'statement'),
      blocked(LOG_ARCHIVE, 's3-bucket-policy-strip', 'statement'),
      possible(LOG_ARCHIVE, 's3-lifecycle-expire'),
      possible(WORKLOAD, 'cloudtrail-stop-logging'),
    ],
  },
  {
    name: 'a bucket policy for the whole organization',
    why: 'A member account is let in by aws:PrincipalOrgID, a stranger is not.',
    snapshot: organization({
      buckets: withPolicy(
        allow(DELETIONS, OBJECTS, {
          Principal: '*',
          Condition: { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } },
        }),
      ),
    }),
    expect: [possible(WORKLOAD, 's3-delete-object'), outside('s3-delete-object', 'blocked')],
  },
  {
    name: 'a bucket policy for the whole organization, and an SCP against deletion',
    why: 'Whoever leaves to be rid of the SCP is no longer of the organization, and no longer let in.',
    snapshot: organization({
      buckets: withPolicy(
        allow(DELETIONS, OBJECTS, {
          Principal: '*',
          Condition: { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } },
        }),
      ),
      policies: [scp('guard', [ROOT], deny(DELETIONS))],
    }),
    expect: [admin(WORKLOAD, 's3-delete-object', ['blocked', 'unknown'], { direct: 'blocked' })],
  },
  {
    name: 'a bucket policy for one account, and an SCP against deletion',
    why: 'The account leaves, is rid of the SCP, and still let in by its number.',
    snapshot: organization({
      buckets: withPolicy(allow(DELETIONS, OBJECTS, { Principal: { AWS: rootOf(WORKLOAD) } })),
      policies: [scp('guard', [ROOT], deny(DELETIONS))],
    }),
    expect: [admin(WORKLOAD, 's3-delete-object', 'possible', { direct: 'blocked', pathLength: 2 })],
  },
  {
    name: 'no grant to another account',
    why: 'Across accounts both sides have to allow.',
    snapshot: organization(),
    expect: [
      admin(WORKLOAD, 's3-delete-object', 'blocked', { direct: 'blocked', reason: 'not-granted' }),
      outside('s3-delete-object', 'blocked'),
    ],
  },
  {
    name: 'an SCP on the bucket’s ARN, and an access point',
    why: 'Requests through an access point are authorized on its ARN; whether an SCP on the bucket stops them, no page says.',
    snapshot: organization({ policies: [scp('guard', [ROOT], GUARD_BUCKET, NO_LEAVING)] }),
    expect: [
      admin(LOG_ARCHIVE, 's3-access-point-delete', 'unknown', { direct: 'unknown' }),
      blocked(LOG_ARCHIVE, 's3-delete-object', 'statement'),
    ],
  },
  {
    name: 'an SCP on the bucket’s ARN, and nobody makes access points',
    why: 'Without an access point there is no request through one.',
    snapshot: organization({
      policies: [scp('guard', [ROOT], GUARD_BUCKET, deny('s3:CreateAccessPoint*'), NO_LEAVING)],
    }),
    expect: [blocked(LOG_ARCHIVE, 's3-access-point-delete', 'statement')],
  },
  {
    name: 'a bucket without versioning',
    why: 'There are no versions to delete; the object itself is lost.',
    snapshot: organization({ buckets: [bucket({ versioning: 'Off', sample: { key: LOG_FILE } })] }),
    expect: [
      { technique: 's3-delete-object-version', verdict: 'not-applicable' },
      possible(LOG_ARCHIVE, 's3-delete-object'),
      possible(LOG_ARCHIVE, 's3-overwrite-unversioned'),
      { technique: 's3-overwrite-new-version', verdict: 'not-applicable' },
    ],
  },
  {
    name: 'a lifecycle rule that a tag triggers',
    why: 'Tagging the objects is enough; the guard names deletion only.',
    snapshot: organization({
      buckets: [
        bucket({
          lifecycle: [{ id: 'old', enabled: true, expires: true, tag: { key: 'expire', value: 'yes' } }],
        }),
      ],
      policies: [
        scp('guard', [ROOT], deny(['s3:DeleteObject*', 's3:PutLifecycleConfiguration'], '*'), NO_LEAVING),
      ],
    }),
    expect: [
      possible(LOG_ARCHIVE, 's3-lifecycle-tag-trigger'),
      admin(LOG_ARCHIVE, 's3-lifecycle-expire', ['blocked', 'possible'], { direct: 'blocked' }),
    ],
  },
  {
    name: 'a lifecycle rule that a tag triggers, and tagging denied',
    why: 'Nobody can set the tag.',
    snapshot: organization({
      buckets: [
        bucket({
          lifecycle: [{ id: 'old', enabled: true, expires: true, tag: { key: 'expire', value: 'yes' } }],
        }),
      ],
      policies: [scp('guard', [ROOT], GUARD_BUCKET, NO_LEAVING)],
    }),
    expect: [blocked(LOG_ARCHIVE, 's3-lifecycle-tag-trigger', 'statement')],
  },
  {
    name: 'a lifecycle rule for everything',
    why: 'No tag triggers it.',
    snapshot: organization({
      buckets: [bucket({ lifecycle: [{ id: 'all', enabled: true, expires: true }] })],
    }),
    expect: [{ technique: 's3-lifecycle-tag-trigger', verdict: 'not-applicable' }],
  },
] satisfies readonly World[];
