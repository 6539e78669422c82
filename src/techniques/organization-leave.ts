import type { Account } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { memberAccounts } from './parts/member-accounts.ts';

export default technique<Account>({
  id: 'organization-leave',
  title: { en: 'Leave the organization', ja: '組織から離脱する' },
  goal: 'escape',
  mitre: ['T1666'],
  why: {
    en: 'An account that has left is bound by no policy of the organization any more, and organization trails stop recording it. If it owns the log bucket, the logs leave with it.',
    ja: '離脱したアカウントには組織のポリシーが一切効かなくなり、組織の証跡にも記録されなくなります。ログバケットを所有するアカウントなら、ログも一緒に離れます。',
  },
  sources: [
    'https://docs.aws.amazon.com/organizations/latest/APIReference/API_LeaveOrganization.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies organizations:LeaveOrganization on every resource. The call has no resource type: a deny on an ARN never matches it.',
    ja: 'すべてのリソースに対して organizations:LeaveOrganization を拒否するサービスコントロールポリシー (SCP)。この呼び出しにはリソースタイプがないため、ARN を指定した拒否は一致しません。',
  },
  notBlockedBy: {
    en: 'The information that AWS asks of a standalone account (payment method, contact, support plan): an administrator can fill it in. The four days for which a newly created account has to wait. A deny of the management account’s RemoveAccountFromOrganization.',
    ja: 'スタンドアロンアカウントに必要な情報 (支払い方法、連絡先、サポートプラン) の不足。管理者が自分で登録できます。作成から 4 日間の待機期間。管理アカウント側の RemoveAccountFromOrganization の拒否も関係しません。',
  },
  targets: memberAccounts,
  refused: ({ id }, { organization }) =>
    organization.delegatedAdministrators?.some(({ accountId }) => accountId === id) === true
      ? {
          kind: 'service',
          why: {
            en: 'A delegated administrator cannot leave; only the management account can deregister it.',
            ja: '委任管理者のアカウントは離脱できません。登録を解除できるのは管理アカウントだけです。',
          },
          source: 'https://docs.aws.amazon.com/organizations/latest/APIReference/API_LeaveOrganization.html',
        }
      : undefined,
  ways: ({ id }) => [
    [
      {
        operation: 'organizations:LeaveOrganization',
        event: 'LeaveOrganization',
        needs: [{ action: 'organizations:LeaveOrganization', resource: '*' }],
        input: {},
        as: { kind: 'account', accountId: id },
        effect: [{ kind: 'leave-organization', accountId: id }],
      },
    ],
  ],
  harm: { en: 'no policy binds the account', ja: 'どのポリシーも効かない' },
});
