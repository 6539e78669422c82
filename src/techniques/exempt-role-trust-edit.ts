import type { Exemption } from '../model/exemption.ts';
import { technique } from '../model/technique.ts';
import {
  editableRole,
  editableRoleExists,
  entrances,
  principalExemptions,
  trust,
} from './parts/exempt-principal.ts';

export default technique<Exemption>({
  id: 'exempt-role-trust-edit',
  title: {
    en: 'Open the trust policy of an exempted role',
    ja: '例外のロールの信頼ポリシーを書き換える',
  },
  goal: 'unguard',
  mitre: ['T1098.003'],
  why: {
    en: 'Who may become a role stands in its trust policy, and an administrator of the role’s account can rewrite that: the whole account may then become the exempted role.',
    ja: '誰がロールを引き受けられるかは信頼ポリシーで決まり、そのアカウントの管理者は書き換えられます。書き換えると、アカウントの誰もが例外のロールになれます。',
  },
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html',
  ],
  by: ['owner'],
  obtains: 'principal',
  blockedBy: {
    en: 'A service control policy that denies iam:UpdateAssumeRolePolicy on the exempted roles to everybody whom it does not exempt.',
    ja: '例外に該当しない全員に対して、例外のロールへの iam:UpdateAssumeRolePolicy を拒否するサービスコントロールポリシー (SCP)。',
  },
  notBlockedBy: {
    en: 'A deny of creating and deleting the role. A trust policy that names nobody in the account: it is what is rewritten.',
    ja: 'ロールの作成や削除の拒否。アカウント内の誰も信頼しない信頼ポリシー (それ自体が書き換えられます)。',
  },
  targets: principalExemptions,
  requires: editableRoleExists,
  ways: (exemption) => {
    const role = editableRole(exemption);
    if (role === undefined) return [];
    return entrances(role).map(({ accountId, enter }) => [trust(role, accountId), enter]);
  },
  harm: { en: 'the exemption is anybody’s', ja: '誰でも例外になれる' },
});
