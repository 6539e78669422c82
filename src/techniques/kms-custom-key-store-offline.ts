import type { KmsKey } from '../model/snapshot.ts';
import { type Step, technique } from '../model/technique.ts';
import { singleCall } from './parts/single-call.ts';

export default technique<KmsKey>({
  id: 'kms-custom-key-store-offline',
  title: {
    en: 'Take the key store of the log files’ key offline',
    ja: 'ログの KMS キーのカスタムキーストアを切り離す',
  },
  goal: 'unreadable',
  mitre: ['T1486'],
  why: {
    en: 'Every key of a custom key store stops working when the store is disconnected, when its HSMs are gone, or when KMS no longer reaches the external proxy. No call names the key.',
    ja: 'カスタムキーストアを切断したり、HSM を削除したり、KMS が外部プロキシに到達できなくなったりすると、その中のキーはすべて使えなくなります。どの呼び出しもキーを指定しません。',
  },
  sources: [
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_DisconnectCustomKeyStore.html',
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateCustomKeyStore.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/disconnect-keystore.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/xks-connect-disconnect.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/xks-troubleshooting.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy with Resource "*" that denies kms:DisconnectCustomKeyStore, and cloudhsm:DeleteHsm or kms:UpdateCustomKeyStore, whichever the store is made of; a key outside custom key stores.',
    ja: 'Resource を "*" として kms:DisconnectCustomKeyStore を拒否し、ストアの種類に応じて cloudhsm:DeleteHsm または kms:UpdateCustomKeyStore も拒否する SCP。カスタムキーストアにないキーの使用。',
  },
  notBlockedBy: {
    en: 'A deny whose resource is the key’s ARN: these permissions know no resource, and so no resource control policy applies to them. Object Lock.',
    ja: 'リソースがキーの ARN の Deny（これらのアクセス許可にはリソースの指定がありません）。同じ理由で、RCP。オブジェクトロック。',
  },
  unverified: {
    en: 'What changes the network between KMS and the store (the security group of a cluster, the endpoint service of a proxy) is not judged. The event name DeleteHsm.',
    ja: 'KMS とストアの間のネットワーク (クラスターのセキュリティグループ、プロキシのエンドポイントサービス) の変更は判定していません。イベント名 DeleteHsm も未確認です。',
  },
  residual: {
    en: 'Whoever runs the external proxy or key manager, or has a user in the HSM, can stop or delete the key without a call that AWS authorizes. What helps: a second copy of the logs under a key of KMS’s own, and an alarm when the store’s connection fails.',
    ja: '外部プロキシやキーマネージャーの運用者、HSM のユーザーは、AWS の認可を受けずにキーを停止・削除できます。有効なのは、KMS 自身のキーで暗号化した 2 つ目のコピーと、ストアの接続障害の検知です。',
  },
  targets: (snapshot) => snapshot.keys ?? [],
  requires: ({ arn, origin }) => {
    if (origin === undefined) return { resource: arn, action: 'kms:DescribeKey' };
    return origin === 'AWS_CLOUDHSM' || origin === 'EXTERNAL_KEY_STORE';
  },
  ways: ({ origin, keyStoreId = '', region, accountId }) => {
    const home: Partial<Step> = { region, as: { kind: 'account', accountId } };
    const store = { CustomKeyStoreId: keyStoreId };
    return [
      [singleCall('kms:DisconnectCustomKeyStore', '*', store, home)],
      ...(origin === 'AWS_CLOUDHSM' ? [[singleCall('cloudhsm:DeleteHsm', '*', {}, home)]] : []),
      ...(origin === 'EXTERNAL_KEY_STORE'
        ? [[singleCall('kms:UpdateCustomKeyStore', '*', { ...store, ...WRONG_CREDENTIAL }, home)]]
        : []),
    ];
  },
  harm: { en: 'the logs cannot be decrypted', ja: 'ログを復号できない' },
});

/** One of the properties that can be changed while the store is connected. */
const WRONG_CREDENTIAL = {
  XksProxyAuthenticationCredential: {
    AccessKeyId: 'INDELIBLENOSUCHKEYID',
    RawSecretAccessKey: 'indelible-no-such-secret-access-key-0000000',
  },
};
