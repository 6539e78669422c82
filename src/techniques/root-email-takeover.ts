import type { Account, Organization } from '../model/snapshot.ts';
import { type Step, technique } from '../model/technique.ts';
import { memberAccounts } from './parts/member-accounts.ts';
import { organizationsCall } from './parts/organization.ts';
import { partitionOf } from './parts/partition.ts';

const SERVICE = 'account.amazonaws.com';
const MAILBOX = 'root@attacker.example';

/** The member as the management account and the delegated administrator name it. */
const memberArn = ({ id, arn }: Account, organization: Organization): string =>
  `arn:${partitionOf(arn)}:account::${organization.managementAccountId}:account/${organization.id}/${id}`;

const call = (name: string, resource: string, input: Step['input']): Step => ({
  operation: `account:${name}`,
  event: name,
  needs: [{ action: `account:${name}`, resource, serviceGrants: true }],
  input,
});

export default technique<Account>({
  id: 'root-email-takeover',
  title: {
    en: 'Change the e-mail address of a member’s root user',
    ja: 'メンバーアカウントのルートユーザーのメールアドレスを変更する',
  },
  goal: 'escape',
  mitre: ['T1098.003'],
  why: {
    en: 'Whoever reads the mail of the root user can reset its password, unless the account has no root credentials and nobody allowed their recovery. The management account, or the delegated administrator of Account Management, changes that address to a mailbox of its own.',
    ja: 'ルートユーザー宛てのメールを読める者は、パスワードをリセットできます (ルート認証情報がなく、回復も許可されていないアカウントを除く)。管理アカウントや AWS アカウント管理の委任管理者は、そのアドレスを自分のメールボックスに変更できます。',
  },
  sources: [
    'https://docs.aws.amazon.com/accounts/latest/reference/API_StartPrimaryEmailUpdate.html',
    'https://docs.aws.amazon.com/accounts/latest/reference/API_AcceptPrimaryEmailUpdate.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsaccountmanagement.html',
  ],
  by: ['management', 'delegated'],
  delegatedFor: SERVICE,
  refusesOthers: {
    why: {
      en: 'Only the management account and the delegated administrator can change a member’s address with this call.',
      ja: 'この操作でメンバーのアドレスを変更できるのは、管理アカウントと委任管理者だけです。',
    },
    source: 'https://docs.aws.amazon.com/accounts/latest/reference/API_StartPrimaryEmailUpdate.html',
  },
  blockedBy: {
    en: 'For the delegated administrator: a service control policy on its account that denies account:StartPrimaryEmailUpdate, or account:AcceptPrimaryEmailUpdate. For the management account: nothing.',
    ja: '委任管理者に対しては、そのアカウントで account:StartPrimaryEmailUpdate または account:AcceptPrimaryEmailUpdate を拒否する SCP。管理アカウントに対しては、防ぐ方法がありません。',
  },
  notBlockedBy: {
    en: 'A service control policy on the member: it binds its root user later, and not this call. Trusted access switched off: the management account switches it on. account:EmailTargetDomain, if the attacker has a mailbox in that domain.',
    ja: 'メンバーに効く SCP (後でルートユーザーには効きますが、この操作には効きません)。信頼されたアクセスの無効化 (管理アカウントが有効にできます)。攻撃者がそのドメインにメールボックスを持つ場合の account:EmailTargetDomain。',
  },
  unverified: {
    en: 'The event names: they are those of the operations by inference. Whether the member’s root user has credentials is not read; without them the takeover takes root-credential-recovery as well.',
    ja: 'イベント名 (操作名からの推測です)。メンバーのルートユーザーに認証情報があるかどうかは読み取っていません。なければ、root-credential-recovery も必要です。',
  },
  residual: {
    en: 'No policy binds the management account, and no policy a mailbox. What helps: service control policies that deny the member’s root user what it should not do, and an alarm on both calls.',
    ja: '管理アカウントにも、メールボックスにもポリシーは効きません。有効なのは、メンバーのルートユーザーの操作を拒否する SCP と、両方の呼び出しの検知です。',
  },
  targets: memberAccounts,
  requires: (_, { organization }) =>
    organization.trustedAccess === undefined
      ? { resource: organization.arn, action: 'organizations:ListAWSServiceAccessForOrganization' }
      : true,
  ways: (account, snapshot) => {
    if (snapshot === undefined) return [];
    const { organization } = snapshot;
    const resource = memberArn(account, organization);
    const request = { AccountId: account.id, PrimaryEmail: MAILBOX };
    const takeover = [
      call('StartPrimaryEmailUpdate', resource, request),
      call('AcceptPrimaryEmailUpdate', resource, { ...request, Otp: '000000' }),
    ];
    if (organization.trustedAccess?.includes(SERVICE)) return [takeover];
    const enable: Step = {
      ...organizationsCall(
        'EnableAWSServiceAccess',
        '*',
        { ServicePrincipal: SERVICE },
        { 'organizations:ServicePrincipal': SERVICE },
      ),
      as: { kind: 'account', accountId: organization.managementAccountId },
    };
    return [[enable, ...takeover]];
  },
  harm: { en: 'root of the account is the attacker’s', ja: 'ルートユーザーを乗っ取られる' },
});
