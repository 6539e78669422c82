import type { Exemption } from '../model/exemption.ts';
import { technique } from '../model/technique.ts';
import { administrator, call } from './parts/create-role.ts';
import { editableRole, editableRoleExists, principalExemptions, roleRead } from './parts/exempt-principal.ts';

export default technique<Exemption>({
  id: 'exempt-role-policy-edit',
  title: {
    en: 'Give an exempted role more permissions',
    ja: '例外のロールに権限を追加する',
  },
  goal: 'unguard',
  mitre: ['T1098.003'],
  why: {
    en: 'An exempted role with few permissions does little harm until an administrator of its account adds a policy, or takes away its permissions boundary. Whoever can already act as the role may then do whatever the guard denies to others.',
    ja: '権限の少ない例外のロールでも、そのアカウントの管理者がポリシーを追加したり、アクセス許可の境界を外したりすれば、すでにそのロールとして動ける者は、他の者に拒否されている操作を何でも実行できます。',
  },
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html',
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html',
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePermissionsBoundary.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies iam:AttachRolePolicy, iam:PutRolePolicy, iam:PutRolePermissionsBoundary and iam:DeleteRolePermissionsBoundary on the exempted roles to everybody whom it does not exempt.',
    ja: '例外に該当しない全員に対して、例外のロールへの iam:AttachRolePolicy、iam:PutRolePolicy、iam:PutRolePermissionsBoundary、iam:DeleteRolePermissionsBoundary を拒否するサービスコントロールポリシー (SCP)。',
  },
  notBlockedBy: {
    en: 'The few permissions of the role as it is. A deny of creating it and of editing its trust policy.',
    ja: 'ロールの現在の権限が少ないこと。ロールの作成と信頼ポリシーの編集だけの拒否。',
  },
  unverified: {
    en: 'Who can act as the role is judged by other techniques: this one alone changes only what the role may do.',
    ja: '誰がそのロールとして動けるかは、他の手法で判定します。この手法だけで変わるのは、ロールの権限です。',
  },
  targets: principalExemptions,
  requires: editableRoleExists,
  ways: (exemption, snapshot) => {
    const role = editableRole(exemption);
    if (role === undefined) return [];
    const RoleName = role.name;
    const policyArn = administrator(role);
    const read = snapshot && roleRead(exemption, snapshot);
    const bounded = read !== undefined && 'trust' in read && read.boundary !== undefined;
    return [
      [call('AttachRolePolicy', role, { RoleName, PolicyArn: policyArn }, policyArn)],
      [
        call('PutRolePolicy', role, {
          RoleName,
          PolicyName: 'indelible',
          PolicyDocument: JSON.stringify({
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
          }),
        }),
      ],
      ...(bounded
        ? [
            [call('DeleteRolePermissionsBoundary', role, { RoleName })],
            [call('PutRolePermissionsBoundary', role, { RoleName, PermissionsBoundary: policyArn })],
          ]
        : []),
    ];
  },
  harm: { en: 'the exempted role may do anything', ja: '例外のロールが何でもできる' },
});
