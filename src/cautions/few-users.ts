import { type Caution, FEW, judgement } from '../model/caution.ts';

export default {
  id: 'few-users',
  title: { en: 'Keep few IAM users there', ja: 'IAM ユーザーを最小限にする' },
  why: {
    en: 'Every user that can sign in there is bound by no service control policy.',
    ja: 'そこにサインインできるユーザーには、どの SCP も効きません。',
  },
  sources: ['https://docs.aws.amazon.com/organizations/latest/userguide/orgs_best-practices_mgmt-acct.html'],
  reads: /^(?:iam:GetAccountAuthorizationDetails|sts:AssumeRole)$/,
  judge: ({ users }) => {
    const there = (users ?? []).map(({ arn }) => ({ kind: 'user', arn }) as const);
    return judgement({ broken: there.length > FEW ? there : [], known: users !== undefined, there });
  },
} satisfies Caution;
