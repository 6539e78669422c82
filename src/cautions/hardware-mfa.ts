import { type Caution, type CautionFact, judgement } from '../model/caution.ts';
import type { IamUser, MfaDevice } from '../model/management-account.ts';
import { many } from '../model/policy.ts';
import type { Role } from '../model/snapshot.ts';

/** As AWS counts it, whatever is not virtual: a token, a security key, a passkey. */
const lacking = (arn: string, mfa: readonly MfaDevice[]): readonly CautionFact[] =>
  mfa.length === 0
    ? [{ kind: 'no-mfa', arn }]
    : mfa.includes('virtual')
      ? [{ kind: 'virtual-mfa', arn }]
      : [];

const ofUser = ({ arn, mfa }: IamUser): readonly CautionFact[] =>
  mfa === undefined ? [] : lacking(arn, mfa);

/** Whoever takes it on has signed in where this account does not see how. */
const isFromElsewhere = ({ trust, accountId }: Role): boolean =>
  many(trust.Statement).some(({ Effect, Principal }) => {
    if (Effect !== 'Allow' || Principal === undefined) return false;
    if (Principal === '*') return true;
    const { AWS = [], Federated } = Principal;
    return Federated !== undefined || many(AWS).some((principal) => !principal.includes(accountId));
  });

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
    'https://docs.aws.amazon.com/config/latest/developerguide/root-account-hardware-mfa-enabled.html',
  ],
  reads:
    /^(?:iam:(?:GetAccountAuthorizationDetails|GetAccountSummary|GetLoginProfile|ListMFADevices|ListVirtualMFADevices)|sts:AssumeRole)$/,
  judge: ({ rootArn, rootMfa, users, roles }) => {
    const ofRoot =
      rootMfa === 'none' ? lacking(rootArn, []) : rootMfa === 'virtual' ? lacking(rootArn, [rootMfa]) : [];
    const withPassword = users?.filter(({ password }) => password !== false);
    return judgement({
      broken: [...ofRoot, ...(withPassword ?? []).filter(({ password }) => password).flatMap(ofUser)],
      open: (roles ?? [])
        .filter(isFromElsewhere)
        .map(({ arn }) => ({ kind: 'signs-in-elsewhere', arn }) as const),
      known:
        rootMfa !== undefined &&
        roles !== undefined &&
        withPassword?.every(({ password, mfa }) => password !== undefined && mfa !== undefined) === true,
    });
  },
} satisfies Caution;
