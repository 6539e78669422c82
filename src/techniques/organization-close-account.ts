import type { Account } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { memberAccounts } from './parts/member-accounts.ts';
import { organizationsCall } from './parts/organization.ts';

export default technique<Account>({
  id: 'organization-close-account',
  title: {
    en: 'Close a member account from the management account',
    ja: '管理アカウントからメンバーアカウントを閉鎖する',
  },
  goal: 'escape',
  mitre: ['T1666'],
  why: {
    en: 'The management account can close any member, the log archive included. What is in it cannot be reached any more, and 90 days later AWS deletes it.',
    ja: '管理アカウントは、ログアーカイブを含むどのメンバーでも閉鎖できます。中のリソースは利用できなくなり、90 日後に AWS が削除します。',
  },
  sources: [
    'https://docs.aws.amazon.com/organizations/latest/APIReference/API_CloseAccount.html',
    'https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-closing.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html',
  ],
  by: ['management'],
  blockedBy: {
    en: 'No policy. A quota limits how many accounts are closed within 30 days.',
    ja: '防げるポリシーはありません。30 日間に閉鎖できるアカウント数にはクォータがあります。',
  },
  notBlockedBy: {
    en: 'Object Lock, in either mode: it ends with the account. A deny of account:CloseAccount, which is the call of the member’s root.',
    ja: 'オブジェクトロック (どちらのモードでも、アカウントとともに終わります)。account:CloseAccount の拒否 (メンバーのルートユーザーの操作です)。',
  },
  residual: {
    en: 'No policy binds the management account. What helps: a copy of the logs in an account of another organization, and an alarm on CloseAccount: AWS Support can reopen the account for 90 days.',
    ja: '管理アカウントにはポリシーが効きません。有効なのは、別組織のアカウントへのログの複製と、CloseAccount の検知です。90 日以内なら AWS サポートが再開できます。',
  },
  targets: memberAccounts,
  ways: ({ id, arn }) => [[organizationsCall('CloseAccount', arn, { AccountId: id })]],
  harm: { en: 'the account is gone in 90 days', ja: '90 日でアカウントごと消える' },
});
