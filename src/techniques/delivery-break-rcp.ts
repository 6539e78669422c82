import type { Organization, Snapshot } from '../model/snapshot.ts';
import { type Need, type Step, technique } from '../model/technique.ts';
import { theOrganization } from './parts/organization.ts';
import { partitionOf } from './parts/partition.ts';

const PolicyType = 'RESOURCE_CONTROL_POLICY';

/** The ID of a policy of the attacker's making is not known before. */
const NEW_POLICY = 'p-0000000000';

export default technique<Organization>({
  id: 'delivery-break-rcp',
  title: {
    en: 'Shut CloudTrail out with a resource control policy',
    ja: 'リソースコントロールポリシー (RCP) で CloudTrail の配信を止める',
  },
  goal: 'silence',
  mitre: ['T1484'],
  why: {
    en: 'Resource control policies bind AWS services too. One that denies writing to the log bucket stops CloudTrail, with nothing changed in the account that owns the bucket.',
    ja: 'RCP は AWS サービスにも効きます。ログバケットへの書き込みを拒否すれば、バケットを所有するアカウントでは何も変えずに CloudTrail を止められます。',
  },
  sources: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html',
    'https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html',
    'https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html',
    'https://docs.aws.amazon.com/organizations/latest/APIReference/API_EnablePolicyType.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_delegate_policies.html',
  ],
  by: ['management', 'member'],
  blockedBy: {
    en: 'For member accounts: a delegation policy that hands out no writing of policies, or a service control policy on the account it hands them to. For the management account: nothing.',
    ja: 'メンバーアカウントに対しては、ポリシーの変更を委任しない委任ポリシー、または委任先アカウントに効く SCP。管理アカウントに対しては、防ぐ方法がありません。',
  },
  notBlockedBy: {
    en: 'Policies on the account that owns the bucket. Object Lock. Leaving resource control policies disabled: the same account can enable them.',
    ja: 'バケットを所有するアカウントに効くポリシー。オブジェクトロック。RCP を無効のままにしておくこと（同じアカウントが有効にできます）。',
  },
  unverified: {
    en: 'Whether AttachPolicy is also authorized on the root, organizational unit or account that the policy is attached to.',
    ja: 'AttachPolicy が、アタッチ先のルート、OU、アカウントに対しても認可されるかどうか。',
  },
  residual: {
    en: 'No policy binds the management account: its administrators can always attach one. What helps: few users there, an alarm on CreatePolicy, UpdatePolicy and AttachPolicy, and a watch from outside for log files that stop coming.',
    ja: '管理アカウントにはポリシーが効かないため、その管理者はいつでもアタッチできます。有効なのは、ユーザーを減らすこと、CreatePolicy、UpdatePolicy、AttachPolicy の検知、ログファイルが届かなくなったことを組織外から監視することです。',
  },
  targets: theOrganization,
  requires: (_, snapshot) => {
    if (bucketAccounts(snapshot).length > 0) return true;
    const unread = snapshot.logBuckets.find(({ accountId }) => accountId === undefined);
    return unread !== undefined && { resource: unread.arn, action: 's3:ListBucket' };
  },
  ways: (organization, snapshot) => {
    if (snapshot === undefined) return [];
    const places = placesAbove(bucketAccounts(snapshot), snapshot);
    const Content = JSON.stringify(denial(snapshot));
    const owner = `arn:${partitionOf(organization.arn)}:organizations::${organization.managementAccountId}`;
    const under = `${owner}:policy/${organization.id}/${PolicyType.toLowerCase()}/`;
    const policy = { resource: `${under}${NEW_POLICY}`, anyUnder: under };
    const enabled = organization.policyTypes.includes(PolicyType);
    const enable = call(
      'EnablePolicyType',
      { resource: `${owner}:root/${organization.id}/${organization.rootId}` },
      { RootId: organization.rootId, PolicyType },
    );
    const create = call('CreatePolicy', policy, { Name: 'logs', Description: '', Type: PolicyType, Content });
    const attach = (on: Omit<Need, 'action'>, PolicyId: string, { id, arn }: Place): Step => ({
      ...call('AttachPolicy', on, { PolicyId, TargetId: id }),
      // The service authorization reference lists the target as a resource that may be named, and not as required.
      perhaps: [{ action: 'organizations:AttachPolicy', resource: arn }],
    });
    const first = enabled ? [] : [enable];
    const present = snapshot.policies.filter(({ kind, awsManaged }) => kind === 'rcp' && !awsManaged);
    return [
      ...places.map((place) => [...first, create, attach(policy, NEW_POLICY, place)]),
      ...present.flatMap(({ arn, id, targets }) => {
        const update = call('UpdatePolicy', { resource: arn }, { PolicyId: id, Content });
        const holds = enabled && places.some((place) => targets.includes(place.id));
        return holds
          ? [[update]]
          : places.map((place) => [...first, update, attach({ resource: arn }, id, place)]);
      }),
    ];
  },
  harm: { en: 'CloudTrail can no longer deliver', ja: 'CloudTrail が配信できない' },
});

const call = (name: string, on: Omit<Need, 'action'>, input: Step['input']): Step => ({
  operation: `organizations:${name}`,
  event: name,
  needs: [{ action: `organizations:${name}`, ...on, context: { 'organizations:PolicyType': PolicyType } }],
  input,
});

/** Of log buckets: resource control policies concern member accounts alone. */
const bucketAccounts = ({ logBuckets, organization, accounts }: Snapshot): readonly string[] =>
  accounts
    .map(({ id }) => id)
    .filter((id) => id !== organization.managementAccountId)
    .filter((id) => logBuckets.some(({ accountId }) => accountId === id));

interface Place {
  readonly id: string;
  readonly arn: string;
}

/** The accounts, the organizational units that they are in, and the root: where a policy concerns them. */
function placesAbove(ids: readonly string[], { organization, ...rest }: Snapshot): readonly Place[] {
  const owner = `arn:${partitionOf(organization.arn)}:organizations::${organization.managementAccountId}`;
  const root = { id: organization.rootId, arn: `${owner}:root/${organization.id}/${organization.rootId}` };
  const found = new Map<string, Place>();
  const add = (id: string): void => {
    const place = [...rest.accounts, ...rest.organizationalUnits].find((one) => one.id === id);
    if (place === undefined || found.has(id)) return;
    found.set(id, place);
    add(place.parentId);
  };
  for (const id of ids) add(id);
  return [...found.values(), root];
}

const denial = ({ logBuckets }: Snapshot) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: logBuckets.map(({ arn }) => `${arn}/*`),
    },
  ],
});
