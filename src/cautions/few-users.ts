import type { Caution } from '../model/caution.ts';

export default {
  id: 'few-users',
  title: { en: 'Keep few users and roles there', ja: 'ユーザーとロールを最小限にする' },
  why: {
    en: 'Every principal that can sign in there can lift the guard.',
    ja: 'そこにサインインできるプリンシパルは誰でもガードを外せます。',
  },
  sources: ['https://docs.aws.amazon.com/organizations/latest/userguide/orgs_best-practices_mgmt-acct.html'],
} satisfies Caution;
