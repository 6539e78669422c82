import {
  admin,
  allow,
  BUCKET,
  bucket,
  document,
  LOG_ARCHIVE,
  MANAGEMENT,
  organization,
  resource,
  rootOf,
  WORKLOAD,
  type World,
} from './build.ts';

const TOPIC = `arn:aws:sns:us-east-1:${LOG_ARCHIVE}:alerts`;
const { policy: _, ...withoutPolicy } = bucket();
const open = organization({ resources: [resource('AWS::SNS::Topic', TOPIC)] });

const DISABLE = 'organizations:DisablePolicyType';
const SWITCHING_OFF = 'organization-disable-policy-type';
const delegationPolicy = document(allow(DISABLE, '*', { Principal: { AWS: rootOf(WORKLOAD) } }));
const policiesUnread = [
  {
    resource: `arn:aws:organizations::${MANAGEMENT}:organization/o-exampleorgid`,
    action: 'organizations:ListPolicies',
    code: 'AccessDenied',
    message: '',
  },
];

export default [
  {
    name: 'a topic whose policy was not read',
    why: 'It may let in anybody, and it may deny anything to its owner’s principals.',
    snapshot: {
      ...open,
      gaps: [{ resource: TOPIC, action: 'sns:GetTopicAttributes', code: 'AccessDenied', message: '' }],
    },
    expect: [
      { technique: 'sns-topic-break', actor: 'admin', account: LOG_ARCHIVE, verdict: 'unknown' },
      { technique: 'sns-topic-break', actor: 'admin', account: WORKLOAD, verdict: 'unknown' },
      { technique: 'sns-topic-break', actor: 'outside', account: '000000000000', verdict: 'unknown' },
    ],
  },
  {
    name: 'policy types of which nobody knows a policy',
    why: 'The policies were not read: switching their type off may take away what guards.',
    snapshot: { ...organization({ delegationPolicy }), gaps: policiesUnread },
    expect: [
      { technique: SWITCHING_OFF, actor: 'admin', account: WORKLOAD, verdict: 'unknown' },
      { technique: SWITCHING_OFF, actor: 'management', account: MANAGEMENT, verdict: 'unknown' },
    ],
  },
  {
    name: 'a log bucket whose policy was not read',
    why: 'There may be one to remove.',
    snapshot: {
      ...organization({ buckets: [withoutPolicy] }),
      gaps: [{ resource: BUCKET, action: 's3:GetBucketPolicy', code: 'AccessDenied', message: '' }],
    },
    expect: [admin(LOG_ARCHIVE, 's3-bucket-policy-strip', 'unknown', { direct: 'unknown' })],
  },
] satisfies readonly World[] as readonly World[];
