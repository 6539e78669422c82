import type { Caution } from '../model/caution.ts';

export default {
  id: 'no-access-keys',
  title: {
    en: 'Keep no access keys there, none for root above all',
    ja: 'アクセスキーを置かない (特にルートユーザー)',
  },
  why: {
    en: 'A long-lived key that leaks needs no second factor.',
    ja: '長期のアクセスキーが漏えいすると、第二の要素なしに使われます。',
  },
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
  ],
} satisfies Caution;
