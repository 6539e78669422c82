import type { PolicyDocument } from '../model/policy.ts';
import type { KmsKey } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { partitionOf } from './parts/partition.ts';

export default technique<KmsKey>({
  id: 'kms-key-policy-lockout',
  title: { en: 'Shut every reader out with the key policy', ja: 'キーポリシーで読み取り側を締め出す' },
  goal: 'unreadable',
  mitre: ['T1486'],
  why: {
    en: 'A key policy that lets nobody decrypt, and denies it to those who hold a grant, makes the stored logs unreadable and keeps CloudTrail from encrypting new ones. The attacker keeps only the right to replace the policy, and need not lose it.',
    ja: '誰にも復号を許可せず、グラントを持つ者にも拒否するキーポリシーにより、保存済みのログは読めなくなり、CloudTrail も新しいログを暗号化できません。攻撃者はポリシーを置き換える権限だけを残せます。',
  },
  sources: [
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/control-access.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service or resource control policy that denies kms:PutKeyPolicy on the key.',
    ja: 'キーに対する kms:PutKeyPolicy を拒否する SCP または RCP。',
  },
  notBlockedBy: {
    en: 'A deny only where kms:BypassPolicyLockoutSafetyCheck is true: an attacker who stays in the policy needs no bypass. A deny of kms:DisableKey and kms:ScheduleKeyDeletion alone. Object Lock.',
    ja: 'kms:BypassPolicyLockoutSafetyCheck が true のときだけの Deny（自分をポリシーに残す攻撃者にバイパスは不要です）。kms:DisableKey と kms:ScheduleKeyDeletion だけの Deny。オブジェクトロック。',
  },
  targets: (snapshot) => snapshot.keys ?? [],
  ways: (key) => [
    [
      {
        operation: 'kms:PutKeyPolicy',
        region: key.region,
        event: 'PutKeyPolicy',
        needs: [{ action: 'kms:PutKeyPolicy', resource: key.arn }],
        input: { KeyId: key.arn, PolicyName: 'default', Policy: JSON.stringify(lockout(key)) },
      },
    ],
  ],
  harm: { en: 'nobody can decrypt the logs', ja: '誰もログを復号できない' },
});

/** Passes the lockout safety check: its writer may replace it again. */
const lockout = ({ arn, accountId }: KmsKey): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:${partitionOf(arn)}:iam::${accountId}:root` },
      Action: 'kms:PutKeyPolicy',
      Resource: '*',
    },
    // Without it those who hold a grant would go on decrypting.
    { Effect: 'Deny', Principal: { AWS: '*' }, Action: 'kms:Decrypt', Resource: '*' },
  ],
});
