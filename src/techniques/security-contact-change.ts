import type { Account } from '../model/snapshot.ts';
import { type Step, technique } from '../model/technique.ts';
import { memberAccounts } from './parts/member-accounts.ts';
import { partitionOf } from './parts/partition.ts';

const SECURITY = { AlternateContactType: 'SECURITY' };

const call = (name: string, { id, arn }: Account, input: Step['input']): Step => ({
  operation: `account:${name}`,
  event: name,
  needs: [
    {
      action: `account:${name}`,
      resource: `arn:${partitionOf(arn)}:account::${id}:account`,
      context: { 'account:AlternateContactTypes': ['SECURITY'] },
    },
  ],
  input,
});

export default technique<Account>({
  id: 'security-contact-change',
  title: {
    en: 'Delete or replace the security contact',
    ja: 'セキュリティの代替連絡先を削除する、差し替える',
  },
  goal: 'deafen',
  mitre: ['T1685'],
  why: {
    en: 'AWS writes to the security contact of an account when it sees abuse or leaked keys. Without that contact, or with one of the attacker’s, the warning does not reach those who would act.',
    ja: 'AWS は、不正利用や漏えいしたキーを見つけると、アカウントのセキュリティ連絡先に知らせます。削除や差し替えをされると、対応すべき人に警告が届きません。',
  },
  sources: [
    'https://docs.aws.amazon.com/accounts/latest/reference/API_DeleteAlternateContact.html',
    'https://docs.aws.amazon.com/accounts/latest/reference/API_PutAlternateContact.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsaccountmanagement.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies account:DeleteAlternateContact and account:PutAlternateContact.',
    ja: 'account:DeleteAlternateContact と account:PutAlternateContact を拒否するサービスコントロールポリシー (SCP)。',
  },
  notBlockedBy: {
    en: 'A deny of one of the two calls: the other serves as well.',
    ja: '2 つの呼び出しのうち 1 つだけの拒否。もう一方で同じことができます。',
  },
  unverified: {
    en: 'The event names: they are those of the operations by inference.',
    ja: 'イベント名 (操作名からの推測です)。',
  },
  residual: {
    en: 'The management account, and the delegated administrator of Account Management, can change the contacts of members as well; no policy binds the former. What helps: an alarm on both calls.',
    ja: '管理アカウントと、AWS アカウント管理の委任管理者も、メンバーの連絡先を変更できます。管理アカウントにはポリシーが効きません。有効なのは、両方の呼び出しの検知です。',
  },
  targets: memberAccounts,
  ways: (account) => [
    [call('DeleteAlternateContact', account, SECURITY)],
    [
      call('PutAlternateContact', account, {
        ...SECURITY,
        Name: 'Security',
        Title: 'Security',
        EmailAddress: 'security@attacker.example',
        PhoneNumber: '+10000000000',
      }),
    ],
  ],
  harm: { en: 'AWS’s warnings reach nobody', ja: 'AWS からの警告が届かない' },
});
