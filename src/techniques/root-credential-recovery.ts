import type { Account } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { memberAccounts } from './parts/member-accounts.ts';
import { partitionOf } from './parts/partition.ts';

export default technique<Account>({
  id: 'root-credential-recovery',
  title: {
    en: 'Give a member’s root user a password again',
    ja: 'メンバーアカウントのルートユーザーのパスワードを復活させる',
  },
  goal: 'escape',
  mitre: ['T1098.003'],
  why: {
    en: 'With central root access, members need no root credentials. The management account, or IAM’s delegated administrator, can allow password recovery for such a root user in a root session, and whoever reads its mail signs in as root.',
    ja: 'ルートアクセスの一元管理では、メンバーのルート認証情報をなくせます。しかし管理アカウントや IAM の委任管理者は、ルートセッションでパスワードの回復を許可でき、メールを読める者がルートユーザーとしてサインインできます。',
  },
  sources: [
    'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/security-iam-awsmanpol.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user-privileged-task.html',
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateLoginProfile.html',
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_EnableOrganizationsRootCredentialsManagement.html',
  ],
  by: ['management', 'delegated'],
  delegatedFor: 'iam.amazonaws.com',
  refusesOthers: {
    why: {
      en: 'Root sessions of members are for the management account and IAM’s delegated administrator only.',
      ja: 'メンバーのルートセッションを取得できるのは、管理アカウントと IAM の委任管理者だけです。',
    },
    source: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html',
  },
  blockedBy: {
    en: 'A service control policy on the member that denies iam:CreateLoginProfile to its root user: it binds the root session, too. For the delegated administrator also a deny of sts:AssumeRoot on its own account.',
    ja: 'メンバーに効き、ルートユーザーに iam:CreateLoginProfile を拒否する SCP (ルートセッションにも効きます)。委任管理者に対しては、そのアカウントでの sts:AssumeRoot の拒否でも防げます。',
  },
  notBlockedBy: {
    en: 'Having deleted the root credentials: they are what comes back. Central root access switched off. A policy against root users that spares sessions with aws:AssumedRoot.',
    ja: 'ルート認証情報の削除 (それを復活させる操作です)。ルートアクセスの一元管理の無効化。aws:AssumedRoot のセッションを例外にしたルートユーザー拒否ポリシー。',
  },
  targets: memberAccounts,
  unverified: {
    en: 'Whether the management of root credentials is on, apart from root sessions, is not read. Where it is off, the same callers switch it on first.',
    ja: 'ルートセッションとは別に、ルート認証情報の管理が有効かどうかは読み取っていません。無効な場合、同じ呼び出し元が先に有効にします。',
  },
  requires: (_, { organization }) =>
    organization.rootAccess === undefined
      ? { resource: organization.arn, action: 'iam:ListOrganizationsFeatures' }
      : true,
  ways: ({ id, arn }, snapshot) => {
    const enabled = snapshot?.organization.rootAccess === true;
    const partition = partitionOf(arn);
    const root = `arn:${partition}:iam::${id}:root`;
    const task = `arn:${partition}:iam::aws:policy/root-task/IAMCreateRootUserPassword`;
    return [
      [
        {
          operation: 'sts:AssumeRoot',
          event: 'AssumeRoot',
          needs: [
            {
              action: 'sts:AssumeRoot',
              resource: root,
              serviceGrants: true,
              context: { 'sts:TaskPolicyArn': task },
            },
          ],
          ...(enabled
            ? {}
            : { perhaps: [{ action: 'iam:EnableOrganizationsRootCredentialsManagement', resource: '*' }] }),
          input: { TargetPrincipal: id, TaskPolicyArn: { arn: task } },
        },
        {
          operation: 'iam:CreateLoginProfile',
          event: 'CreateLoginProfile',
          needs: [{ action: 'iam:CreateLoginProfile', resource: root }],
          input: {},
          as: { kind: 'root-session', accountId: id },
        },
      ],
    ];
  },
  harm: { en: 'root can sign in again', ja: 'ルートが再びサインインできる' },
});
