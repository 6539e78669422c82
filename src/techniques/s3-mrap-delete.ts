import type { Resource } from '../model/resource.ts';
import { type LogObject, logFileOf, logFilesUnder, type Snapshot } from '../model/snapshot.ts';
import { type Step, technique } from '../model/technique.ts';
import { erasures } from './parts/erasures.ts';
import { type OwnedBucket, ownedBucketOf, ownerKnown } from './parts/owned-bucket.ts';
import { partitionOf } from './parts/partition.ts';
import { resourcesOf, unlisted } from './parts/resources.ts';

const NAME = 'indelible';

export default technique<LogObject>({
  id: 's3-mrap-delete',
  title: {
    en: 'Delete a log file through a Multi-Region Access Point',
    ja: 'マルチリージョンアクセスポイント経由でログを削除する',
  },
  goal: 'erase',
  mitre: ['T1070', 'T1485'],
  why: {
    en: 'Such a request names the Multi-Region Access Point, whose ARN has an alias and no Region. A policy that lists only the bucket’s ARN, or the access points of one Region, may not match it.',
    ja: 'このリクエストが指すのはマルチリージョンアクセスポイントで、その ARN にはエイリアスが入り、リージョンがありません。バケットの ARN や特定リージョンのアクセスポイントだけを列挙したポリシーには一致しない可能性があります。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointPermissions.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/multi-region-access-point-buckets.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/MrapOperations.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_CreateMultiRegionAccessPoint.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A deny of s3:DeleteObject and s3:DeleteObjectVersion on every resource ("*"); where there is no Multi-Region Access Point yet, a deny of s3:CreateMultiRegionAccessPoint. Accounts other than the owner also need the bucket policy.',
    ja: 'すべてのリソース（"*"）に対する s3:DeleteObject と s3:DeleteObjectVersion の Deny。マルチリージョンアクセスポイントがまだなければ s3:CreateMultiRegionAccessPoint の Deny。所有者以外のアカウントには、バケットポリシーの許可も必要です。',
  },
  notBlockedBy: {
    en: 'A deny of s3:CreateAccessPoint: this is another permission. Perhaps: a service control policy whose resource is bucket-arn/* alone. Object Lock, against hiding the file behind a delete marker.',
    ja: 's3:CreateAccessPoint の Deny（別のアクセス許可です）。おそらく、リソースがバケット ARN/* だけの SCP。削除マーカーでファイルを隠すことに対するオブジェクトロック。',
  },
  unverified: {
    en: 'No documentation says whether a service or resource control policy on the bucket’s ARN also matches a request made through a Multi-Region Access Point. What the policy of an existing one lets other accounts do is left open.',
    ja: 'バケットの ARN に対する SCP や RCP が、マルチリージョンアクセスポイント経由のリクエストにも一致するかどうかは、ドキュメントに記載がありません。既存のマルチリージョンアクセスポイントのポリシーが他のアカウントに何を許可しているかは、不明として扱います。',
  },
  targets: (snapshot) => snapshot.logBuckets.map(logFileOf),
  requires: ownerKnown,
  ways: (object, snapshot) => {
    const bucket = snapshot && ownedBucketOf(object, snapshot);
    if (snapshot === undefined || bucket === undefined) return [];
    const under = `arn:${partitionOf(bucket.arn)}:s3::${bucket.accountId}:accesspoint/`;
    const created = `${under}${NAME}.mrap`;
    const as = { kind: 'account', accountId: bucket.accountId } as const;
    const there = resourcesOf(snapshot, 'AWS::S3::MultiRegionAccessPoint').filter(({ concerns = [] }) =>
      concerns.includes(bucket.arn),
    );
    const creating = creation(bucket, created, under);
    return erasures(object, snapshot).flatMap((deletion) => [
      // S3 chooses the alias: nobody knows before how the ARN ends.
      [creating, { ...through(created, object, deletion, under), as }],
      // One may be there already, or has to be created.
      ...(unlisted(snapshot, bucket.accountId, 's3:ListMultiRegionAccessPoints')
        ? [
            [
              {
                ...through(created, object, deletion, under),
                perhaps: [...deletion.needs, ...creating.needs],
                as,
              },
            ],
          ]
        : []),
      ...there
        .filter(({ accountId }) => accountId === bucket.accountId)
        .map(({ arn }) => [{ ...through(arn, object, deletion), as }]),
      ...there.filter((one) => mayLend(one, snapshot)).map((one) => [lent(one, object, deletion)]),
      // One of another account, by that account: its own policies decide beside the bucket's.
      ...there
        .filter(({ accountId, policy }) => policy === undefined && accountId !== bucket.accountId)
        .map((one) => [
          { ...lent(one, object, deletion), as: { kind: 'account', accountId: one.accountId } as const },
        ]),
    ]);
  },
  harm: { en: 'the log file is deleted or hidden', ja: 'ログが削除または非表示にされる' },
});

/** All of it is routed there. https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_CreateMultiRegionAccessPoint.html */
const HOME = 'us-west-2';

const creation = ({ name, accountId }: OwnedBucket, resource: string, anyUnder: string): Step => ({
  operation: 's3control:CreateMultiRegionAccessPoint',
  region: HOME,
  event: 'CreateMultiRegionAccessPoint',
  needs: [{ action: 's3:CreateMultiRegionAccessPoint', resource, anyUnder }],
  input: { AccountId: accountId, Details: { Name: NAME, Regions: [{ Bucket: name }] } },
  as: { kind: 'account', accountId },
});

/** The same call by way of one: its needs are on that, and perhaps on the bucket's object as well. */
function through(arn: string, object: LogObject, deletion: Step, anyUnder?: string): Step {
  const objects = `${arn}/object`;
  return {
    ...deletion,
    needs: deletion.needs.map(({ action }) => ({
      action,
      resource: `${objects}/${object.key}`,
      anyUnder: anyUnder ?? logFilesUnder({ ...object, bucketArn: objects }),
    })),
    perhaps: deletion.needs,
    input: { ...deletion.input, Bucket: arn },
  };
}

/** Of one whose policy was not read, the policy may let anybody in. */
const mayLend = ({ arn, policy }: Resource, { gaps }: Snapshot): boolean =>
  policy !== undefined || gaps.some(({ resource }) => resource === arn);

/** From an account that its policy may let in: the bucket's policy has to, too. */
function lent({ arn, accountId }: Resource, object: LogObject, deletion: Step): Step {
  const context = { 's3:DataAccessPointArn': arn, 's3:DataAccessPointAccount': accountId };
  const { needs, ...call } = through(arn, object, deletion);
  return { ...call, needs: deletion.needs.map((need) => ({ ...need, context })), perhaps: needs };
}
