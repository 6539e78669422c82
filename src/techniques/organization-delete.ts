import type { Organization } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { memberAccounts } from './parts/member-accounts.ts';
import { organizationsCall, theOrganization } from './parts/organization.ts';

export default technique<Organization>({
  id: 'organization-delete',
  title: { en: 'Dissolve the organization', ja: '組織を解体する' },
  goal: 'escape',
  mitre: ['T1666'],
  why: {
    en: 'Once all members are removed the organization can be deleted, with every policy in it. It cannot be recovered, and no account is bound by anything any more.',
    ja: 'すべてのメンバーを外すと、組織はその中のポリシーごと削除できます。復元はできず、どのアカウントにも何も効かなくなります。',
  },
  sources: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_org_delete.html',
    'https://docs.aws.amazon.com/organizations/latest/APIReference/API_DeleteOrganization.html',
    'https://docs.aws.amazon.com/organizations/latest/APIReference/API_RemoveAccountFromOrganization.html',
  ],
  by: ['management'],
  blockedBy: {
    en: 'No policy. It takes time where there are many members, and each removal leaves an event.',
    ja: '防げるポリシーはありません。メンバーが多ければ時間がかかり、削除のたびにイベントが残ります。',
  },
  notBlockedBy: {
    en: 'Service control policies: they are deleted with the organization, and never bound its management account.',
    ja: 'SCP。組織とともに削除され、もともと管理アカウントには効きません。',
  },
  unverified: {
    en: 'Whether every member has the information that AWS asks of a standalone account, without which it cannot be removed.',
    ja: 'すべてのメンバーに、スタンドアロンアカウントに必要な情報がそろっているかどうか (不足していると削除できません)。',
  },
  residual: {
    en: 'No policy binds the management account. What helps: logs under Object Lock in an account that keeps its own protection, a copy outside the organization, and an alarm on the first RemoveAccountFromOrganization.',
    ja: '管理アカウントにはポリシーが効きません。有効なのは、それ自体が保護されたアカウントでのオブジェクトロック、組織の外への複製、最初の RemoveAccountFromOrganization の検知です。',
  },
  targets: theOrganization,
  ways: (_, snapshot) => {
    // One removal stands for all: a path of as many calls as members would say no more.
    const members = snapshot === undefined ? [] : memberAccounts(snapshot).slice(0, 1);
    return [
      [
        ...members.map(({ id, arn }) =>
          organizationsCall('RemoveAccountFromOrganization', arn, { AccountId: id }),
        ),
        organizationsCall('DeleteOrganization', '*', {}),
      ],
    ];
  },
  harm: { en: 'no account is guarded', ja: '全アカウントが無防備になる' },
});
