import type { KmsGrant, KmsKey } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { singleCall } from './parts/single-call.ts';

export default technique<KmsKey>({
  id: 'kms-revoke-grant',
  title: {
    en: 'Revoke the grants with which readers decrypt the log files',
    ja: 'ログの読み取りに使われる KMS のグラントを取り消す',
  },
  goal: 'unreadable',
  mitre: ['T1486'],
  why: {
    en: 'A reader that has its right to decrypt from a grant loses it with the grant, and neither the key nor its policy changes.',
    ja: '復号の権限をグラントから得ている読み取り側は、グラントとともにその権限を失います。キーもキーポリシーも変わりません。',
  },
  sources: [
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_RevokeGrant.html',
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_RetireGrant.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/grant-delete.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/resource-control-policies.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies both kms:RevokeGrant and kms:RetireGrant on the key; readers who have their right from the key policy instead.',
    ja: 'キーに対する kms:RevokeGrant と kms:RetireGrant の両方を拒否する SCP。グラントではなくキーポリシーによる読み取り側への許可。',
  },
  notBlockedBy: {
    en: 'A resource control policy, or a deny in the key policy, alone: neither has any effect on kms:RetireGrant. A deny of kms:DisableKey and kms:ScheduleKeyDeletion.',
    ja: 'RCP やキーポリシーの Deny だけの対策（kms:RetireGrant には効きません）。kms:DisableKey と kms:ScheduleKeyDeletion の Deny。',
  },
  unverified: {
    en: 'That a service control policy holds kms:RetireGrant as a deny in an identity-based policy does: the documentation speaks of IAM policies only, and lets those whom the grant names retire it without the permission.',
    ja: 'kms:RetireGrant に SCP が、アイデンティティベースのポリシーの Deny と同じように効くこと。ドキュメントにあるのは IAM ポリシーの Deny だけで、グラントで指定された者はこのアクセス許可がなくても廃止できます。',
  },
  residual: {
    en: 'The grant itself says who may retire it: a principal of the management account or of another organization that it names is bound by no policy of yours. What helps: grants whose retiring principal is in a member account, and readers who have their right from the key policy.',
    ja: 'グラントを廃止できる者はグラント自身が決めます。管理アカウントや他の組織のプリンシパルが指定されていれば、どのポリシーでも止められません。有効なのは、廃止プリンシパルをメンバーアカウントに限ることと、読み取り側への許可をキーポリシーで与えることです。',
  },
  targets: (snapshot) => snapshot.keys ?? [],
  requires: ({ arn, grants }) =>
    grants === undefined ? { resource: arn, action: 'kms:ListGrants' } : grants.some(decrypts),
  ways: ({ arn, region, grants = [] }) => {
    const grant = { KeyId: arn, GrantId: grants.find(decrypts)?.grantId };
    return [
      [singleCall('kms:RevokeGrant', arn, grant, { region })],
      [singleCall('kms:RetireGrant', arn, grant, { region })],
    ];
  },
  harm: { en: 'readers can no longer decrypt', ja: '読み取り側が復号できない' },
});

const decrypts = ({ operations }: KmsGrant): boolean => operations.includes('Decrypt');
