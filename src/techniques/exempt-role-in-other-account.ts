import type { Exemption } from '../model/exemption.ts';
import type { LogBucket, Snapshot } from '../model/snapshot.ts';
import { type Missing, technique } from '../model/technique.ts';
import { roleWays } from './parts/create-role.ts';
import { editableRole, principalExemptions, roleRead } from './parts/exempt-principal.ts';
import { allowing, principalsOf } from './parts/letting-in.ts';

const ACCOUNT = /^arn:[^:]*:[^:]*:[^:]*:([^:]*):/;

/** Holds in more accounts than one. */
const isOpen = ({ value }: Exemption): boolean => !/^\d{12}$/.test(ACCOUNT.exec(value)?.[1] ?? '');

const WRITES = ['s3:put*', 's3:delete*', 's3:replicate*', 's3:update*', 's3:bypass*'];

/** Whether the bucket's policy lets this account's principals change anything, and not because they are its owner's. */
const letsIn = ({ policy, accountId: owner = '' }: LogBucket, accountId: string): boolean =>
  policy !== undefined &&
  allowing(policy, ...WRITES)
    .flatMap(principalsOf)
    .some((name) => name === '*' || (accountId !== owner && name.includes(accountId)));

function reaches(accountId: string, { logBuckets, gaps }: Snapshot): boolean | Missing {
  if (logBuckets.some((bucket) => letsIn(bucket, accountId))) return true;
  const unread = logBuckets.find(
    ({ arn, policy }) =>
      policy === undefined &&
      gaps.some(({ action, resource }) => action === 's3:GetBucketPolicy' && resource === arn),
  );
  return unread === undefined ? false : { resource: unread.arn, action: 's3:GetBucketPolicy' };
}

export default technique<Exemption>({
  id: 'exempt-role-in-other-account',
  title: {
    en: 'Create the exempted role in another account and reach the log bucket from there',
    ja: '別のアカウントに例外のロールを作成し、そこからログバケットに到達する',
  },
  goal: 'unguard',
  mitre: ['T1098.003'],
  why: {
    en: 'An exemption whose ARN leaves the account open holds in every account. Where the role’s name is protected only in some, an attacker creates it in another, and the bucket’s policy lets it in from there.',
    ja: 'ARN のアカウント部分を限定しない例外は、すべてのアカウントで有効です。名前の保護が一部のアカウントにしかなければ、別のアカウントにロールを作成し、バケットポリシーが許すアクセスを使えます。',
  },
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'An exemption that names the account. Or a service control policy at the organization’s root that denies creating and changing roles of that name to everybody whom it does not exempt.',
    ja: 'アカウントまで限定した例外。または、例外に該当しない全員に対して、その名前のロールの作成や変更を拒否する、組織のルートの SCP。',
  },
  notBlockedBy: {
    en: 'Protection of the name in the account of the log bucket alone. aws:PrincipalOrgID in the bucket’s policy: the other account is a member, too.',
    ja: 'ログバケットのアカウントだけでの名前の保護。バケットポリシーの aws:PrincipalOrgID (別のアカウントも組織のメンバーです)。',
  },
  unverified: {
    en: 'Only whether the bucket’s policy lets the other account in at all is looked at here. What the role can do to the log files is judged by the techniques about buckets.',
    ja: 'ここで確認するのは、バケットポリシーが別のアカウントを許しているかどうかだけです。ロールがログファイルに何をできるかは、バケットについての手法で判定します。',
  },
  targets: (snapshot) => principalExemptions(snapshot).filter(isOpen),
  requires: (exemption, snapshot) => {
    if (exemption.principal === undefined) return true;
    if (editableRole(exemption) === undefined) return false;
    const role = roleRead(exemption, snapshot);
    if (role !== undefined && 'trust' in role) return false;
    const reached = reaches(exemption.principal.accountId, snapshot);
    return reached === true && role !== undefined ? role : reached;
  },
  ways: (exemption) => {
    const role = editableRole(exemption);
    return role === undefined ? [] : roleWays(role);
  },
  harm: { en: 'the bucket’s guard exempts a stranger', ja: 'バケットの保護が別のアカウントに効かない' },
});
