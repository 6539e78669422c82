import type { Organization } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { memberAccounts } from './parts/member-accounts.ts';
import { arnIn, organizationsCall, theOrganization } from './parts/organization.ts';
import { partitionOf } from './parts/partition.ts';

/** Stands for the id of a resource policy, which nobody knows before there is one. */
const RESOURCE_POLICY = 'rp-indelible0';

const handingOver = ({ arn }: Organization, accountId: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:${partitionOf(arn)}:iam::${accountId}:root` },
        Action: [
          'organizations:UpdatePolicy',
          'organizations:DetachPolicy',
          'organizations:DisablePolicyType',
        ],
        Resource: '*',
      },
    ],
  });

/** What the role by which CloudTrail keeps organization trails may call is denied to it. */
const crippling = ({ arn }: Organization): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Principal: '*',
        Action: ['organizations:DescribeOrganization', 'organizations:ListAccounts'],
        Resource: '*',
        Condition: { ArnLike: { 'aws:PrincipalArn': `arn:${partitionOf(arn)}:iam::*:role/${ROLE}` } },
      },
    ],
  });

const ROLE = 'aws-service-role/cloudtrail.amazonaws.com/AWSServiceRoleForCloudTrail';

export default technique<Organization>({
  id: 'organization-delegation-policy',
  title: {
    en: 'Hand the administration of policies to a member account, or keep CloudTrail from the organization',
    ja: 'ポリシーの管理をメンバーアカウントへ委任する、または CloudTrail に組織を見せない',
  },
  goal: 'unguard',
  mitre: ['T1484'],
  why: {
    en: 'With the organization’s resource policy the management account lets a member account update and detach policies. One call there, and the guard can be taken away from an account that nobody watches as closely. A deny in the same policy holds CloudTrail’s service-linked role as well: the activity of member accounts may then be missing from organization trails.',
    ja: '管理アカウントは、組織のリソースベースのポリシーで、メンバーアカウントにポリシーの更新やデタッチを許可できます。この呼び出し 1 回で、監視の薄いアカウントからガードを外せるようになります。同じポリシーの Deny は CloudTrail のサービスにリンクされたロールにも効くため、メンバーアカウントのアクティビティが組織の証跡に記録されなくなることがあります。',
  },
  sources: [
    'https://docs.aws.amazon.com/organizations/latest/APIReference/API_PutResourcePolicy.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_delegate_policies.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-troubleshooting.html',
  ],
  by: ['management'],
  blockedBy: {
    en: 'No policy. Only few users and least privilege in the management account, and an alarm on PutResourcePolicy.',
    ja: '防げるポリシーはありません。管理アカウントのユーザーを減らし、最小権限にし、PutResourcePolicy を検知するしかありません。',
  },
  notBlockedBy: {
    en: 'A service control policy, on whatever account: only the management account can make the call, and none binds it.',
    ja: 'どのアカウントに効く SCP でも防げません。呼び出せるのは管理アカウントだけで、そこには SCP が効きません。',
  },
  unverified: {
    en: 'What goes missing once the role is denied, and how soon: the documentation names such a deny as a reason for missing activity, and says that CloudTrail cannot perform what is denied.',
    ja: 'ロールが拒否された後、いつ、何が記録されなくなるか。ドキュメントには、アクティビティが表示されない原因の 1 つであり、拒否された操作を CloudTrail が実行できないことだけが記載されています。',
  },
  residual: {
    en: 'No policy binds the management account. What helps: an alarm on PutResourcePolicy, and a service control policy that denies members every change of policies, so that a delegation alone gains nothing.',
    ja: '管理アカウントにはポリシーが効きません。有効なのは、PutResourcePolicy の検知と、メンバーアカウントにポリシーの変更をすべて拒否する SCP です (委任されただけでは何もできません)。',
  },
  targets: theOrganization,
  requires: (_, snapshot) => memberAccounts(snapshot).length > 0,
  ways: (organization, snapshot) => {
    const [member] = snapshot === undefined ? [] : memberAccounts(snapshot);
    if (member === undefined) return [];
    const arn = arnIn(organization, 'resourcepolicy', RESOURCE_POLICY);
    return [handingOver(organization, member.id), crippling(organization)].map((content) => [
      organizationsCall('PutResourcePolicy', arn, { Content: content }),
    ]);
  },
  harm: { en: 'a member can take the guard away', ja: 'メンバーがガードを外せる' },
});
