import type { Organization } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { organizationsCall, theOrganization } from './parts/organization.ts';

export default technique<Organization>({
  id: 'new-account-outside-ou',
  title: {
    en: 'Create or invite an account outside the guarded units',
    ja: '守られた OU の外にアカウントを作成、招待する',
  },
  goal: 'escape',
  mitre: ['T1666'],
  why: {
    en: 'A new account starts in the root of the organization. Policies attached to organizational units do not bind it there, so that it works for the attacker as a member without a guard.',
    ja: '新しいアカウントは組織のルートの直下に置かれます。OU にアタッチしたポリシーは効かないため、攻撃者はガードのないメンバーアカウントを手に入れます。',
  },
  sources: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_create.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_account_migration.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html',
  ],
  by: ['management'],
  blockedBy: {
    en: 'Guards attached to the root of the organization: they bind the new account from its first call.',
    ja: 'ガードを組織のルートにアタッチすること。新しいアカウントにも最初から効きます。',
  },
  notBlockedBy: {
    en: 'Guards attached to all present organizational units and accounts. A deny of organizations:CreateAccount: no policy binds the management account.',
    ja: '現在のすべての OU やアカウントにアタッチしたガード。organizations:CreateAccount の拒否も、管理アカウントにはポリシーが効かないため無効です。',
  },
  unverified: {
    en: 'That the root is where a standalone account comes that accepts an invitation: AWS’s documentation says so of new accounts, and of those that come from another organization.',
    ja: '招待を承諾したスタンドアロンアカウントも、ルートの直下に置かれること (ドキュメントに記載があるのは、新規作成のアカウントと、別の組織から移ったアカウントについてです)。',
  },
  residual: {
    en: 'No policy keeps the management account from creating accounts. What helps: guards at the root, which make it harmless, and an alarm on CreateAccountResult and InviteAccountToOrganization.',
    ja: '管理アカウントによるアカウント作成を防ぐポリシーはありません。有効なのは、ルートにアタッチしたガード (無害になります) と、CreateAccountResult、InviteAccountToOrganization の検知です。',
  },
  targets: theOrganization,
  requires: ({ rootId }, { policies }) =>
    policies.some(
      ({ awsManaged, targets }) => !awsManaged && targets.length > 0 && !targets.includes(rootId),
    ),
  ways: () => [
    [organizationsCall('CreateAccount', '*', { AccountName: 'indelible', Email: 'new@attacker.example' })],
    [
      organizationsCall('InviteAccountToOrganization', '*', {
        Target: { Type: 'EMAIL', Id: 'root@attacker.example' },
      }),
    ],
  ],
  harm: { en: 'a member without a guard', ja: 'ガードのないメンバーができる' },
});
