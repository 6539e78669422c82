import type { Exemption } from '../model/exemption.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type Missing, technique } from '../model/technique.ts';
import {
  type ExemptPrincipal,
  editableRole,
  editableRoleExists,
  principalExemptions,
  roleRead,
} from './parts/exempt-principal.ts';
import { singleCall } from './parts/single-call.ts';

/** ARNs of the account's own managed policies that the role has; `undefined`: not read. */
function managedPolicies(exemption: Exemption, snapshot: Snapshot): readonly string[] | undefined {
  const role = roleRead(exemption, snapshot);
  return role !== undefined && 'trust' in role ? role.managedPolicies : undefined;
}

/** Which policy it would be is not known. */
const some = ({ partition, accountId }: ExemptPrincipal): string =>
  `arn:${partition}:iam::${accountId}:policy/indelible`;

export default technique<Exemption>({
  id: 'exempt-role-managed-policy-edit',
  title: {
    en: 'Rewrite a managed policy of an exempted role',
    ja: '例外のロールの管理ポリシーを書き換える',
  },
  goal: 'unguard',
  mitre: ['T1098.003'],
  why: {
    en: 'A customer managed policy is a resource of its own: a new default version of it changes what every role may do that has it. A guard that names only the role does not see the change.',
    ja: 'カスタマー管理ポリシーは独立したリソースです。新しいデフォルトバージョンを作ると、アタッチされているロールの権限がすべて変わります。ロールだけを対象とする保護では、この変更は止まりません。',
  },
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html',
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_SetDefaultPolicyVersion.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies iam:CreatePolicyVersion and iam:SetDefaultPolicyVersion on the policies of the exempted roles. No customer managed policy on an exempted role.',
    ja: '例外のロールにアタッチされた管理ポリシーへの iam:CreatePolicyVersion と iam:SetDefaultPolicyVersion を拒否するサービスコントロールポリシー (SCP)。例外のロールにカスタマー管理ポリシーを付けないこと。',
  },
  notBlockedBy: {
    en: 'A deny of iam:* on the role’s ARN: the call names the policy.',
    ja: 'ロールの ARN に対する iam:* の拒否 (呼び出しの対象はポリシーです)。',
  },
  unverified: {
    en: 'Whether an older version of the policy allows more, which iam:SetDefaultPolicyVersion would bring back; whether it has five versions, so that one has to be deleted before another is made. Who can act as the role is judged by other techniques.',
    ja: 'iam:SetDefaultPolicyVersion で戻せる、より広い権限の古いバージョンがあるかどうか。バージョンがすでに 5 つあり、先に 1 つ削除する必要があるかどうか。誰がそのロールとして動けるかは、他の手法で判定します。',
  },
  targets: principalExemptions,
  requires: (exemption, snapshot): boolean | Missing => {
    const exists = editableRoleExists(exemption, snapshot);
    if (exists !== true || exemption.principal === undefined) return exists;
    const policies = managedPolicies(exemption, snapshot);
    return policies === undefined
      ? { resource: exemption.principal.arn, action: 'iam:GetAccountAuthorizationDetails' }
      : policies.length > 0;
  },
  ways: (exemption, snapshot) => {
    const role = editableRole(exemption);
    if (role === undefined) return [];
    const policies = snapshot && managedPolicies(exemption, snapshot);
    return (policies ?? [some(role)]).flatMap((PolicyArn) => [
      [
        singleCall(
          'iam:CreatePolicyVersion',
          PolicyArn,
          {
            PolicyArn,
            PolicyDocument: JSON.stringify({
              Version: '2012-10-17',
              Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
            }),
            SetAsDefault: true,
          },
          // Of five versions one has to go first.
          { perhaps: [{ action: 'iam:DeletePolicyVersion', resource: PolicyArn }] },
        ),
      ],
      [singleCall('iam:SetDefaultPolicyVersion', PolicyArn, { PolicyArn, VersionId: 'v1' })],
    ]);
  },
  harm: { en: 'the exempted role may do anything', ja: '例外のロールが何でもできる' },
});
