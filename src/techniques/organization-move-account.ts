import type { Account, Snapshot } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { memberAccounts } from './parts/member-accounts.ts';
import { partitionOf } from './parts/partition.ts';

/** The organizational units from the account's parent up to below the root. */
function unitsAbove(account: Account, { organizationalUnits }: Snapshot): ReadonlySet<string> {
  const above = new Set<string>();
  let parentId: string | undefined = account.parentId;
  while (parentId !== undefined && !above.has(parentId)) {
    const unit = organizationalUnits.find(({ id }) => id === parentId);
    if (unit !== undefined) above.add(unit.id);
    parentId = unit?.parentId;
  }
  return above;
}

/** Policies of the organization's own that bind the account only through an organizational unit. */
function losesPolicy(account: Account, snapshot: Snapshot): boolean {
  const above = unitsAbove(account, snapshot);
  const stays = [account.id, snapshot.organization.rootId];
  return snapshot.policies.some(
    ({ awsManaged, targets }) =>
      !awsManaged && targets.some((target) => above.has(target)) && !stays.some((id) => targets.includes(id)),
  );
}

export default technique<Account>({
  id: 'organization-move-account',
  title: { en: 'Move the account out of the guarded unit', ja: 'アカウントを守られた OU の外へ移動する' },
  goal: 'unguard',
  mitre: ['T1666'],
  why: {
    en: 'A policy attached to an organizational unit binds the accounts in it. Moved to the root, the account loses the policy without any change to the policy.',
    ja: 'OU にアタッチしたポリシーは、その OU のアカウントにだけ効きます。ルートへ移動すると、ポリシーを変更しなくても効かなくなります。',
  },
  sources: ['https://docs.aws.amazon.com/organizations/latest/APIReference/API_MoveAccount.html'],
  by: ['management'],
  blockedBy: {
    en: 'The policy attached to the root, or to the account itself as well: then the move loses nothing.',
    ja: 'ポリシーをルート、またはアカウント自体にもアタッチすること。移動しても効いたままになります。',
  },
  notBlockedBy: {
    en: 'The policy at the organizational unit. A deny of organizations:MoveAccount: only the management account can make the call, and no policy binds it.',
    ja: 'OU にアタッチしたポリシー。organizations:MoveAccount の拒否も、呼び出せるのがポリシーの効かない管理アカウントだけなので無効です。',
  },
  residual: {
    en: 'Only the management account can move an account, and no policy binds it. What helps: attach the guard at the root, and an alarm on MoveAccount.',
    ja: 'アカウントを移動できるのは管理アカウントだけで、そこにはポリシーが効きません。有効なのは、ルートへのアタッチと MoveAccount の検知です。',
  },
  targets: memberAccounts,
  requires: losesPolicy,
  ways: (account, snapshot) => {
    if (snapshot === undefined) return [];
    const { organization, organizationalUnits } = snapshot;
    const owner = `arn:${partitionOf(account.arn)}:organizations::${organization.managementAccountId}`;
    const rootArn = `${owner}:root/${organization.id}/${organization.rootId}`;
    const parentArn = organizationalUnits.find(({ id }) => id === account.parentId)?.arn ?? rootArn;
    return [
      [
        {
          operation: 'organizations:MoveAccount',
          event: 'MoveAccount',
          needs: [account.arn, parentArn, rootArn].map((resource) => ({
            action: 'organizations:MoveAccount',
            resource,
          })),
          input: {
            AccountId: account.id,
            SourceParentId: account.parentId,
            DestinationParentId: organization.rootId,
          },
          effect: [{ kind: 'move-account', accountId: account.id, parentId: organization.rootId }],
        },
      ],
    ];
  },
  harm: { en: 'the unit’s policies no longer bind it', ja: 'OU のポリシーが効かなくなる' },
});
