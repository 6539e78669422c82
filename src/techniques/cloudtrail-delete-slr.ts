import type { Account } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { memberAccounts } from './parts/member-accounts.ts';
import { organizationTrails } from './parts/organization-trail.ts';
import { partitionOf } from './parts/partition.ts';
import { singleCall } from './parts/single-call.ts';
import { CLOUDTRAIL, trustsCloudTrail } from './parts/trusted-access.ts';

const ROLE = 'AWSServiceRoleForCloudTrail';
const GUIDE =
  'https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-cloudtrail.html';

export default technique<Account>({
  id: 'cloudtrail-delete-slr',
  title: {
    en: 'Delete CloudTrail’s service-linked role in a member account',
    ja: 'メンバーアカウントで CloudTrail のサービスにリンクされたロールを削除する',
  },
  goal: 'silence',
  mitre: ['T1685.002'],
  why: {
    en: 'CloudTrail needs this role to log events for an organization: with it, it logs in the member accounts and manages the organization’s trails there.',
    ja: '組織のイベントを記録するために、CloudTrail にはこのロールが必要です。メンバーアカウントでの記録も、組織の証跡の管理も、このロールで行います。',
  },
  sources: [
    GUIDE,
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/using-service-linked-roles-create-slr-for-org-trails.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'CloudTrail itself, as long as it has trusted access to the organization. Besides, a service control policy that denies iam:DeleteServiceLinkedRole on the role.',
    ja: '組織への信頼されたアクセスが有効な間は、CloudTrail 自身が拒否します。加えて、ロールに対する iam:DeleteServiceLinkedRole を拒否するサービスコントロールポリシー (SCP)。',
  },
  notBlockedBy: {
    en: 'A deny of iam:DeleteRole: service-linked roles have a call of their own. A policy on the role: none binds what it does.',
    ja: 'iam:DeleteRole の拒否 (サービスにリンクされたロールには専用の呼び出しがあります)。ロール自身の動作は、どのポリシーでも制限できません。',
  },
  unverified: {
    en: 'Whether the role can be deleted while an organization trail remains although trusted access is off: CloudTrail asks that what uses the role be removed first. It is judged as open.',
    ja: '信頼されたアクセスが無効でも組織の証跡が残っている場合に、ロールを削除できるかどうか (CloudTrail は、ロールを使うリソースを先に削除するよう求めています)。防げないものとして判定します。',
  },
  targets: memberAccounts,
  requires: (_, snapshot) => organizationTrails(snapshot).length > 0,
  refused: (_, { organization }) => {
    const trusted = trustsCloudTrail(organization);
    if (typeof trusted === 'object') return trusted;
    if (!trusted) return undefined;
    return {
      kind: 'service',
      why: {
        en: 'The role can be deleted only after CloudTrail’s trusted access has been disabled or the member account has been removed from the organization.',
        ja: 'ロールを削除できるのは、CloudTrail の信頼されたアクセスを無効にするか、メンバーアカウントを組織から削除した後だけです。',
      },
      source: GUIDE,
    };
  },
  ways: ({ id, arn }) => [
    [
      singleCall(
        'iam:DeleteServiceLinkedRole',
        `arn:${partitionOf(arn)}:iam::${id}:role/aws-service-role/${CLOUDTRAIL}/${ROLE}`,
        { RoleName: ROLE },
        { as: { kind: 'account', accountId: id } },
      ),
    ],
  ],
  harm: { en: 'organization trails lose the account', ja: '組織の証跡からアカウントが外れる' },
});
