import type { Account } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { closeAccount } from './parts/close-account.ts';
import { memberAccounts } from './parts/member-accounts.ts';

export default technique<Account>({
  id: 'account-close-log-archive',
  title: { en: 'Close the account that keeps the logs', ja: 'ログを保管するアカウントを閉鎖する' },
  goal: 'erase',
  mitre: ['T1070', 'T1485'],
  why: {
    en: '90 days after the account is closed AWS deletes its content, objects under Object Lock in compliance mode included.',
    ja: '閉鎖から 90 日後に、アカウントのコンテンツは AWS によって削除されます。コンプライアンスモードのオブジェクトロックで守られたオブジェクトも例外ではありません。',
  },
  sources: [
    'https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-closing.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html',
    'https://docs.aws.amazon.com/organizations/latest/APIReference/API_CloseAccount.html',
  ],
  by: ['owner-root'],
  blockedBy: {
    en: 'For its root user: a service control policy that denies account:CloseAccount, or no root credentials. Against any closing: a copy of the logs in a second account.',
    ja: 'ルートユーザーに対しては、account:CloseAccount を拒否する SCP、またはルート認証情報をなくすこと。どの閉鎖に対しても有効なのは、別アカウントへのログの複製です。',
  },
  notBlockedBy: {
    en: 'Object Lock in compliance mode: it ends with the account. And no policy stops the management account, which closes a member with organizations:CloseAccount.',
    ja: 'コンプライアンスモードのオブジェクトロック。アカウントとともに終わります。また、管理アカウントによる organizations:CloseAccount は、どのポリシーでも止められません。',
  },
  unverified: {
    en: 'The event name: AWS documents it for the management account’s CloseAccount only.',
    ja: 'イベント名。AWS のドキュメントにあるのは管理アカウントの CloseAccount だけです。',
  },
  residual: {
    en: 'The management account can close any member account, and no policy binds it. What helps: a copy of the logs outside this organization’s reach, and an alarm on CloseAccount: for 90 days AWS Support can reopen the account.',
    ja: '管理アカウントはどのメンバーアカウントも閉鎖でき、そこにはポリシーが効きません。有効なのは、組織の手が届かない場所へのログの複製と、CloseAccount の検知です。90 日以内なら AWS サポートが再開できます。',
  },
  targets: (snapshot) => {
    const owners = new Set(snapshot.logBuckets.map(({ accountId }) => accountId));
    return memberAccounts(snapshot).filter(({ id }) => owners.has(id));
  },
  ways: (account) => [[closeAccount(account)]],
  harm: { en: 'all logs are gone in 90 days', ja: '90 日で全ログが消える' },
});
