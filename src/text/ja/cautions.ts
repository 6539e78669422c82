import type { cautions as english } from '../en/cautions.ts';

/** 管理アカウントで守るべきことと、その現状。 */
export const cautions: typeof english = {
  title: (account) => `管理アカウント (${account}) にはどのポリシーも効きません。そこで守るべきこと:`,
  unread: '管理アカウントの情報は何も読み取っていないため、守られているかどうかは不明です。',
  verdicts: { kept: '守られている', 'not-kept': '守られていない', unknown: '不明' },
  facts: {
    user: (names) => `IAM ユーザー: ${names}`,
    'access-keys': (names) => `アクセスキーの所有者: ${names}`,
    'no-mfa': (names) => `MFA なし: ${names}`,
    'virtual-mfa': (names) => `仮想 MFA デバイス (コードがフィッシングされ得る): ${names}`,
    'signs-in-elsewhere': (names) => `次のロールを引き受ける人の MFA は、ここからは分かりません: ${names}`,
    'may-unguard': (names) => `ポリシー、証跡、またはアクセス許可を変更できる: ${names}`,
    'policies-unread': (names) => `ポリシーをすべては読み取れていない: ${names}`,
    workload: (names) => `稼働中: ${names}`,
  },
  root: 'ルートユーザー',
  keys: (name, count) => (count === 1 ? name : `${name} (${count} 個)`),
  more: (count) => `ほか ${count} 件`,
  hidden: (reads) => `読み取れていないもの: ${reads}`,
};
