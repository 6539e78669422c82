import { POLICY_TYPES } from '../model/change.ts';
import type { Account, Organization, OrganizationPolicy, Snapshot } from '../model/snapshot.ts';
import { type Need, type Step, technique } from '../model/technique.ts';
import { memberAccounts } from './parts/member-accounts.ts';
import { arnIn, organizationsCall, rootArnOf, theOrganization } from './parts/organization.ts';
import { partitionOf } from './parts/partition.ts';
import { entranceRoles, rolesUnread } from './parts/responders.ts';

type Kind = OrganizationPolicy['kind'];

const DENIES = {
  scp: { Effect: 'Deny', Action: '*', Resource: '*' },
  rcp: { Effect: 'Deny', Principal: '*', Action: 'sts:*', Resource: '*' },
} as const;

const denying = (statement: object): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [statement] });

/** A new policy at the root that denies everybody in the member accounts everything. */
function attaching(organization: Organization, kind: Kind): readonly Step[] {
  const { rootId, policyTypes } = organization;
  const type = POLICY_TYPES[kind];
  const context = { 'organizations:PolicyType': type };
  const root = rootArnOf(organization);
  const policy = arnIn(organization, 'policy', `${type.toLowerCase()}/p-indelible00`);
  const content = denying(DENIES[kind]);
  const input = { PolicyId: 'p-indelible00', TargetId: rootId };
  return [
    ...(policyTypes.includes(type)
      ? []
      : [organizationsCall('EnablePolicyType', root, { RootId: rootId, PolicyType: type }, context)]),
    organizationsCall('CreatePolicy', policy, { Name: 'lockout', Type: type, Content: content }, context),
    attachedTo(root, organizationsCall('AttachPolicy', policy, input, context)),
  ];
}

/** Authorized on the policy and on what it is attached to. */
const attachedTo = (resource: string, call: Step): Step => ({
  ...call,
  needs: [...call.needs, ...call.needs.map((need) => ({ ...need, resource }))],
});

/** A policy that is attached already is made to do the same. */
const rewriting = ({ id, arn, kind }: OrganizationPolicy): readonly Step[] => [
  organizationsCall(
    'UpdatePolicy',
    arn,
    { PolicyId: id, Content: denying(DENIES[kind]) },
    { 'organizations:PolicyType': POLICY_TYPES[kind] },
  ),
];

const byPolicy = (organization: Organization, { policies }: Snapshot): readonly (readonly Step[])[] => [
  ...policies
    .filter(
      ({ awsManaged, targets, kind }) =>
        !awsManaged && targets.length > 0 && organization.policyTypes.includes(POLICY_TYPES[kind]),
    )
    .map(rewriting),
  attaching(organization, 'scp'),
  attaching(organization, 'rcp'),
];

/** Any one of these calls keeps those out who come in as the role, or leaves them without permissions. */
function byRole(role: Pick<Need, 'resource' | 'anyUnder'>): readonly (readonly Step[])[] {
  const RoleName = role.resource.split('/').at(-1);
  const partition = partitionOf(role.resource);
  const managed = (name: string): string => `arn:${partition}:iam::aws:policy/${name}`;
  const call = (name: string, input: Step['input']): readonly Step[] => [
    {
      operation: `iam:${name}`,
      event: name,
      needs: [{ action: `iam:${name}`, ...role }],
      input: { RoleName, ...input },
    },
  ];
  return [
    call('DeleteRole', {}),
    call('UpdateAssumeRolePolicy', {
      PolicyDocument: denying({ Effect: 'Deny', Principal: '*', Action: 'sts:*' }),
    }),
    call('PutRolePolicy', { PolicyName: 'lockout', PolicyDocument: denying(DENIES.scp) }),
    call('AttachRolePolicy', { PolicyArn: managed('AWSDenyAll') }),
    call('PutRolePermissionsBoundary', { PermissionsBoundary: managed('AWSDenyAll') }),
    call('DetachRolePolicy', { PolicyArn: managed('AdministratorAccess') }),
    call('DeleteRolePolicy', { PolicyName: 'responder' }),
  ];
}

