import type { PolicyDocument } from '../model/policy.ts';
import type { KmsKey } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { denyingCloudTrail } from './parts/denying-cloudtrail.ts';
import { partitionOf } from './parts/partition.ts';
import { singleCall } from './parts/single-call.ts';

export default technique<KmsKey>({
  id: 'delivery-break-kms-policy',
  title: {
    en: 'Shut CloudTrail out with the key policy',
    ja: 'キーポリシーで CloudTrail の暗号化を止める',
  },
  goal: 'silence',
  mitre: ['T1486'],
  why: {
    en: 'CloudTrail cannot deliver when the key policy does not let it use the key. Readers still decrypt what is there, so that nobody notices; after 30 days of retries the events are lost.',
    ja: 'キーポリシーで許可されていなければ、CloudTrail はログを配信できません。保存済みのログは読めるため気付かれにくく、30 日間の再配信の後、イベントは失われます。',
  },
  sources: [
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service or resource control policy that denies kms:PutKeyPolicy on the key.',
    ja: 'キーに対する kms:PutKeyPolicy を拒否する SCP または RCP。',
  },
  notBlockedBy: {
    en: 'A deny of kms:DisableKey and kms:ScheduleKeyDeletion alone. A deny only where kms:BypassPolicyLockoutSafetyCheck is true: the attacker stays in the policy. Object Lock.',
    ja: 'kms:DisableKey と kms:ScheduleKeyDeletion だけの Deny。kms:BypassPolicyLockoutSafetyCheck が true のときだけの Deny（攻撃者はポリシーに残ります）。オブジェクトロック。',
  },
  targets: (snapshot) => snapshot.keys ?? [],
  ways: (key) => {
    const { arn, region, policy = byAccount(key) } = key;
    const Policy = JSON.stringify(denyingCloudTrail(policy, 'kms:GenerateDataKey*', '*'));
    return [[singleCall('kms:PutKeyPolicy', arn, { KeyId: arn, PolicyName: 'default', Policy }, { region })]];
  },
  harm: { en: 'CloudTrail can no longer deliver', ja: 'CloudTrail が配信できない' },
});

/** Where the policy could not be read: the attacker's account keeps the key. */
const byAccount = ({ arn, accountId }: KmsKey): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Principal: { AWS: `arn:${partitionOf(arn)}:iam::${accountId}:root` },
    Action: 'kms:*',
    Resource: '*',
  },
});
