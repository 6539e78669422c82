import type { Caution } from '../model/caution.ts';

export default {
  id: 'hardware-mfa',
  title: { en: 'Require hardware MFA for everybody', ja: '全員にハードウェア MFA を必須とする' },
  why: {
    en: 'A phished password or code must not be enough.',
    ja: 'フィッシングで盗まれたパスワードやコードだけで入れてはなりません。',
  },
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
  ],
} satisfies Caution;
