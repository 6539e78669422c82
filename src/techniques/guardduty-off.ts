import type { Resource } from '../model/resource.ts';
import { type Need, type Step, technique } from '../model/technique.ts';
import { byAccount } from './parts/by-account.ts';
import { resourcesOf } from './parts/resources.ts';

export default technique<Resource>({
  id: 'guardduty-off',
  title: {
    en: 'Switch GuardDuty off, or have it pass over the attacker',
    ja: 'GuardDuty を停止する、または攻撃者を検出対象から外す',
  },
  goal: 'deafen',
  mitre: ['T1685'],
  why: {
    en: 'GuardDuty reads CloudTrail events at their source and reports a stopped trail. Deleted, suspended or cut off from its administrator, it reports nothing there; a suppression rule or a list of trusted addresses hides single findings.',
    ja: 'GuardDuty は CloudTrail イベントを直接読み取り、証跡の停止を検出します。削除、一時停止、管理者からの切り離しで何も届かなくなり、抑制ルールや信頼できる IP リストで個別の検出結果も隠せます。',
  },
  sources: [
    'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_suspend-disable.html',
    'https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DisassociateFromAdministratorAccount.html',
    'https://docs.aws.amazon.com/guardduty/latest/ug/create-suppression-rules-guardduty.html',
    'https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateIPSet.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies guardduty:Delete*, guardduty:Update*, guardduty:Create* and guardduty:Disassociate* on *. Several of them know no resource, and a deny on the detector does not hold those.',
    ja: 'guardduty:Delete*、guardduty:Update*、guardduty:Create*、guardduty:Disassociate* を * に対して拒否するサービスコントロールポリシー (SCP)。リソースタイプのないアクセス許可もあり、ディテクターだけに対する Deny はそれらに効きません。',
  },
  notBlockedBy: {
    en: 'A deny of guardduty:DisassociateFromMasterAccount alone: the current call is DisassociateFromAdministratorAccount. A resource control policy: GuardDuty does not take part in them.',
    ja: 'guardduty:DisassociateFromMasterAccount だけの Deny（現在の呼び出しは DisassociateFromAdministratorAccount です）。リソースコントロールポリシー (RCP)（GuardDuty は対象外です）。',
  },
  unverified: {
    en: 'GuardDuty refuses some of this to member accounts whose organization enables it for all, and lists to every account that has an administrator. Neither is read, nor which filters and lists exist: every call is taken to be open.',
    ja: '組織の全アカウントで自動有効化されている場合、GuardDuty はメンバーアカウントによるこれらの操作の一部を拒否します。管理者のいるアカウントには、リストの操作も拒否します。これらの状態や既存のフィルター、リストは読み取らないため、どの呼び出しも可能とみなします。',
  },
  residual: {
    en: 'Suppression rules and trusted lists are the daily work of whoever runs GuardDuty, so their principals stay exempt. What helps: few of them, findings exported to another account, and an alarm on these calls.',
    ja: '抑制ルールや信頼リストは GuardDuty の運用担当者の日常業務であり、そのプリンシパルは例外として残ります。有効なのは、人数を絞ること、検出結果の別アカウントへのエクスポート、これらの呼び出しの検知です。',
  },
  targets: (snapshot) => resourcesOf(snapshot, 'AWS::GuardDuty::Detector'),
  ways: (detector) => [
    ...ofDetector(detector).map((step) => [step]),
    ...UNNAMED.map((name) => [call(detector, name, { resource: '*' })]),
  ],
  harm: { en: 'GuardDuty reports nothing', ja: 'GuardDuty が検出しない' },
});

/** Their permissions know no resource. */
const UNNAMED = [
  'DisassociateFromAdministratorAccount',
  'DisassociateFromMasterAccount',
  'CreateIPSet',
  'CreateTrustedEntitySet',
] as const;

type Named = Pick<Need, 'resource' | 'anyUnder'>;

function ofDetector(detector: Resource): readonly Step[] {
  const { arn } = detector;
  const below = (kind: string): Named => ({ resource: `${arn}/${kind}/quiet`, anyUnder: `${arn}/${kind}/` });
  return [
    call(detector, 'DeleteDetector', { resource: arn }),
    call(detector, 'UpdateDetector', { resource: arn }, { Enable: false }),
    call(detector, 'CreateFilter', below('filter'), { Name: 'quiet', Action: 'ARCHIVE' }),
    call(detector, 'UpdateFilter', below('filter'), { Action: 'ARCHIVE' }),
    call(detector, 'UpdateIPSet', below('ipset'), { Activate: true }),
    call(detector, 'UpdateTrustedEntitySet', below('trustedentityset'), { Activate: true }),
  ];
}

const call = (detector: Resource, name: string, named: Named, input: Step['input'] = {}): Step => ({
  operation: `guardduty:${name}`,
  region: detector.region,
  event: name,
  needs: [{ action: `guardduty:${name}`, ...named }],
  input: { DetectorId: detector.name, ...input },
  ...byAccount(detector.accountId),
});
