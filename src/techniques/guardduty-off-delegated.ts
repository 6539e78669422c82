import type { Resource } from '../model/resource.ts';
import { technique } from '../model/technique.ts';
import { resourcesOf } from './parts/resources.ts';
import { singleCall } from './parts/single-call.ts';

const SERVICE = 'guardduty.amazonaws.com';

export default technique<Resource>({
  id: 'guardduty-off-delegated',
  title: {
    en: 'Stop GuardDuty in a member account as its delegated administrator',
    ja: 'GuardDuty の委任管理者としてメンバーアカウントの GuardDuty を停止する',
  },
  goal: 'deafen',
  mitre: ['T1685'],
  why: {
    en: 'The delegated administrator suspends GuardDuty for any account of the organization, lets go of it, or switches its protection plans off. Nothing in the member account can object.',
    ja: '委任された管理者は、組織のどのアカウントの GuardDuty も一時停止、関連付け解除、保護プランの無効化ができ、メンバーアカウント側では防げません。',
  },
  sources: [
    'https://docs.aws.amazon.com/guardduty/latest/ug/suspending-guardduty-member-account-from-admin.html',
    'https://docs.aws.amazon.com/guardduty/latest/APIReference/API_StopMonitoringMembers.html',
    'https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DisassociateMembers.html',
  ],
  by: ['delegated'],
  delegatedFor: SERVICE,
  blockedBy: {
    en: 'A service control policy on the delegated administrator’s account that denies guardduty:StopMonitoringMembers, guardduty:DisassociateMembers, guardduty:DeleteMembers and guardduty:UpdateMemberDetectors on *.',
    ja: '委任管理者のアカウントに効き、guardduty:StopMonitoringMembers、guardduty:DisassociateMembers、guardduty:DeleteMembers、guardduty:UpdateMemberDetectors を * に対して拒否するサービスコントロールポリシー (SCP)。',
  },
  notBlockedBy: {
    en: 'A service control policy on the member account: the call is made elsewhere. A deny on the member’s detector: these permissions know no resource.',
    ja: 'メンバーアカウントに効く SCP（呼び出しは別のアカウントで行われます）。メンバーのディテクターに対する Deny（これらのアクセス許可にはリソースタイプがありません）。',
  },
  unverified: {
    en: 'While GuardDuty is enabled for all accounts automatically, it refuses to suspend or let go of one; the delegated administrator can change that setting first. It is not read, and taken to be off.',
    ja: '全アカウントの自動有効化中は、GuardDuty が一時停止や関連付け解除を拒否しますが、委任管理者はこの設定を先に変更できます。設定は読み取らず、オフとみなします。',
  },
  residual: {
    en: 'It is what a delegated administrator is for: whoever has to do it stays exempt. What helps: automatic enabling for all accounts, few people there, and alarms in another account.',
    ja: 'これは委任された管理者の本来の業務であり、担当者は例外として残ります。有効なのは、全アカウントの自動有効化、人数を絞ること、別アカウントでの検知です。',
  },
  targets: (snapshot) => resourcesOf(snapshot, 'AWS::GuardDuty::Detector'),
  requires: ({ accountId }, { organization }) =>
    !(organization.delegatedAdministrators ?? []).some(
      (delegate) => delegate.servicePrincipal === SERVICE && delegate.accountId === accountId,
    ),
  ways: ({ accountId, region }) => {
    const input = { AccountIds: [accountId] };
    return [
      [singleCall('guardduty:StopMonitoringMembers', '*', input, { region })],
      [singleCall('guardduty:DisassociateMembers', '*', input, { region })],
      [singleCall('guardduty:DeleteMembers', '*', input, { region })],
      [
        singleCall(
          'guardduty:UpdateMemberDetectors',
          '*',
          { ...input, DataSources: { S3Logs: { Enable: false } } },
          { region },
        ),
      ],
    ];
  },
  harm: { en: 'the account is no longer watched', ja: 'アカウントが監視されなくなる' },
});
