import type { Exemption } from '../model/exemption.ts';
import { technique } from '../model/technique.ts';
import { assume, exemptPrincipal, exists, principalExemptions } from './parts/exempt-principal.ts';

export default technique<Exemption>({
  id: 'exempt-role-assume',
  title: { en: 'Assume an exempted role', ja: '例外のロールを引き受ける' },
  goal: 'unguard',
  mitre: ['T1098.003'],
  why: {
    en: 'The exempted role may trust more principals than it was meant for: its whole account, the management account, or another account. Whoever it lets in is exempted.',
    ja: '例外のロールは、想定より広い相手 (アカウント全体、管理アカウント、別のアカウント) を信頼していることがあります。引き受けられる者は誰でも例外になります。',
  },
  sources: [
    'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-user.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  obtains: 'principal',
  blockedBy: {
    en: 'A trust policy that lets in only those who are meant. A service control policy that denies sts:AssumeRole on the role; against the management account and outsiders, a resource control policy that does.',
    ja: '想定した相手だけを信頼する信頼ポリシー。ロールへの sts:AssumeRole を拒否する SCP。管理アカウントや組織外に対しては、同じ内容の RCP。',
  },
  notBlockedBy: {
    en: 'A deny of iam:* on the role: to assume it is an action of sts.',
    ja: 'ロールに対する iam:* の拒否。ロールの引き受けは sts のアクションです。',
  },
  targets: principalExemptions,
  requires: (exemption, snapshot) =>
    exemption.principal !== undefined && exemptPrincipal(exemption)?.kind !== 'role'
      ? false
      : exists(exemption, snapshot),
  // Its trust policy decides, and is judged with the call.
  ways: (exemption) => {
    const principal = exemptPrincipal(exemption);
    return principal?.kind === 'role' ? [[assume(principal)]] : [];
  },
  harm: { en: 'the policy denies nothing', ja: 'ポリシーが何も拒否しない' },
});
