import type { PolicyDocument } from '../model/policy.ts';
import type { Resource } from '../model/resource.ts';
import { type Localized, type Step, technique } from '../model/technique.ts';
import { partitionOf } from './parts/partition.ts';
import { resourcesOf } from './parts/resources.ts';
import { singleCall } from './parts/single-call.ts';

const LOCKED = 'https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html';

const IN_LOCKED_VAULT: Localized = {
  en: 'The recovery point is in a vault locked in compliance mode.',
  ja: '復旧ポイントは、コンプライアンスモードでロックされたボールトにあります。',
};

export default technique<Resource>({
  id: 'backup-recovery-point-delete',
  title: {
    en: 'Delete the backups of the log bucket',
    ja: 'ログバケットのバックアップを削除する',
  },
  goal: 'erase',
  mitre: ['T1490'],
  why: {
    en: 'A recovery point of AWS Backup is a second copy of the logs. It is deleted with one call, or expires once its lifecycle is shortened; a deny of S3 actions touches neither.',
    ja: 'AWS Backup の復旧ポイントは、ログの 2 つ目のコピーです。1 回の呼び出しで削除でき、ライフサイクルを短縮すれば期限切れにもできます。S3 のアクションの Deny はどちらにも効きません。',
  },
  sources: [
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DeleteRecoveryPoint.html',
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_UpdateRecoveryPointLifecycle.html',
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html',
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_PutBackupVaultAccessPolicy.html',
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DeleteBackupVaultLockConfiguration.html',
    LOCKED,
  ],
  // A vault's policy lets other accounts copy into it, and do nothing else.
  by: ['owner'],
  blockedBy: {
    en: 'AWS Backup Vault Lock in compliance mode, once its grace time is over; a service control policy that denies backup:DeleteRecoveryPoint and backup:UpdateRecoveryPointLifecycle on the recovery points. AWS Backup takes no resource control policy.',
    ja: '猶予期間を過ぎた、コンプライアンスモードの AWS Backup ボールトロック。または、復旧ポイントに対する backup:DeleteRecoveryPoint と backup:UpdateRecoveryPointLifecycle を拒否する SCP。AWS Backup に RCP は効きません。',
  },
  notBlockedBy: {
    en: 'A vault access policy that denies the deletion: whoever may delete or replace that policy does so first. Vault Lock in governance mode. Object Lock on the bucket: it does not cover its backups.',
    ja: '削除を拒否するボールトアクセスポリシー（ポリシーを削除または置き換えできる者は、先にそうします）。ガバナンスモードのボールトロック。バケットのオブジェクトロック（バックアップは対象外です）。',
  },
  unverified: {
    en: 'Whether the recovery point is one of a continuous backup, which has no lifecycle to shorten: deleting it works all the same. A lock in governance mode, or in its grace time, is taken to be removed first by whoever deletes.',
    ja: '復旧ポイントが、ライフサイクルを短縮できない継続的バックアップかどうか（その場合も削除はできます）。ガバナンスモードや猶予期間中のロックは、削除する者が先に解除できるものとみなします。',
  },
  targets: (snapshot) => resourcesOf(snapshot, 'AWS::Backup::RecoveryPoint'),
  // `protected` means compliance mode here: the lock of governance mode can be taken off.
  refused: ({ arn, ...point }) => {
    if (point.protected === undefined) return { resource: arn, action: 'backup:DescribeBackupVault' };
    return point.protected ? { kind: 'service', why: IN_LOCKED_VAULT, source: LOCKED } : undefined;
  },
  ways: (point) => {
    const { arn, region, policy } = point;
    const call = (name: string, input: Step['input']): Step =>
      singleCall(`backup:${name}`, arn, { RecoveryPointArn: arn, ...input }, { region });
    const deletions = [
      call('DeleteRecoveryPoint', {}),
      call('UpdateRecoveryPointLifecycle', { Lifecycle: { DeleteAfterDays: 1 } }),
    ];
    return [
      ...deletions.map((deletion) => [deletion]),
      ...(policy === undefined
        ? []
        : openingVault(point).flatMap((opening) => deletions.map((deletion) => [opening, deletion]))),
    ];
  },
  harm: { en: 'the backup of the logs is gone', ja: 'ログのバックアップが失われる' },
});

/** The recovery point's policy is that of its vault, whose name its ARN does not tell. */
function openingVault({ arn, accountId, region }: Resource): readonly Step[] {
  const partition = partitionOf(arn);
  const vaults = `arn:${partition}:backup:${region}:${accountId}:backup-vault:`;
  const policy: PolicyDocument = {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
      Action: 'backup:CopyIntoBackupVault',
      Resource: '*',
    },
  };
  const opening = (name: string, input: Step['input'], left?: PolicyDocument): Step => {
    const call = singleCall(`backup:${name}`, `${vaults}Default`, input, { region });
    return {
      ...call,
      needs: call.needs.map((need) => ({ ...need, anyUnder: vaults })),
      effect: [{ kind: 'set', arn, fields: { policy: left } }],
    };
  };
  return [
    opening('DeleteBackupVaultAccessPolicy', {}),
    opening('PutBackupVaultAccessPolicy', { Policy: JSON.stringify(policy) }, policy),
  ];
}