function ofAccount(account: Account, snapshot: Snapshot): readonly (readonly Step[])[] {
  const known = entranceRoles(account, snapshot).map(({ arn }) => ({ resource: arn }));
  const prefix = `arn:${partitionOf(account.arn)}:iam::${account.id}:role/`;
  const any = { resource: `${prefix}Responder`, anyUnder: prefix };
  return [...known, ...(rolesUnread(account, snapshot) === undefined ? [] : [any])].flatMap(byRole);
}

export default technique<Account | Organization>({
  id: 'lockout-defenders',
  title: { en: 'Lock the responders out', ja: '対応にあたる担当者を締め出す' },
  goal: 'deafen',
  mitre: ['T1531'],
  why: {
    en: 'Whoever cannot get in stops nothing. A policy that denies everything takes all member accounts from the responders at once; in a single account it is enough to spoil the role as which they come in.',
    ja: 'アクセスできない担当者には何も止められません。すべてを拒否するポリシーなら、全メンバーアカウントから一度に締め出せます。1 つのアカウントだけなら、担当者が引き受けるロールを使えなくすれば足ります。',
  },
  sources: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_delegate_policies.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_policies_attach.html',
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html',
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html',
  ],
  by: ['owner', 'management', 'member'],
  blockedBy: {
    en: 'In an account: a service control policy that denies every change to the responders’ role (iam:DeleteRole, iam:UpdateAssumeRolePolicy, iam:PutRolePolicy, iam:AttachRolePolicy, iam:PutRolePermissionsBoundary, iam:DetachRolePolicy, iam:DeleteRolePolicy). For the account that policies are delegated to: one that denies creating, attaching and updating policies. For the management account: nothing.',
    ja: 'アカウント内では、担当者のロールへの変更 (iam:DeleteRole、iam:UpdateAssumeRolePolicy、iam:PutRolePolicy、iam:AttachRolePolicy、iam:PutRolePermissionsBoundary、iam:DetachRolePolicy、iam:DeleteRolePolicy) をすべて拒否する SCP。ポリシーの委任先アカウントでは、ポリシーの作成、アタッチ、更新を拒否する SCP。管理アカウントに対しては、防ぐ方法がありません。',
  },
  notBlockedBy: {
    en: 'A deny of iam:DeleteRole alone: its trust policy, a policy that denies, or a permissions boundary do the same.',
    ja: 'iam:DeleteRole だけの拒否。信頼ポリシーの書き換え、拒否ポリシーの追加、アクセス許可の境界の設定でも同じ結果になります。',
  },
  unverified: {
    en: 'Which of the roles that people assume is the responders’: each is taken to be. What policies the role carries.',
    ja: '人が引き受けるロールのうち、どれが担当者のものか (すべて担当者のものとみなします)。ロールに付いているポリシー。',
  },
  residual: {
    en: 'No policy binds the management account. What helps: detection and a copy of the logs outside the organization, where its policies do not reach the responders.',
    ja: '管理アカウントにはポリシーが効きません。有効なのは、担当者に組織のポリシーが及ばない、組織の外での検知とログの複製です。',
  },
  targets: (snapshot) => [...theOrganization(snapshot), ...memberAccounts(snapshot)],
  requires: (target, snapshot) =>
    'rootId' in target ||
    entranceRoles(target, snapshot).length > 0 ||
    (rolesUnread(target, snapshot) ?? false),
  ways: (target, snapshot) => {
    if (snapshot === undefined) return [];
    return 'rootId' in target ? byPolicy(target, snapshot) : ofAccount(target, snapshot);
  },
  harm: { en: 'nobody can respond', ja: '誰も対応できない' },
});
