import type { LogBucket } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { immutability } from './parts/object-lock.ts';
import { singleCall } from './parts/single-call.ts';

export default technique<LogBucket>({
  id: 'bucket-name-takeover',
  title: {
    en: 'Delete the log bucket and take its name in another account',
    ja: 'ログバケットを削除し、別のアカウントで同じ名前を取得する',
  },
  goal: 'redirect',
  mitre: ['T1070', 'T1485'],
  why: {
    en: 'A trail names its bucket and not the bucket’s owner. Once the emptied bucket is deleted, its name is free: whoever creates it again and lets CloudTrail write receives the logs, and the trail looks unchanged.',
    ja: '証跡が指定するのはバケット名で、所有者ではありません。空にしたバケットを削除すると名前が空き、それを作り直して CloudTrail に書き込みを許可した者がログを受け取ります。証跡の設定は変わりません。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:DeleteBucket on the bucket; Object Lock in compliance mode while a locked version is in it; a bucket in the account regional namespace, whose name only its account can use.',
    ja: 'バケットに対する s3:DeleteBucket を拒否する SCP または RCP。ロックされたバージョンが残っている間はコンプライアンスモードのオブジェクトロック。アカウントリージョナル名前空間のバケット（その名前はそのアカウントしか使えません）。',
  },
  notBlockedBy: {
    en: 'A deny of s3:CreateBucket: the other account is not bound by it. A deny of s3:DeleteObject*: a lifecycle rule empties the bucket as well.',
    ja: 's3:CreateBucket の Deny（別のアカウントには効きません）。s3:DeleteObject* の Deny（ライフサイクルルールでも空にできます）。',
  },
  unverified: {
    en: 'That CloudTrail goes on delivering to the new owner’s bucket without the trail being updated.',
    ja: '証跡を更新しなくても、CloudTrail が新しい所有者のバケットに配信を続けること。',
  },
  targets: (snapshot) => snapshot.logBuckets,
  requires: ({ name }) => !ACCOUNT_REGIONAL.test(name),
  refused: immutability,
  ways: ({ name, arn, region }) => [
    [
      singleCall('s3:DeleteBucket', arn, { Bucket: name }, { region }),
      // In the attacker's own account: the bucket is no longer anybody's whose policies would have a say.
      singleCall('s3:CreateBucket', '*', { Bucket: name }, { region, as: { kind: 'outsider' } }),
    ],
  ],
  harm: { en: 'outsiders receive the logs', ja: 'ログが組織外に届く' },
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html#account-regional-gp-buckets */
const ACCOUNT_REGIONAL = /-\d{12}-[a-z]+(?:-[a-z]+)+-\d+-an$/;
