import type { Account, Organization } from '../model/snapshot.ts';
import { type Step, technique } from '../model/technique.ts';
import { memberAccounts } from './parts/member-accounts.ts';
import { organizationsCall, theOrganization } from './parts/organization.ts';

/** Services whose delegated administrator has power over other accounts. */
const SERVICES = [
  'iam.amazonaws.com',
  'member.org.stacksets.cloudformation.amazonaws.com',
  'account.amazonaws.com',
];

const forService = ({ id, arn }: Account, servicePrincipal: string): Step =>
  organizationsCall(
    'RegisterDelegatedAdministrator',
    arn,
    { AccountId: id, ServicePrincipal: servicePrincipal },
    { 'organizations:ServicePrincipal': servicePrincipal },
  );

const forCloudTrail = (account: Account): Step => ({
  operation: 'cloudtrail:RegisterOrganizationDelegatedAdmin',
  event: 'RegisterOrganizationDelegatedAdmin',
  needs: [
    { action: 'cloudtrail:RegisterOrganizationDelegatedAdmin', resource: '*' },
    ...forService(account, 'cloudtrail.amazonaws.com').needs,
  ],
  input: { MemberAccountId: account.id },
});

export default technique<Organization>({
  id: 'organization-register-delegated-admin',
  title: {
    en: 'Make an account of the attacker’s a delegated administrator',
    ja: '攻撃者のアカウントを委任管理者に登録する',
  },
  goal: 'unguard',
  mitre: ['T1098.003'],
  why: {
    en: 'A delegated administrator acts on other accounts without being in the management account: for CloudTrail on organization trails, for StackSets on what is deployed everywhere, for IAM with root sessions of members.',
    ja: '委任管理者は、管理アカウントに入らなくても他のアカウントを操作できます。CloudTrail なら組織の証跡、StackSets なら全アカウントへの展開、IAM ならメンバーアカウントのルートセッションです。',
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_RegisterOrganizationDelegatedAdmin.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-delegated-administrator.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-delegated-administrator-permissions.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html',
  ],
  by: ['management'],
  blockedBy: {
    en: 'No policy. Only few users and least privilege in the management account, and an alarm on both registrations.',
    ja: '防げるポリシーはありません。管理アカウントのユーザーを減らし、最小権限にし、両方の登録操作を検知するしかありません。',
  },
  notBlockedBy: {
    en: 'A service control policy against registering: only the management account registers, and none binds it.',
    ja: '登録を拒否する SCP。登録できるのは管理アカウントだけで、そこには SCP が効きません。',
  },
  residual: {
    en: 'No policy binds the management account. What helps: service control policies that bind every member alike, also those that are to be delegated administrators, and an alarm on RegisterDelegatedAdministrator and RegisterOrganizationDelegatedAdmin.',
    ja: '管理アカウントにはポリシーが効きません。有効なのは、委任管理者も含めてすべてのメンバーに同じように効く SCP と、RegisterDelegatedAdministrator、RegisterOrganizationDelegatedAdmin の検知です。',
  },
  targets: theOrganization,
  requires: (_, snapshot) => memberAccounts(snapshot).length > 0,
  ways: (_, snapshot) => {
    const [member] = snapshot === undefined ? [] : memberAccounts(snapshot);
    if (member === undefined) return [];
    return [forCloudTrail(member), ...SERVICES.map((service) => forService(member, service))].map((step) => [
      step,
    ]);
  },
  harm: { en: 'a member acts on other accounts', ja: 'メンバーが他アカウントを操作できる' },
});
