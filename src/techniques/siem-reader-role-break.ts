import type { Role, Snapshot } from '../model/snapshot.ts';
import { type Missing, type Step, technique } from '../model/technique.ts';
import { allowing, principalsOf } from './parts/letting-in.ts';
import { partitionOf } from './parts/partition.ts';
import { resourcesOf } from './parts/resources.ts';
import { singleCall } from './parts/single-call.ts';

/** Whether a log bucket or a queue lets this role read, and names it for that. */
function isReader({ arn }: Role, snapshot: Snapshot): boolean {
  const policies = [...snapshot.logBuckets, ...resourcesOf(snapshot, 'AWS::SQS::Queue')].flatMap(
    ({ policy }) => (policy === undefined ? [] : [policy]),
  );
  return policies
    .flatMap((policy) => allowing(policy, 's3:getobject', 's3:getobjectversion', 'sqs:receivemessage'))
    .some((statement) => principalsOf(statement).includes(arn));
}

const unread = ({ gaps }: Snapshot): Missing | undefined =>
  gaps.find(({ action }) => action === 's3:GetBucketPolicy');

const trustingNobody = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
});

const denyingAll = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }],
});

export default technique<Role>({
  id: 'siem-reader-role-break',
  title: {
    en: 'Break the role with which the SIEM reads the logs',
    ja: 'SIEM がログを読むためのロールを壊す',
  },
  goal: 'deafen',
  mitre: ['T1685'],
  why: {
    en: 'The log files are all there, and nobody reads them: the SIEM can no longer become its role, or the role may no longer read. Searches and alerts stay silent, as on a quiet day.',
    ja: 'ログファイルはすべて残っていても、読まれなくなります。SIEM がロールを引き受けられない、またはロールが読み取れないためで、検索やアラートには、何も起きていない日と同じように何も現れません。',
  },
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html',
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePolicy.html',
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachRolePolicy.html',
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePermissionsBoundary.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies every change of the role: iam:UpdateAssumeRolePolicy, iam:DeleteRole*, iam:DetachRolePolicy, iam:AttachRolePolicy, iam:PutRole* and iam:CreateRole on its name.',
    ja: 'ロールの変更をすべて拒否するサービスコントロールポリシー (SCP)。対象は、その名前に対する iam:UpdateAssumeRolePolicy、iam:DeleteRole*、iam:DetachRolePolicy、iam:AttachRolePolicy、iam:PutRole*、iam:CreateRole です。',
  },
  notBlockedBy: {
    en: 'The guard of the log bucket. A deny of deleting the role: a policy that denies everything silences it as well.',
    ja: 'ログバケットの保護。ロールの削除だけの拒否 (すべてを拒否するポリシーを付けても読めなくなります)。',
  },
  unverified: {
    en: 'Only roles that a log bucket’s policy or a queue’s policy names are looked at: one that reads in its own account by its identity policy alone is not known for a reader.',
    ja: '対象は、ログバケットやキューのポリシーに名前があるロールだけです。同じアカウント内で、アイデンティティベースのポリシーだけで読み取るロールは判別できません。',
  },
  targets: ({ roles = [] }) => roles,
  requires: (role, snapshot) => isReader(role, snapshot) || (unread(snapshot) ?? false),
  ways: ({ arn }) => {
    const RoleName = arn.split('/').at(-1) ?? '';
    const PolicyArn = `arn:${partitionOf(arn)}:iam::aws:policy/AWSDenyAll`;
    const call = (name: string, input: Step['input'], context: Readonly<Record<string, string>> = {}) => [
      singleCall(
        `iam:${name}`,
        arn,
        { RoleName, ...input },
        { needs: [{ action: `iam:${name}`, resource: arn, context }] },
      ),
    ];
    return [
      call('UpdateAssumeRolePolicy', { PolicyDocument: trustingNobody }),
      call('PutRolePolicy', { PolicyName: 'indelible', PolicyDocument: denyingAll }),
      call('AttachRolePolicy', { PolicyArn }, { 'iam:PolicyARN': PolicyArn }),
      call(
        'PutRolePermissionsBoundary',
        { PermissionsBoundary: PolicyArn },
        { 'iam:PermissionsBoundary': PolicyArn },
      ),
      call('DetachRolePolicy', {}),
      call('DeleteRolePolicy', {}),
      call('DeleteRole', {}),
    ];
  },
  harm: { en: 'nobody reads the logs any more', ja: '誰もログを読めなくなる' },
});
