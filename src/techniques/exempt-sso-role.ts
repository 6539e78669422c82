import type { Organization, Snapshot } from '../model/snapshot.ts';
import { type Need, type Step, technique } from '../model/technique.ts';
import { principalExemptions } from './parts/exempt-principal.ts';
import { theOrganization } from './parts/organization.ts';
import { overlap } from './parts/overlap.ts';
import { partitionOf } from './parts/partition.ts';
import { singleCall } from './parts/single-call.ts';

/** As IAM Identity Center names the role of a permission set, with the Region in its path or without. */
const ROLE = 'arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_*_????????????????';

const exempts = (snapshot: Snapshot): boolean =>
  principalExemptions(snapshot).some(({ value }) =>
    overlap(value.replaceAll('${aws:PrincipalAccount}', '*'), ROLE),
  );

/** Of an instance that was read, where there is one. */
const setOf = (snapshot: Snapshot | undefined): string => {
  const known = snapshot?.resources?.find(({ type }) => type === 'AWS::SSO::PermissionSet');
  return known?.arn.replace(/^.*:permissionSet\//, '') ?? 'ssoins-indelible/ps-indelible';
};

/** Which instance, permission set and account it would be is the attacker's choice. */
function asking(
  action: string,
  { arn }: Organization,
  kinds: readonly string[],
  set: string,
): readonly Need[] {
  const names: Readonly<Record<string, string>> = {
    instance: set.replace(/\/.*$/, ''),
    permissionSet: set,
    account: '*',
  };
  return kinds.map((kind) => {
    const anyUnder = `arn:${partitionOf(arn)}:sso:::${kind}/`;
    return { action: `sso:${action}`, resource: `${anyUnder}${names[kind] ?? '*'}`, anyUnder };
  });
}

/** Puts a user into a group that is assigned already. */
function joining({ arn, managementAccountId }: Organization): Step {
  const partition = partitionOf(arn);
  const store = `arn:${partition}:identitystore::${managementAccountId}:identitystore/`;
  const ofStore = (kind: string): Need => {
    const anyUnder = `arn:${partition}:identitystore:::${kind}/`;
    return { action: JOIN, resource: `${anyUnder}indelible`, anyUnder };
  };
  return {
    operation: JOIN,
    event: 'CreateGroupMembership',
    needs: [
      { action: JOIN, resource: `${store}d-indelible`, anyUnder: store, serviceGrants: true },
      ofStore('group'),
      ofStore('user'),
    ],
    input: {},
  };
}

const JOIN = 'identitystore:CreateGroupMembership';

/** Each lets its caller sign in as an assigned user, or fill an assigned group; which, the identity source decides. */
const DIRECTORY = [
  'UpdatePassword',
  'CreateBearerToken',
  'UpdateExternalIdPConfigurationForDirectory',
  'ImportExternalIdPCertificate',
] as const;

const call = (
  organization: Organization,
  name: string,
  kinds: readonly string[],
  set: string,
  input: Step['input'],
): Step => ({
  operation: `sso:${name}`,
  event: name,
  needs: asking(name, organization, kinds, set),
  input,
});

export default technique<Organization>({
  id: 'exempt-sso-role',
  title: {
    en: 'Get oneself an exempted role through IAM Identity Center',
    ja: 'IAM Identity Center で例外のロールを自分に割り当てる',
  },
  goal: 'unguard',
  mitre: ['T1098.003'],
  why: {
    en: 'A guard that exempts AWSReservedSSO_* roles exempts whomever Identity Center assigns. Its administrators create a permission set of any name and assign it to themselves, or join a group that is assigned; the service creates the role in the account, whatever policies there deny.',
    ja: 'AWSReservedSSO_* のロールを例外にすると、Identity Center で割り当てられた者すべてが例外になります。管理者は任意の名前の許可セットを作成して自分に割り当てたり、割り当て済みのグループに入ったりできます。ロールはサービスがアカウント内に作成するため、そこでのポリシーによる拒否は効きません。',
  },
  sources: [
    'https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetdelegation.html',
    'https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html',
    'https://docs.aws.amazon.com/singlesignon/latest/userguide/delegated-admin.html',
    'https://docs.aws.amazon.com/singlesignon/latest/userguide/using-service-linked-roles.html',
  ],
  by: ['management', 'delegated'],
  delegatedFor: 'sso.amazonaws.com',
  refusesOthers: {
    why: {
      en: 'Only the management account and Identity Center’s delegated administrator assign permission sets.',
      ja: '許可セットを割り当てられるのは、管理アカウントと Identity Center の委任管理者だけです。',
    },
    source: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/delegated-admin.html',
  },
  blockedBy: {
    en: 'No exemption that matches AWSReservedSSO roles. For the delegated administrator: a service control policy on its account that denies sso:CreateAccountAssignment, identitystore:CreateGroupMembership and the changes of sso-directory (passwords, SCIM bearer tokens, the external identity provider).',
    ja: 'AWSReservedSSO のロールに一致する例外を作らないこと。委任管理者に対しては、そのアカウントに効き、sso:CreateAccountAssignment、identitystore:CreateGroupMembership、sso-directory の変更 (パスワード、SCIM のベアラートークン、外部 ID プロバイダー) を拒否する SCP。',
  },
  notBlockedBy: {
    en: 'Wildcards such as AWSReservedSSO_SecurityAdmin_*: whoever creates a permission set chooses its name. A deny of sso:CreateAccountAssignment alone: membership in an assigned group is enough. A deny of iam:* on these roles.',
    ja: 'AWSReservedSSO_SecurityAdmin_* のようなワイルドカード (許可セットの名前は作成者が決められます)。sso:CreateAccountAssignment だけの拒否 (割り当て済みのグループに入れば足ります)。これらのロールに対する iam:* の拒否。',
  },
  unverified: {
    en: 'The attacker is taken to be, or to have, a user in the directory, and some group or user to be assigned already. The identity source is not read, which decides what passwords, SCIM bearer tokens and an external identity provider are worth: each is taken to be of use. Where it lies outside AWS, so does the question who is in which group. The event names of identitystore and sso-directory.',
    ja: '攻撃者は、ディレクトリのユーザーであるか、ユーザーを使えるものとみなし、割り当て済みのグループやユーザーもあるものとみなします。ID ソースは読み取らず、パスワード、SCIM のベアラートークン、外部 ID プロバイダーの変更は、どれも有効とみなします。ディレクトリが AWS の外にあれば、誰がどのグループに属するかも AWS の外で決まります。identitystore と sso-directory のイベント名も未確認です。',
  },
  residual: {
    en: 'No policy binds the management account, nor an identity provider outside AWS that decides who is in an assigned group. What helps: no exemption for AWSReservedSSO roles, an alarm on CreateAccountAssignment, CreatePermissionSet and CreateGroupMembership, and Object Lock in compliance mode with a copy in a second account.',
    ja: '管理アカウントと、割り当て済みのグループの所属を決める AWS 外の ID プロバイダーには、ポリシーが効きません。有効なのは、AWSReservedSSO のロールを例外にしないこと、CreateAccountAssignment、CreatePermissionSet、CreateGroupMembership の検知、コンプライアンスモードのオブジェクトロックと別アカウントへの複製です。',
  },
  targets: theOrganization,
  requires: ({ arn, trustedAccess }, snapshot) => {
    if (!exempts(snapshot)) return false;
    if (trustedAccess === undefined)
      return { resource: arn, action: 'organizations:ListAWSServiceAccessForOrganization' };
    return trustedAccess.includes('sso.amazonaws.com');
  },
  ways: (organization, snapshot) => {
    const set = setOf(snapshot);
    const kinds = ['permissionSet', 'instance'];
    const assign = call(organization, 'CreateAccountAssignment', ['account', ...kinds], set, {
      TargetType: 'AWS_ACCOUNT',
      PrincipalType: 'USER',
    });
    const policy = `arn:${partitionOf(organization.arn)}:iam::aws:policy/AdministratorAccess`;
    return [
      [assign],
      [
        call(organization, 'CreatePermissionSet', kinds, set, { Name: 'indelible' }),
        call(organization, 'AttachManagedPolicyToPermissionSet', kinds, set, { ManagedPolicyArn: policy }),
        assign,
      ],
      [joining(organization)],
      ...DIRECTORY.map((name) => [singleCall(`sso-directory:${name}`, '*', {})]),
    ];
  },
  harm: { en: 'the exemption is the directory’s to give', ja: '例外をディレクトリの管理者が配れる' },
});
