import type { Account } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { memberAccounts } from './parts/member-accounts.ts';
import { partitionOf } from './parts/partition.ts';

/** An invitation from the attacker’s own organization. */
const INVITATION = 'h-indelible0000';

const handshakeArn = (account: Account): string =>
  `arn:${partitionOf(account.arn)}:organizations::999999999999:handshake/o-indelible00/invite/${INVITATION}`;

export default technique<Account>({
  id: 'organization-direct-transfer',
  title: { en: 'Move the account into another organization', ja: '別の組織の招待を承諾して移る' },
  goal: 'escape',
  mitre: ['T1666'],
  why: {
    en: 'A member account can accept the invitation of a foreign organization without leaving its own first. It changes over in one call, and from then on the other organization’s policies bind it.',
    ja: 'メンバーアカウントは、先に離脱しなくても、別の組織からの招待を承諾できます。1 回の呼び出しで移り、以後は移った先の組織のポリシーだけが効きます。',
  },
  sources: [
    'https://docs.aws.amazon.com/organizations/latest/APIReference/API_AcceptHandshake.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_accept-decline-invite.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_account_migration.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies organizations:AcceptHandshake, or organizations:LeaveOrganization, on every resource: the handshake’s ARN carries the inviter’s account and organization, and leaving has no resource type.',
    ja: 'すべてのリソースに対して organizations:AcceptHandshake または organizations:LeaveOrganization を拒否するサービスコントロールポリシー (SCP)。ハンドシェイクの ARN には招待した側のアカウントと組織の ID が入り、離脱にはリソースタイプがありません。',
  },
  notBlockedBy: {
    en: 'A deny on handshakes of one’s own organization. Four days must pass after an account is created, and none after an invitation.',
    ja: '自組織のハンドシェイクの ARN に対する拒否。作成から 4 日間の待機期間 (招待されたアカウントにはありません)。',
  },
  unverified: {
    en: 'Whether AWS refuses to move a delegated administrator, as it refuses to let one leave: the documentation says that it has to be deregistered first.',
    ja: '委任管理者のアカウントの移動を、離脱と同じように AWS が拒否するかどうか。ドキュメントには、先に登録を解除する必要があるとあります。',
  },
  targets: memberAccounts,
  ways: (account) => [
    [
      {
        operation: 'organizations:AcceptHandshake',
        event: 'AcceptHandshake',
        needs: [
          { action: 'organizations:AcceptHandshake', resource: handshakeArn(account), serviceGrants: true },
          // Of an account that is a member already.
          { action: 'organizations:LeaveOrganization', resource: '*' },
        ],
        input: { HandshakeId: INVITATION },
        as: { kind: 'account', accountId: account.id },
        effect: [{ kind: 'leave-organization', accountId: account.id }],
      },
    ],
  ],
  harm: { en: 'another organization’s policies bind it', ja: '別の組織のポリシーが効く' },
});
