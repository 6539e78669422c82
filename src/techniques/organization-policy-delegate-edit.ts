import { POLICY_TYPES } from '../model/change.ts';
import { many, type PolicyStatement } from '../model/policy.ts';
import type { OrganizationPolicy } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { organizationsCall } from './parts/organization.ts';
import { partitionOf } from './parts/partition.ts';

/** The same policy, whose denies spare a role of the attacker's. */
function sparing({ document, arn }: OrganizationPolicy): string {
  const role = `arn:${partitionOf(arn)}:iam::*:role/indelible-spared`;
  const spare = (statement: PolicyStatement): PolicyStatement =>
    statement.Effect === 'Allow'
      ? statement
      : { ...statement, Condition: { ...statement.Condition, ArnNotLike: sparedIn(statement, role) } };
  return JSON.stringify({ ...document, Statement: many(document.Statement).map(spare) });
}

function sparedIn({ Condition }: PolicyStatement, role: string) {
  const { ArnNotLike: present = {} } = Condition ?? {};
  return { ...present, 'aws:PrincipalArn': [...many(present['aws:PrincipalArn'] ?? []), role] };
}

export default technique<OrganizationPolicy>({
  id: 'organization-policy-delegate-edit',
  title: {
    en: 'Write an exemption into the guard from the account that policies are delegated to',
    ja: 'ポリシー管理の委任先アカウントから、ガードに例外を書き込む',
  },
  goal: 'unguard',
  mitre: ['T1484'],
  why: {
    en: 'The organization’s delegation policy can let a member account update policies, also those that the management account made. The guard stays attached and looks as before, but spares a role of the attacker’s.',
    ja: '組織の委任ポリシーにより、メンバーアカウントは、管理アカウントが作成したものも含めてポリシーを更新できます。ガードはアタッチされたまま見た目も変わりませんが、攻撃者のロールだけを見逃すようになります。',
  },
  sources: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_delegate_policies.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/security_iam_resource-based-policy-examples.html',
    'https://docs.aws.amazon.com/organizations/latest/APIReference/API_UpdatePolicy.html',
  ],
  by: ['member'],
  blockedBy: {
    en: 'A delegation policy without organizations:UpdatePolicy on the guard, or a service control policy on the account that policies are delegated to which denies that, and with it detaching, deleting and switching policy types off.',
    ja: 'ガードに対する organizations:UpdatePolicy を委任しない委任ポリシー。または、委任先アカウントでそれを拒否する SCP (デタッチ、削除、ポリシータイプの無効化もあわせて拒否します)。',
  },
  notBlockedBy: {
    en: 'A guard that denies changes to trails and buckets only. An alarm on DetachPolicy alone: nothing is detached.',
    ja: '証跡とバケットの変更だけを拒否するガード。DetachPolicy だけの検知 (何もデタッチされません)。',
  },
  targets: ({ policies, organization }) =>
    policies.filter(
      ({ awsManaged, targets, kind }) =>
        !awsManaged && targets.length > 0 && organization.policyTypes.includes(POLICY_TYPES[kind]),
    ),
  requires: (_, { organization }) =>
    organization.delegationPolicy === undefined
      ? { resource: organization.arn, action: 'organizations:DescribeResourcePolicy' }
      : organization.delegationPolicy !== 'none',
  ways: (policy) => [
    [
      organizationsCall(
        'UpdatePolicy',
        policy.arn,
        { PolicyId: policy.id, Content: sparing(policy) },
        { 'organizations:PolicyType': POLICY_TYPES[policy.kind] },
      ),
    ],
  ],
  harm: { en: 'the guard spares the attacker', ja: 'ガードが攻撃者を見逃す' },
});
