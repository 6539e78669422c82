import type { Organization, Snapshot } from '../model/snapshot.ts';
import { type Need, type Step, technique } from '../model/technique.ts';
import { principalExemptions } from './parts/exempt-principal.ts';
import { theOrganization } from './parts/organization.ts';
import { overlap } from './parts/overlap.ts';
import { partitionOf } from './parts/partition.ts';
import { regionsInUse } from './parts/region-in-use.ts';

/** The role that StackSets creates in each account that it deploys to. */
const ROLE = 'arn:*:iam::*:role/stacksets-exec-*';

const exempts = (snapshot: Snapshot): boolean =>
  principalExemptions(snapshot).some(({ value }) =>
    overlap(value.replaceAll('${aws:PrincipalAccount}', '*'), ROLE),
  );

const trusts = ({ trustedAccess = [] }: Organization): boolean =>
  trustedAccess.some((name) => name.endsWith('stacksets.cloudformation.amazonaws.com'));

/** Stack sets of delegated administrators stand in the management account. */
function onStackSet(action: string, { arn, managementAccountId }: Organization, region: string): Need {
  const anyUnder = `arn:${partitionOf(arn)}:cloudformation:${region}:${managementAccountId}:stackset/`;
  return { action, resource: `${anyUnder}indelible:id`, anyUnder, serviceGrants: true };
}

export default technique<Organization>({
  id: 'stackset-service-managed',
  title: {
    en: 'Have StackSets act as its exempted role in another account',
    ja: '別のアカウントで、例外の StackSets のロールに操作させる',
  },
  goal: 'unguard',
  mitre: ['T1098.003'],
  why: {
    en: 'Service-managed StackSets creates a role stacksets-exec-* with AdministratorAccess in every account that it deploys to. Where the guard exempts that role, a template of the StackSets administrator does there what the guard denies: it edits the exempted roles, for one.',
    ja: 'サービスマネージドの StackSets は、デプロイ先の各アカウントに AdministratorAccess を持つ stacksets-exec-* ロールを作成します。これが例外なら、StackSets の管理者のテンプレートは、例外のロールの変更など、拒否されているはずの操作を実行できます。',
  },
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-custom-execution-role.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-cloudformation.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-activate-trusted-access.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-delegated-admin.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ActivateOrganizationsAccess.html',
  ],
  by: ['management', 'delegated'],
  delegatedFor: 'member.org.stacksets.cloudformation.amazonaws.com',
  refusesOthers: {
    why: {
      en: 'Only the management account and delegated administrators of StackSets deploy to the organization.',
      ja: '組織にデプロイできるのは、管理アカウントと StackSets の委任管理者だけです。',
    },
    source:
      'https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-cloudformation.html',
  },
  blockedBy: {
    en: 'No exemption that matches stacksets-exec-* roles. For delegated administrators: a service control policy on their account that denies creating and updating stack sets and their instances.',
    ja: 'stacksets-exec-* のロールに一致する例外を作らないこと。委任管理者に対しては、そのアカウントに効き、StackSet とそのインスタンスの作成、更新を拒否する SCP。',
  },
  notBlockedBy: {
    en: 'Protection of the role’s name in the member accounts: nobody there has to touch it. Trusted access switched off: the management account switches it on. The management account cannot limit a delegated administrator to some organizational units.',
    ja: 'メンバーアカウントでのロール名の保護 (誰もロールに触れる必要がありません)。信頼されたアクセスの無効化 (管理アカウントが有効にできます)。管理アカウントから、委任管理者のデプロイ先を特定の OU に限定することはできません。',
  },
  unverified: {
    en: 'Under which account’s ARN the calls of a delegated administrator are authorized: the stack set itself stands in the management account.',
    ja: '委任管理者の呼び出しが、どのアカウントの ARN で認可されるか (StackSet 自体は管理アカウントに作成されます)。',
  },
  residual: {
    en: 'No policy binds the management account. What helps: no exemption for stacksets-exec-*, no delegated administrator of StackSets, and an alarm on CreateStackSet, UpdateStackSet and CreateStackInstances.',
    ja: '管理アカウントにはポリシーが効きません。有効なのは、stacksets-exec-* を例外にしないこと、StackSets の委任管理者を登録しないこと、CreateStackSet、UpdateStackSet、CreateStackInstances の検知です。',
  },
  targets: theOrganization,
  requires: ({ arn, trustedAccess }, snapshot) => {
    if (!exempts(snapshot)) return false;
    return trustedAccess === undefined
      ? { resource: arn, action: 'organizations:ListAWSServiceAccessForOrganization' }
      : true;
  },
  ways: (organization, snapshot) => {
    const region = snapshot === undefined ? 'us-east-1' : (regionsInUse(snapshot)[0] ?? '');
    const call = (name: string, needs: readonly Need[], input: Step['input']): Step => ({
      operation: `cloudformation:${name}`,
      region,
      event: name,
      needs,
      input: { StackSetName: 'indelible', ...input },
    });
    const on = (name: string) => [onStackSet(`cloudformation:${name}`, organization, region)];
    const creating = [
      call('CreateStackSet', [{ action: 'cloudformation:CreateStackSet', resource: '*' }], {
        PermissionModel: 'SERVICE_MANAGED',
      }),
      call('CreateStackInstances', on('CreateStackInstances'), {
        DeploymentTargets: { OrganizationalUnitIds: [organization.rootId] },
        Regions: [region],
      }),
    ];
    if (trusts(organization)) return [[call('UpdateStackSet', on('UpdateStackSet'), {})], creating];
    const activating: Step = {
      ...call(
        'ActivateOrganizationsAccess',
        [{ action: 'cloudformation:ActivateOrganizationsAccess', resource: '*' }],
        {},
      ),
      input: {},
      as: { kind: 'account', accountId: organization.managementAccountId },
    };
    return [[activating, ...creating]];
  },
  harm: { en: 'one template acts as the exempted role everywhere', ja: '全アカウントで例外のロールが動く' },
});
