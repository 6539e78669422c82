import type { Account } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { memberAccounts } from './parts/member-accounts.ts';
import { organizationsCall } from './parts/organization.ts';

export default technique<Account>({
  id: 'organization-remove-account',
  title: { en: 'Remove an account from the organization', ja: 'アカウントを組織から削除する' },
  goal: 'escape',
  mitre: ['T1666'],
  why: {
    en: 'The management account can put a member out. From then on no policy of the organization binds it, and organization trails stop recording it.',
    ja: '管理アカウントはメンバーを組織から外せます。外されたアカウントには組織のポリシーが効かなくなり、組織の証跡にも記録されなくなります。',
  },
  sources: [
    'https://docs.aws.amazon.com/organizations/latest/APIReference/API_RemoveAccountFromOrganization.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html',
  ],
  by: ['management'],
  blockedBy: {
    en: 'No policy. AWS refuses while the account is a delegated administrator, or lacks what a standalone account needs; both can be made good first.',
    ja: '防げるポリシーはありません。委任管理者である間や、スタンドアロンアカウントに必要な情報が足りない間は AWS が拒否しますが、どちらも事前に解消できます。',
  },
  notBlockedBy: {
    en: 'A deny of organizations:LeaveOrganization, which is the member’s own call, and any other policy: none binds the management account.',
    ja: 'organizations:LeaveOrganization の拒否 (メンバー自身の操作です)。管理アカウントにはどのポリシーも効きません。',
  },
  unverified: {
    en: 'Whether the account has the information that AWS asks of a standalone one: nothing tells an outsider.',
    ja: 'スタンドアロンアカウントに必要な情報がそろっているかどうか (外からは読み取れません)。',
  },
  residual: {
    en: 'Only the management account removes members, and no policy binds it. What helps: a trail in the account itself, a log bucket that keeps its own protection (Object Lock), a copy elsewhere, and an alarm on RemoveAccountFromOrganization.',
    ja: 'メンバーを削除できるのは管理アカウントだけで、そこにはポリシーが効きません。有効なのは、アカウント自身の証跡、ログバケット自体の保護 (オブジェクトロック)、別の場所への複製、RemoveAccountFromOrganization の検知です。',
  },
  targets: memberAccounts,
  ways: ({ id, arn }, snapshot) => {
    const delegations = (snapshot?.organization.delegatedAdministrators ?? []).filter(
      ({ accountId }) => accountId === id,
    );
    return [
      [
        ...delegations.map(({ servicePrincipal }) =>
          organizationsCall(
            'DeregisterDelegatedAdministrator',
            arn,
            { AccountId: id, ServicePrincipal: servicePrincipal },
            { 'organizations:ServicePrincipal': servicePrincipal },
          ),
        ),
        {
          ...organizationsCall('RemoveAccountFromOrganization', arn, { AccountId: id }),
          effect: [{ kind: 'leave-organization', accountId: id }],
        },
      ],
    ];
  },
  harm: { en: 'no policy binds the account', ja: 'どのポリシーも効かない' },
});
