import type { Account } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { closeAccount } from './parts/close-account.ts';
import { memberAccounts } from './parts/member-accounts.ts';

export default technique<Account>({
  id: 'account-close-self',
  title: { en: 'Close the account as its root user', ja: 'ルートユーザーでアカウントを閉鎖する' },
  goal: 'escape',
  mitre: ['T1666'],
  why: {
    en: 'A closed account can no longer be looked into, and 90 days later AWS deletes what is left in it.',
    ja: '閉鎖されたアカウントの中は調べられなくなり、残ったものは 90 日後に AWS が削除します。',
  },
  sources: [
    'https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-closing.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsaccountmanagement.html',
  ],
  by: ['owner-root'],
  blockedBy: {
    en: 'A service control policy that denies account:CloseAccount, or a member account without root credentials (central root access).',
    ja: 'account:CloseAccount を拒否するサービスコントロールポリシー (SCP)。メンバーアカウントのルート認証情報をなくすこと (ルートアクセスの一元管理) でも防げます。',
  },
  notBlockedBy: {
    en: 'A deny of organizations:CloseAccount: that is the management account’s call. A deny of organizations:LeaveOrganization.',
    ja: 'organizations:CloseAccount の拒否 (管理アカウントの操作です)。organizations:LeaveOrganization の拒否。',
  },
  unverified: {
    en: 'The event name: AWS documents it for the management account’s CloseAccount only.',
    ja: 'イベント名。AWS のドキュメントにあるのは管理アカウントの CloseAccount だけです。',
  },
  targets: memberAccounts,
  ways: (account) => [[closeAccount(account)]],
  harm: { en: 'the account is gone in 90 days', ja: '90 日でアカウントごと消える' },
});
