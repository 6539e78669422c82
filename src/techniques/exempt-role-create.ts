import type { Exemption } from '../model/exemption.ts';
import { type Step, technique } from '../model/technique.ts';
import { administrator, call, roleWays } from './parts/create-role.ts';
import { type ExemptPrincipal, editable, principalExemptions, roleRead } from './parts/exempt-principal.ts';

/** Nobody reads users: either this one is new, or a renamed one, or keys or a password of its own are enough. */
function userWays(user: ExemptPrincipal): readonly (readonly Step[])[] {
  const { name, path, arn } = user;
  const policyArn = administrator(user);
  const gaining = (step: Step): Step => ({ ...step, effect: [{ kind: 'gain-principal', arn }] });
  const key = gaining(call('CreateAccessKey', user, { UserName: name }));
  const passwords = ['CreateLoginProfile', 'UpdateLoginProfile'].map((operation) => [
    gaining(call(operation, user, { UserName: name, PasswordResetRequired: false })),
  ]);
  return [
    [
      call('CreateUser', user, { UserName: name, Path: path }),
      call('AttachUserPolicy', user, { UserName: name, PolicyArn: policyArn }, policyArn),
      key,
    ],
    [key],
    ...passwords,
    renaming(user, gaining),
  ];
}

/**
 * A user of another name keeps its keys when it is renamed.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateUser.html
 */
function renaming(user: ExemptPrincipal, gaining: (step: Step) => Step): readonly Step[] {
  const { name, path, partition, accountId } = user;
  const other = {
    ...user,
    name: 'indelible',
    path: '/',
    arn: `arn:${partition}:iam::${accountId}:user/indelible`,
  };
  const UserName = other.name;
  const policyArn = administrator(user);
  const rename = call('UpdateUser', user, { UserName, NewUserName: name, NewPath: path });
  return [
    call('CreateUser', other, { UserName }),
    call('AttachUserPolicy', other, { UserName, PolicyArn: policyArn }, policyArn),
    call('CreateAccessKey', other, { UserName }),
    gaining({
      ...rename,
      needs: [...rename.needs, ...call('UpdateUser', other, {}).needs],
    }),
  ];
}

/** The part of the pattern that names the role. */
const named = (value: string): string => value.split(':').slice(5).join(':') || value;

export default technique<Exemption>({
  id: 'exempt-role-create',
  title: { en: 'Create a role that the policy exempts', ja: 'ポリシーの例外に一致するロールを作成する' },
  goal: 'unguard',
  mitre: ['T1098.003'],
  why: {
    en: 'An exemption by name or path holds for whoever bears that name. Where the role does not exist yet, an administrator creates it, becomes it, and the policy denies nothing.',
    ja: '名前やパスによる例外は、その名前を持つ者すべてに適用されます。該当するロールがまだなければ、管理者が作成して引き受けるだけで、ポリシーは何も拒否しなくなります。',
  },
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html',
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateLoginProfile.html',
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateUser.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html',
  ],
  by: ['owner'],
  obtains: 'principal',
  blockedBy: {
    en: 'A service control policy that denies creating and changing roles and users of that name to everybody whom it does not exempt, access keys and passwords (login profiles) and renaming included.',
    ja: '例外に該当しない全員に対して、その名前のロールとユーザーの作成や変更を、アクセスキー、パスワード (ログインプロファイル)、名前の変更も含めて拒否するサービスコントロールポリシー (SCP)。',
  },
  notBlockedBy: {
    en: 'An exemption whose name nothing protects. A deny of sts:AssumeRole for roles, where users match the exemption, too.',
    ja: '名前を保護していない例外。例外がユーザーにも一致する場合は、sts:AssumeRole の拒否も不十分です。',
  },
  targets: principalExemptions,
  requires: (exemption, snapshot) => {
    const principal = editable(exemption);
    if (exemption.principal !== undefined && principal === undefined) return false;
    if (principal?.kind === 'user' || /[*?]/.test(named(exemption.value))) return true;
    const role = roleRead(exemption, snapshot);
    if (role === undefined) return true;
    return 'trust' in role ? false : role;
  },
  ways: (exemption) => {
    const principal = editable(exemption);
    if (principal === undefined) return [];
    return principal.kind === 'role' ? roleWays(principal) : userWays(principal);
  },
  harm: { en: 'the exemption is anybody’s', ja: '誰でも例外になれる' },
});
