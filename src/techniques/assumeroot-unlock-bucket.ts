import type { PolicyDocument } from '../model/policy.ts';
import type { LogBucket, Organization } from '../model/snapshot.ts';
import { type Step, technique } from '../model/technique.ts';
import { denyingCloudTrail } from './parts/denying-cloudtrail.ts';
import { organizationsCall } from './parts/organization.ts';
import { partitionOf } from './parts/partition.ts';
import { singleCall } from './parts/single-call.ts';

const IAM = 'iam.amazonaws.com';

export default technique<LogBucket>({
  id: 'assumeroot-unlock-bucket',
  title: {
    en: 'Delete or replace the bucket policy in a root session of its account',
    ja: 'AssumeRoot のルートセッションでバケットポリシーを削除する、または置き換える',
  },
  goal: 'unguard',
  mitre: ['T1685'],
  why: {
    en: 'With central root access, which they can switch on, the management account or IAM’s delegated administrator gets a root session of a member account for the task of unlocking a bucket. No bucket policy holds back the owner’s root, and the task lets it replace the policy as well as delete it: CloudTrail’s permission to deliver is gone.',
    ja: 'ルートアクセスの一元管理 (管理アカウントや IAM の委任管理者が有効にできます) では、管理アカウントや IAM の委任管理者は、バケットのロック解除用にメンバーアカウントのルートセッションを取得できます。バケットポリシーは所有アカウントのルートを止められません。このタスクでは削除だけでなく置き換えもでき、CloudTrail の配信許可が失われます。',
  },
  sources: [
    'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/security-iam-awsmanpol.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user-privileged-task.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html',
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_EnableOrganizationsRootSessions.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketPolicy.html',
  ],
  by: ['management', 'delegated'],
  delegatedFor: IAM,
  blockedBy: {
    en: 'A service control policy on the account that owns the bucket: it binds the root session too, if it denies s3:DeleteBucketPolicy and s3:PutBucketPolicy to everybody. A resource control policy there does as well. For the delegated administrator also a deny of sts:AssumeRoot.',
    ja: 'バケットを所有するアカウントに効き、s3:DeleteBucketPolicy と s3:PutBucketPolicy を全員に拒否する SCP (ルートセッションにも効きます) または RCP。委任管理者に対しては、sts:AssumeRoot の拒否でも防げます。',
  },
  notBlockedBy: {
    en: 'A deny in the bucket policy. Central root access switched off. A deny of s3:DeleteBucketPolicy alone. Policies against root users that spare sessions with aws:AssumedRoot, or that spare the three bucket policy calls.',
    ja: 'バケットポリシー内の Deny。ルートアクセスの一元管理の無効化。s3:DeleteBucketPolicy だけの Deny。aws:AssumedRoot のセッションや、バケットポリシーの 3 つの操作を例外にしたルートユーザー拒否ポリシー。',
  },
  targets: ({ logBuckets, organization }) =>
    logBuckets.filter(
      ({ accountId, policy }) => accountId !== organization.managementAccountId && policy !== undefined,
    ),
  requires: ({ arn, accountId }, { organization }) => {
    if (organization.rootAccess === undefined) {
      return { resource: organization.arn, action: 'iam:ListOrganizationsFeatures' };
    }
    return accountId === undefined ? { resource: arn, action: 's3:ListBucket' } : true;
  },
  ways: (bucket, snapshot) => {
    const { name: Bucket, arn, accountId, region } = bucket;
    if (accountId === undefined || snapshot === undefined) return [];
    const enter = [...enabling(snapshot.organization), unlocking(bucket, accountId)];
    const policy = denyingCloudTrail(bucket.policy, 's3:PutObject', `${arn}/*`);
    const inSession = (call: string, input: Step['input'], left?: PolicyDocument): Step =>
      singleCall(`s3:${call}`, arn, input, {
        region,
        as: { kind: 'root-session', accountId },
        effect: [{ kind: 'set', arn, fields: { policy: left } }],
      });
    return [
      [...enter, inSession('DeleteBucketPolicy', { Bucket })],
      [...enter, inSession('PutBucketPolicy', { Bucket, Policy: JSON.stringify(policy) }, policy)],
    ];
  },
  harm: { en: 'CloudTrail can no longer deliver', ja: 'CloudTrail が配信できない' },
});

/** The management account switches on what it has not yet, and IAM’s delegated administrator its second half. */
function enabling({ rootAccess, trustedAccess, managementAccountId }: Organization): readonly Step[] {
  if (rootAccess === true) return [];
  const trust: Step = {
    ...organizationsCall(
      'EnableAWSServiceAccess',
      '*',
      { ServicePrincipal: IAM },
      { 'organizations:ServicePrincipal': IAM },
    ),
    as: { kind: 'account', accountId: managementAccountId },
  };
  const trusted = trustedAccess === undefined || trustedAccess.includes(IAM);
  return [...(trusted ? [] : [trust]), singleCall('iam:EnableOrganizationsRootSessions', '*', {})];
}

/** The session’s task policy allows the three calls about bucket policies. */
function unlocking({ arn, region }: LogBucket, accountId: string): Step {
  const partition = partitionOf(arn);
  const task = `arn:${partition}:iam::aws:policy/root-task/S3UnlockBucketPolicy`;
  return {
    operation: 'sts:AssumeRoot',
    region,
    event: 'AssumeRoot',
    needs: [
      {
        action: 'sts:AssumeRoot',
        resource: `arn:${partition}:iam::${accountId}:root`,
        serviceGrants: true,
        context: { 'sts:TaskPolicyArn': task },
      },
    ],
    input: { TargetPrincipal: accountId, TaskPolicyArn: { arn: task } },
  };
}
