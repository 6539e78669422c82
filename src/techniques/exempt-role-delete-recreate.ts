import type { Exemption } from '../model/exemption.ts';
import { type Step, technique } from '../model/technique.ts';
import { call, roleWays } from './parts/create-role.ts';
import {
  type ExemptPrincipal,
  editableRole,
  editableRoleExists,
  principalExemptions,
} from './parts/exempt-principal.ts';

/** A role has to lose its policies and its instance profile first: if it has any, that takes permissions of their own. */
function removal(role: ExemptPrincipal): Step {
  const { arn, name, partition, accountId } = role;
  const profile = `arn:${partition}:iam::${accountId}:instance-profile/${name}`;
  return {
    ...call('DeleteRole', role, { RoleName: name }),
    perhaps: [
      { action: 'iam:DetachRolePolicy', resource: arn },
      { action: 'iam:DeleteRolePolicy', resource: arn },
      { action: 'iam:RemoveRoleFromInstanceProfile', resource: profile },
    ],
  };
}

export default technique<Exemption>({
  id: 'exempt-role-delete-recreate',
  title: {
    en: 'Delete an exempted role and create it anew',
    ja: '例外のロールを削除し、作り直す',
  },
  goal: 'unguard',
  mitre: ['T1098.003'],
  why: {
    en: 'An exemption by name holds for whoever bears that name. An administrator who may not edit the role’s trust policy deletes the role, creates another of the same name that trusts the attacker, and becomes it.',
    ja: '名前による例外は、その名前を持つ者すべてに適用されます。信頼ポリシーを編集できない管理者でも、ロールを削除し、攻撃者を信頼する同じ名前のロールを作り直せば、それを引き受けられます。',
  },
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html',
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html',
  ],
  by: ['owner'],
  obtains: 'principal',
  blockedBy: {
    en: 'A service control policy that denies iam:DeleteRole, or iam:CreateRole, on the exempted names to everybody whom it does not exempt.',
    ja: '例外に該当しない全員に対して、例外の名前への iam:DeleteRole または iam:CreateRole を拒否するサービスコントロールポリシー (SCP)。',
  },
  notBlockedBy: {
    en: 'A deny of iam:UpdateAssumeRolePolicy alone. A trust policy that names nobody in the account: the new role has another.',
    ja: 'iam:UpdateAssumeRolePolicy だけの拒否。アカウント内の誰も信頼しない信頼ポリシー (新しいロールには別の信頼ポリシーが付きます)。',
  },
  unverified: {
    en: 'Whether the role carries policies or is in an instance profile, which it has to lose first.',
    ja: 'ロールにポリシーが付いている、またはインスタンスプロファイルに入っていて、先に外す必要があるかどうか。',
  },
  targets: principalExemptions,
  requires: editableRoleExists,
  ways: (exemption) => {
    const role = editableRole(exemption);
    return role === undefined ? [] : roleWays(role).map((way) => [removal(role), ...way]);
  },
  harm: { en: 'the exemption is anybody’s', ja: '誰でも例外になれる' },
});
