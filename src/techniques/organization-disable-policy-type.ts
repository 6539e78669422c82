import { POLICY_TYPES } from '../model/change.ts';
import type { Organization, OrganizationPolicy, Snapshot } from '../model/snapshot.ts';
import { type Missing, technique } from '../model/technique.ts';
import { organizationsCall, rootArnOf, theOrganization } from './parts/organization.ts';

/** Enabled types of which a policy of the organization's own is attached somewhere. */
function typesInUse({ organization, policies }: Snapshot) {
  const attached = (of: OrganizationPolicy['kind']): boolean =>
    policies.some(({ kind, awsManaged, targets }) => kind === of && !awsManaged && targets.length > 0);
  return KINDS.filter((kind) => attached(kind) && organization.policyTypes.includes(POLICY_TYPES[kind]));
}

const KINDS = ['scp', 'rcp'] as const;

/** Reads without which a type in use may not be known as one. */
const READS = [
  'organizations:ListRoots',
  'organizations:ListPolicies',
  'organizations:DescribePolicy',
  'organizations:ListTargetsForPolicy',
];

const unread = ({ gaps }: Snapshot): Missing | undefined => gaps.find(({ action }) => READS.includes(action));

/** Those in use, and those that may be. */
function typesAtStake(snapshot: Snapshot) {
  const { gaps, organization } = snapshot;
  if (unread(snapshot) === undefined) return typesInUse(snapshot);
  return gaps.some(({ action }) => action === 'organizations:ListRoots')
    ? KINDS
    : KINDS.filter((kind) => organization.policyTypes.includes(POLICY_TYPES[kind]));
}

export default technique<Organization>({
  id: 'organization-disable-policy-type',
  title: {
    en: 'Switch a whole policy type off',
    ja: 'ポリシータイプごと無効にする',
  },
  goal: 'unguard',
  mitre: ['T1484'],
  why: {
    en: 'Disabling service control policies, or resource control policies, detaches every policy of that type from every account at once. Enabling the type again brings none of the attachments back.',
    ja: 'SCP または RCP のポリシータイプを無効にすると、そのタイプのすべてのポリシーが全アカウントから一度に外れます。再び有効にしても、アタッチは元に戻りません。',
  },
  sources: [
    'https://docs.aws.amazon.com/organizations/latest/APIReference/API_DisablePolicyType.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/disable-policy-type.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_delegate_policies.html',
  ],
  by: ['management', 'member'],
  blockedBy: {
    en: 'For member accounts: a delegation policy that does not hand out organizations:DisablePolicyType, or a service control policy that denies it to the account that policies are delegated to. For the management account: nothing.',
    ja: 'メンバーアカウントに対しては、organizations:DisablePolicyType を委任しない委任ポリシー、または委任先アカウントでそれを拒否する SCP。管理アカウントに対しては、防ぐ方法がありません。',
  },
  notBlockedBy: {
    en: 'Denying changes on the ARNs of the guarding policies: this call names the root of the organization, and no policy.',
    ja: '守っているポリシーの ARN に対する変更の拒否。この呼び出しのリソースは組織のルートで、個々のポリシーではありません。',
  },
  residual: {
    en: 'No policy binds the management account. What helps: few users there, an alarm on DisablePolicyType that lives outside it, Object Lock in compliance mode and a copy of the logs in a second account.',
    ja: '管理アカウントにはポリシーが効きません。有効なのは、ユーザーを減らすこと、管理アカウントの外に置いた DisablePolicyType の検知、コンプライアンスモードのオブジェクトロックと別アカウントへのログの複製です。',
  },
  targets: theOrganization,
  requires: (_, snapshot) => typesInUse(snapshot).length > 0 || (unread(snapshot) ?? false),
  ways: (organization, snapshot) =>
    snapshot === undefined
      ? []
      : typesAtStake(snapshot).map((kind) => [
          {
            ...organizationsCall(
              'DisablePolicyType',
              rootArnOf(organization),
              { RootId: organization.rootId, PolicyType: POLICY_TYPES[kind] },
              { 'organizations:PolicyType': POLICY_TYPES[kind] },
            ),
            effect: [{ kind: 'disable-policy-type', policyType: POLICY_TYPES[kind] }],
          },
        ]),
  harm: { en: 'no policy of the type is left', ja: 'そのタイプの全ポリシーが外れる' },
});
