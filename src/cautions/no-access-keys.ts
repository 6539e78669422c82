import { type Caution, judgement } from '../model/caution.ts';

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
  reads: /^(?:iam:(?:GetAccountAuthorizationDetails|GetAccountSummary|ListAccessKeys)|sts:AssumeRole)$/,
  judge: ({ rootArn, rootAccessKeys, users }) => {
    const ofUsers = (users ?? []).filter(({ accessKeys = 0 }) => accessKeys > 0);
    return judgement({
      broken: [
        ...(rootAccessKeys === true ? [{ kind: 'access-keys', arn: rootArn } as const] : []),
        ...ofUsers.map(({ arn, accessKeys: count = 0 }) => ({ kind: 'access-keys', arn, count }) as const),
      ],
      known:
        rootAccessKeys !== undefined && users?.every(({ accessKeys }) => accessKeys !== undefined) === true,
    });
  },
} satisfies Caution;
