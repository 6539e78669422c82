import type { PolicyStatement } from '../../src/model/policy.ts';
import type { LogBucket } from '../../src/model/snapshot.ts';
import {
  admin,
  allow,
  BUCKET,
  bucket,
  DELIVERY,
  deny,
  denyAnybody,
  document,
  LOG_ARCHIVE,
  NO_LEAVING,
  OBJECTS,
  OUTSIDE,
  organization,
  ROOT,
  rcp,
  rootOf,
  scp,
  WORKLOAD,
  type World,
} from './build.ts';

const POINT = `arn:aws:s3:us-east-1:${LOG_ARCHIVE}:accesspoint/partner`;
const THROUGH = 's3-access-point-delete';
const DELETIONS = ['s3:DeleteObject', 's3:DeleteObjectVersion'];

/** An access point that lets an account outside delete, on a bucket with these statements beside CloudTrail's. */
const lent = (...statements: readonly PolicyStatement[]): readonly LogBucket[] => [
  bucket({
    policy: document(...DELIVERY, ...statements),
    accessPoints: [
      {
        name: 'partner',
        arn: POINT,
        accountId: LOG_ARCHIVE,
        policy: document(allow(DELETIONS, `${POINT}/object/*`, { Principal: { AWS: rootOf(OUTSIDE) } })),
      },
    ],
  }),
];

/** As AWS's documentation hands access control to access points. */
const delegationTo = (keys: Readonly<Record<string, string>>): PolicyStatement =>
  allow('s3:*', [BUCKET, OBJECTS], { Principal: { AWS: '*' }, Condition: { StringEquals: keys } });
const DELEGATION = delegationTo({ 's3:DataAccessPointAccount': LOG_ARCHIVE });

const outside = (verdict: 'possible' | 'blocked') => ({
  technique: THROUGH,
  actor: 'outside' as const,
  account: OUTSIDE,
  verdict,
  direct: verdict,
});
const guard = scp('guard', [ROOT], NO_LEAVING);

export default [
  {
    name: 'an access point lent to an account outside, and a bucket policy that delegates to access points',
    why: 'Both policies let it in, and SCPs do not bind it.',
    snapshot: organization({ buckets: lent(DELEGATION), policies: [guard] }),
    expect: [outside('possible')],
  },
  {
    name: 'an access point lent to an account outside, and a bucket policy that names nobody',
    why: 'The bucket policy has to allow, too, for another account.',
    snapshot: organization({ buckets: lent(), policies: [guard] }),
    expect: [outside('blocked')],
  },
  {
    name: 'an access point lent to an account outside, and an RCP against the deletion',
    why: 'RCPs bind whoever asks for what a member account owns.',
    snapshot: organization({
      buckets: lent(DELEGATION),
      policies: [guard, rcp('deletions', [ROOT], denyAnybody(DELETIONS))],
    }),
    expect: [outside('blocked')],
  },
  {
    name: 'a bucket policy that delegates to access points, and nobody has one',
    why: 'Requests for the bucket itself do not come by way of an access point.',
    snapshot: organization({
      buckets: [bucket({ policy: document(...DELIVERY, DELEGATION) })],
      policies: [guard],
    }),
    expect: [
      { technique: 's3-delete-object', actor: 'outside', verdict: 'blocked', direct: 'blocked' },
      { technique: THROUGH, actor: 'outside', verdict: 'blocked', direct: 'blocked' },
    ],
  },
  {
    name: 'a bucket policy that delegates to the access points of another account',
    why: 'Any account makes an access point for a bucket of another, and its policy is its own.',
    snapshot: organization({
      buckets: [
        bucket({ policy: document(...DELIVERY, delegationTo({ 's3:DataAccessPointAccount': WORKLOAD })) }),
      ],
      policies: [guard],
    }),
    expect: [admin(WORKLOAD, THROUGH, 'possible', { direct: 'possible', pathLength: 3 })],
  },
  {
    name: 'a bucket policy that delegates to one access point of another account',
    why: 'Whoever makes it chooses that name.',
    snapshot: organization({
      buckets: [
        bucket({
          policy: document(
            ...DELIVERY,
            delegationTo({
              's3:DataAccessPointArn': `arn:aws:s3:us-east-1:${WORKLOAD}:accesspoint/readers`,
            }),
          ),
        }),
      ],
      policies: [guard],
    }),
    expect: [admin(WORKLOAD, THROUGH, 'possible', { direct: 'possible', pathLength: 3 })],
  },
  {
    name: 'a bucket policy that delegates to the access points of another account, and an RCP against the deletion',
    why: 'RCPs bind whoever asks for what a member account owns.',
    snapshot: organization({
      buckets: [
        bucket({ policy: document(...DELIVERY, delegationTo({ 's3:DataAccessPointAccount': WORKLOAD })) }),
      ],
      policies: [guard, rcp('deletions', [ROOT], denyAnybody(DELETIONS))],
    }),
    expect: [admin(WORKLOAD, THROUGH, 'blocked', { direct: 'blocked' })],
  },
  {
    name: 'compliance mode, and deletions denied on the bucket’s ARN',
    why: 'No version can be deleted, but a delete marker set through an access point hides it.',
    snapshot: organization({
      buckets: [
        bucket({
          objectLock: { default: { mode: 'COMPLIANCE', days: 365 } },
          retention: { mode: 'COMPLIANCE', until: '2030-01-01T00:00:00Z' },
        }),
      ],
      policies: [scp('home', [ROOT], NO_LEAVING, deny(DELETIONS, OBJECTS))],
    }),
    expect: [admin(LOG_ARCHIVE, THROUGH, 'unknown', { direct: 'unknown' })],
  },
  {
    name: 'an SCP that wants every access point in a VPC',
    why: 'Whoever makes the access point also makes the VPC.',
    snapshot: organization({
      policies: [
        scp('network', [ROOT], NO_LEAVING, {
          ...deny(['s3:CreateAccessPoint', 's3:PutAccessPointPolicy'], 'arn:aws:s3:*:*:accesspoint/*'),
          Condition: { StringNotEquals: { 's3:AccessPointNetworkOrigin': 'VPC' } },
        }),
      ],
    }),
    expect: [admin(LOG_ARCHIVE, THROUGH, 'possible', { direct: 'possible', pathLength: 2 })],
  },
  {
    name: 'an SCP that wants access points of other accounts',
    why: 'A request through an access point says of which account it is.',
    snapshot: organization({
      policies: [
        scp('accounts', [ROOT], NO_LEAVING, {
          ...deny('s3:*Object*', '*'),
          Condition: { StringNotEquals: { 's3:DataAccessPointAccount': LOG_ARCHIVE } },
        }),
      ],
    }),
    expect: [admin(LOG_ARCHIVE, THROUGH, ['possible', 'unknown'])],
  },
] satisfies readonly World[] as readonly World[];
