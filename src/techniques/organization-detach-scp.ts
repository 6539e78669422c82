import { POLICY_TYPES } from '../model/change.ts';
import { many } from '../model/policy.ts';
import type { OrganizationPolicy, Snapshot } from '../model/snapshot.ts';
import { type Need, type Step, technique } from '../model/technique.ts';
import { rootArnOf } from './parts/organization.ts';
import { partitionOf } from './parts/partition.ts';

function call(policy: OrganizationPolicy, name: string, input: Step['input']): Step {
  const { arn, kind, id } = policy;
  const context = { 'organizations:PolicyType': POLICY_TYPES[kind] };
  return {
    operation: `organizations:${name}`,
    event: name,
    needs: [{ action: `organizations:${name}`, resource: arn, context }],
    input: { PolicyId: id, ...input },
  };
}

const detach = (policy: OrganizationPolicy, targetId: string, snapshot: Snapshot | undefined): Step => ({
  ...call(policy, 'DetachPolicy', { TargetId: targetId }),
  perhaps: targetNeed(targetId, snapshot),
  effect: [{ kind: 'detach-policy', name: policy.name, targetId }],
});

/** The service authorization reference lists the target as a resource that may be named, and not as required. */
function targetNeed(targetId: string, snapshot?: Snapshot): readonly Need[] {
  const { organization, organizationalUnits = [], accounts = [] } = snapshot ?? {};
  const rootArn = organization?.rootId === targetId ? rootArnOf(organization) : undefined;
  const isTarget = ({ id }: { readonly id: string }) => id === targetId;
  const known = (organizationalUnits.find(isTarget) ?? accounts.find(isTarget))?.arn;
  return many(rootArn ?? known ?? []).map((resource) => ({ action: 'organizations:DetachPolicy', resource }));
}

function hollow(policy: OrganizationPolicy): Step {
  const content = JSON.stringify(powerless(policy));
  return {
    ...call(policy, 'UpdatePolicy', { Content: content }),
    effect: [{ kind: 'update-policy', name: policy.name, content, before: policy.content }],
  };
}

/**
 * A resource control policy of one's own may only deny: this one denies what does not exist.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
 */
const powerless = ({ kind, arn }: OrganizationPolicy) => ({
  Version: '2012-10-17',
  Statement: [
    kind === 'scp'
      ? { Effect: 'Allow', Action: '*', Resource: '*' }
      : {
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:GetObject',
          Resource: `arn:${partitionOf(arn)}:s3:::indelible-no-such-bucket/none`,
        },
  ],
});

export default technique<OrganizationPolicy>({
  id: 'organization-detach-scp',
  title: {
    en: 'Detach, empty or delete the policy that guards',
    ja: '守っているポリシーを外す、空にする、削除する',
  },
  goal: 'unguard',
  mitre: ['T1484'],
  why: {
    en: 'The policy holds only as long as it is attached and says what it said. Whoever administers policies takes it away and then does what it denied.',
    ja: 'ポリシーが効くのは、アタッチされ、内容が変わらない間だけです。ポリシーを管理できる者は、外してから、拒否されていた操作を実行できます。',
  },
  sources: [
    'https://docs.aws.amazon.com/organizations/latest/APIReference/API_DetachPolicy.html',
    'https://docs.aws.amazon.com/organizations/latest/APIReference/API_UpdatePolicy.html',
    'https://docs.aws.amazon.com/organizations/latest/APIReference/API_DeletePolicy.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_delegate_policies.html',
  ],
  by: ['management', 'member'],
  blockedBy: {
    en: 'For member accounts: a delegation policy that hands out no writing of policies, or a service control policy on the account it hands them to. For the management account: nothing.',
    ja: 'メンバーアカウントに対しては、ポリシーの変更を委任しない委任ポリシー、または委任先アカウントに効く SCP。管理アカウントに対しては、防ぐ方法がありません。',
  },
  notBlockedBy: {
    en: 'The policy itself, unless it also denies its own change to the account that policies are delegated to. A deny of DeletePolicy alone: detaching is enough.',
    ja: 'そのポリシー自身 (委任先アカウントに対して自身の変更も拒否していない限り)。DeletePolicy だけの拒否も、デタッチできれば意味がありません。',
  },
  unverified: {
    en: 'Whether DetachPolicy is also authorized on the root, organizational unit or account that the policy is detached from: the documentation says so of AttachPolicy only.',
    ja: 'DetachPolicy が、デタッチ元のルート、OU、アカウントに対しても認可されるかどうか (ドキュメントに記載があるのは AttachPolicy についてだけです)。',
  },
  residual: {
    en: 'No policy binds the management account: its administrators can always detach. What helps: few users there, an alarm on DetachPolicy, UpdatePolicy and DeletePolicy, and Object Lock in compliance mode with a copy in a second account.',
    ja: '管理アカウントにはポリシーが効かないため、その管理者はいつでもデタッチできます。有効なのは、ユーザーを減らすこと、DetachPolicy、UpdatePolicy、DeletePolicy の検知、コンプライアンスモードのオブジェクトロックと別アカウントへの複製です。',
  },
  targets: (snapshot) =>
    snapshot.policies.filter(
      ({ awsManaged, targets, kind }) =>
        !awsManaged && targets.length > 0 && snapshot.organization.policyTypes.includes(POLICY_TYPES[kind]),
    ),
  ways: (policy, snapshot) => {
    const detaching = policy.targets.map((targetId) => detach(policy, targetId, snapshot));
    const remove: Step = {
      ...call(policy, 'DeletePolicy', {}),
      effect: [{ kind: 'delete-policy', name: policy.name }],
    };
    // A policy is deleted only once it is attached nowhere.
    // Emptying it comes first: the last policy of a target cannot be detached.
    return [[hollow(policy)], ...detaching.map((step) => [step]), [...detaching, remove]];
  },
  harm: { en: 'what it denied is open again', ja: '拒否していた操作が可能になる' },
});
