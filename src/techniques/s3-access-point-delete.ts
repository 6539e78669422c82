import {
  type AccessPoint,
  type LogBucket,
  type LogObject,
  logFileOf,
  logFilesUnder,
} from '../model/snapshot.ts';
import { type Step, technique } from '../model/technique.ts';
import { erasures } from './parts/erasures.ts';
import { lentAccessPoints } from './parts/lent-access-points.ts';
import { bucketOf } from './parts/object-lock.ts';
import { partitionOf } from './parts/partition.ts';

const NAME = 'indelible';

export default technique<LogObject>({
  id: 's3-access-point-delete',
  title: {
    en: 'Delete a log file through an access point',
    ja: 'アクセスポイント経由でログファイルを削除する',
  },
  goal: 'erase',
  mitre: ['T1070', 'T1485'],
  why: {
    en: 'The resource of such a request is the access point’s ARN, followed by /object/ and the key. A policy that lists only the bucket’s ARN may not match it.',
    ja: 'このリクエストのリソースは、アクセスポイントの ARN に /object/ とキーを続けたものです。バケットの ARN だけを列挙したポリシーには一致しない可能性があります。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_CreateAccessPoint.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A deny of s3:DeleteObject and s3:DeleteObjectVersion on every resource ("*") or on the access points too; where no access point exists, a deny of s3:CreateAccessPoint. The bucket policy is evaluated besides the access point’s: other accounts need one that lets them in.',
    ja: 'すべてのリソース（"*"）、またはアクセスポイントも含めた s3:DeleteObject と s3:DeleteObjectVersion の Deny。アクセスポイントがなければ s3:CreateAccessPoint の Deny。アクセスポイントポリシーに加えてバケットポリシーも評価されるため、他のアカウントにはその許可が必要です。',
  },
  notBlockedBy: {
    en: 'Perhaps: a service control policy whose resource is bucket-arn/* alone. A bucket policy that delegates to access points of another account: anybody there makes one for the bucket. Object Lock, against hiding the file behind a delete marker.',
    ja: 'おそらく、リソースがバケット ARN/* だけの SCP。別のアカウントのアクセスポイントに委任するバケットポリシー（そのアカウントの誰もが、このバケットのアクセスポイントを作成できます）。削除マーカーでファイルを隠すことに対するオブジェクトロック。',
  },
  unverified: {
    en: 'No documentation says whether a service or resource control policy on the bucket’s ARN also matches a request made through an access point.',
    ja: 'バケットの ARN に対する SCP や RCP が、アクセスポイント経由のリクエストにも一致するかどうかは、ドキュメントに記載がありません。',
  },
  targets: (snapshot) => snapshot.logBuckets.map(logFileOf),
  requires: ({ bucketArn, accountId }) =>
    accountId === undefined ? { resource: bucketArn, action: 's3:ListBucket' } : true,
  ways: (object, snapshot) => {
    const bucket = snapshot && bucketOf(object, snapshot);
    if (snapshot === undefined || bucket?.accountId === undefined) return [];
    const under = `arn:${partitionOf(bucket.arn)}:s3:${bucket.region}:${bucket.accountId}:accesspoint/`;
    const own = `${under}${NAME}`;
    const { accountId } = bucket;
    const byOwner = { as: { kind: 'account', accountId: bucket.accountId } } as const;
    return erasures(object, snapshot).flatMap((deletion): readonly (readonly Step[])[] => {
      const deleting = (accessPoint: string, anyUnder?: string) =>
        through(accessPoint, object, deletion, anyUnder);
      return [
        [creation(bucket, { name: NAME, arn: own, accountId }), { ...deleting(own), ...byOwner }],
        // Those that are there already; any, where they were not read.
        ...(bucket.accessPoints === undefined
          ? [[{ ...deleting(own, under), ...byOwner }]]
          : bucket.accessPoints
              .filter(({ accountId }) => accountId === bucket.accountId)
              .map(({ arn }) => [{ ...deleting(arn), ...byOwner }])),
        // Others need both policies. https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
        ...(bucket.accessPoints ?? []).flatMap((accessPoint) =>
          accessPoint.policy === undefined ? [] : [[delegated(deleting(accessPoint.arn), accessPoint)]],
        ),
        ...lentAccessPoints(bucket, NAME).map((lent) => [
          { ...creation(bucket, lent), ...lent.by },
          { ...delegated(deleting(lent.arn), lent), ...lent.by },
        ]),
      ];
    });
  },
  harm: { en: 'the log file is deleted or hidden', ja: 'ログが削除または非表示にされる' },
});

const creation = (bucket: LogBucket, { name, arn, accountId }: AccessPoint): Step => ({
  operation: 's3control:CreateAccessPoint',
  region: bucket.region,
  event: 'CreateAccessPoint',
  needs: [{ action: 's3:CreateAccessPoint', resource: arn }],
  input: {
    AccountId: accountId,
    Name: name,
    Bucket: bucket.name,
    ...(accountId === bucket.accountId ? {} : { BucketAccountId: bucket.accountId }),
  },
});

/** By way of an access point that lets others in, where the bucket's policy does, too. */
function delegated(step: Step, { arn, accountId }: AccessPoint): Step {
  const { perhaps = [], ...call } = step;
  const context = { 's3:DataAccessPointArn': arn, 's3:DataAccessPointAccount': accountId };
  return { ...call, needs: [...call.needs, ...perhaps.map((need) => ({ ...need, context }))] };
}

/** The same call by way of an access point: its needs are on that, and perhaps on the bucket's object as well. */
function through(accessPoint: string, object: LogObject, deletion: Step, anyUnder?: string): Step {
  const objects = `${accessPoint}/object`;
  return {
    ...deletion,
    needs: deletion.needs.map(({ action }) => ({
      action,
      resource: `${objects}/${object.key}`,
      anyUnder: anyUnder ?? logFilesUnder({ ...object, bucketArn: objects }),
    })),
    perhaps: deletion.needs,
    input: { ...deletion.input, Bucket: accessPoint },
  };
}
