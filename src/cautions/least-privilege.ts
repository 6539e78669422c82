import { type Caution, type CautionFact, FEW, judgement } from '../model/caution.ts';
import { many, type PolicyDocument } from '../model/policy.ts';
import type { Role } from '../model/snapshot.ts';

/** Each takes the guard or the record away by itself, or gives its caller what does. */
const POWERS = [
  'cloudtrail:DeleteTrail',
  'cloudtrail:PutEventSelectors',
  'cloudtrail:StopLogging',
  'cloudtrail:UpdateTrail',
  'iam:AttachGroupPolicy',
  'iam:AttachRolePolicy',
  'iam:AttachUserPolicy',
  'iam:CreatePolicyVersion',
  'iam:PutGroupPolicy',
  'iam:PutRolePolicy',
  'iam:PutUserPolicy',
  'iam:UpdateAssumeRolePolicy',
  'organizations:DeletePolicy',
  'organizations:DetachPolicy',
  'organizations:DisablePolicyType',
  'organizations:UpdatePolicy',
];

const patternOf = (action: string): RegExp =>
  new RegExp(
    `^${action
      .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'i',
  );

/** Whether a statement allows one of them, somewhere, under some condition: more than it may, never less. */
const mayUnguard = (policies: readonly PolicyDocument[]): boolean =>
  policies
    .flatMap(({ Statement }) => many(Statement))
    .some(({ Effect, Action, NotAction }) => {
      if (Effect !== 'Allow') return false;
      const patterns = many(Action ?? NotAction ?? []).map(patternOf);
      const named = (power: string) => patterns.some((pattern) => pattern.test(power));
      return POWERS.some((power) => named(power) === (Action !== undefined));
    });

/** Somebody, and not an AWS service, can act as it. */
const isForPeople = ({ trust }: Role): boolean =>
  many(trust.Statement).some(
    ({ Effect, Principal }) =>
      Effect === 'Allow' &&
      (Principal === '*' || Principal?.AWS !== undefined || Principal?.Federated !== undefined),
  );

export default {
  id: 'least-privilege',
  title: { en: 'Give least privilege', ja: '最小権限にする' },
  why: {
    en: 'Few of the people who sign in there need to change policies or trails.',
    ja: 'そこにサインインする人のうち、ポリシーや証跡を変更する必要がある人はわずかです。',
  },
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html'],
  reads: /^(?:iam:(?:GetAccountAuthorizationDetails|GetPolicy|GetPolicyVersion)|sts:AssumeRole)$/,
  judge: ({ users, roles }) => {
    const principals = [...(users ?? []), ...(roles ?? []).filter(isForPeople)];
    const able = principals.flatMap(({ arn, policies }): readonly CautionFact[] =>
      policies === undefined
        ? [{ kind: 'policies-unread', arn }]
        : mayUnguard(policies)
          ? [{ kind: 'may-unguard', arn }]
          : [],
    );
    const sure = able.filter(({ kind }) => kind === 'may-unguard');
    return judgement({
      broken: sure.length > FEW ? sure : [],
      open: able.length > FEW ? able.filter((one) => !sure.includes(one)) : [],
      known: users !== undefined && roles !== undefined,
      there: able,
    });
  },
} satisfies Caution;
