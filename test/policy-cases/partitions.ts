import { allow, deny, FULL, iam, type PolicyCase, policy, request, s3Api } from './build.ts';

const IDENTIFIERS = iam('reference_identifiers');
const DENY_ALLOW = iam('reference_policies_evaluation-logic_policy-eval-denyallow');
const KEY_POLICIES = 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html';
const OWN = '111122223333';

type Row = readonly [partition: string, region: string];
const partitions: readonly Row[] = [
  ['aws-cn', 'cn-north-1'],
  ['aws-us-gov', 'us-gov-west-1'],
  ['aws-eusc', 'eusc-de-east-1'],
];

export default partitions.flatMap(([partition, region]): PolicyCase[] => {
  const root = `arn:${partition}:iam::${OWN}:root`;
  const bucket = `arn:${partition}:s3:::logs`;
  const trail = `arn:${partition}:cloudtrail:${region}:${OWN}:trail/audit`;
  const key = `arn:${partition}:kms:${region}:${OWN}:key/k`;
  const admin = {
    arn: `arn:${partition}:sts::${OWN}:assumed-role/Admin/s`,
    role: `arn:${partition}:iam::${OWN}:role/Admin`,
  };
  return [
    {
      name: `${partition}: a Deny written for aws does not match`,
      source: IDENTIFIERS,
      input: {
        request: request(admin, 'cloudtrail:StopLogging', trail),
        identityPolicies: [FULL],
        scps: [[FULL, policy(deny('cloudtrail:*', 'arn:aws:cloudtrail:*:*:trail/*'))]],
      },
      expect: { decision: 'allowed' },
    },
    {
      name: `${partition}: a Deny written for the partition does`,
      source: IDENTIFIERS,
      input: {
        request: request(admin, 'cloudtrail:StopLogging', trail),
        identityPolicies: [FULL],
        scps: [[FULL, policy(deny('cloudtrail:*', `arn:${partition}:cloudtrail:*:*:trail/*`))]],
      },
      expect: { decision: 'explicit-deny', layer: 'scp' },
    },
    {
      name: `${partition}: root has full access by default`,
      source: DENY_ALLOW,
      input: { request: request(root, 'cloudtrail:StopLogging', trail) },
      expect: { decision: 'allowed', layer: 'root' },
    },
    {
      name: `${partition}: root of the bucket owner may delete a bucket policy that denies it`,
      source: s3Api('DeleteBucketPolicy'),
      input: {
        request: request(root, 's3:DeleteBucketPolicy', bucket),
        resourcePolicies: [policy(deny('s3:*', '*', { Principal: '*' }))],
      },
      expect: { decision: 'allowed' },
    },
    {
      name: `${partition}: a key needs its key policy`,
      source: KEY_POLICIES,
      input: {
        request: request(admin, 'kms:DisableKey', key),
        identityPolicies: [FULL],
        resourcePolicies: [
          policy(allow('kms:*', '*', { Principal: { AWS: `arn:${partition}:iam::${OWN}:role/Other` } })),
        ],
      },
      expect: { decision: 'implicit-deny' },
    },
    {
      name: `${partition}: aws:PrincipalArn carries the partition`,
      source: IDENTIFIERS,
      input: {
        request: request(admin, 's3:DeleteBucket', bucket),
        identityPolicies: [
          policy(
            allow('*'),
            deny('s3:*', '*', { Condition: { ArnNotEquals: { 'aws:PrincipalArn': admin.role } } }),
          ),
        ],
      },
      expect: { decision: 'allowed' },
    },
  ];
});
