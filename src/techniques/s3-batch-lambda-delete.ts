import { type LogObject, logFileOf } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { createFunction, functionArn, onFunction } from './parts/deleting-function.ts';
import { erasures } from './parts/erasures.ts';
import { ownedBucketOf, ownerKnown, passRole } from './parts/owned-bucket.ts';

export default technique<LogObject>({
  id: 's3-batch-lambda-delete',
  title: {
    en: 'Have S3 Batch Operations run a function that deletes every log file',
    ja: 'S3 バッチオペレーションで、ログを削除する関数をすべてのファイルに実行する',
  },
  goal: 'erase',
  mitre: ['T1070', 'T1485'],
  why: {
    en: 'One job invokes a Lambda function for each object of a manifest, millions of them. The function deletes as its own role, so that the attacker’s name is on the job alone.',
    ja: '1 つのジョブが、マニフェストにある何百万ものオブジェクトごとに Lambda 関数を呼び出します。削除するのは関数のロールなので、攻撃者の名前はジョブにしか残りません。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-iam-role-policies.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/services-s3-batch.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:DeleteObject and s3:DeleteObjectVersion on the objects: the function’s role is a role like any other. A deny of s3:CreateJob (on "*", it has no resource), which closes this way only.',
    ja: 'オブジェクトに対する s3:DeleteObject と s3:DeleteObjectVersion を拒否する SCP または RCP（関数のロールも通常のロールです）。s3:CreateJob の Deny（リソースがないため "*" に対して指定）は、この経路だけを閉じます。',
  },
  notBlockedBy: {
    en: 'A deny that exempts the role of the job or of the function. Object Lock, against hiding the files behind delete markers.',
    ja: 'ジョブや関数のロールを例外とする Deny。削除マーカーでファイルを隠すことに対するオブジェクトロック。',
  },
  unverified: {
    en: 'The event names of the two Lambda calls: their form with a date is not in AWS’s documentation, and Invoke is recorded only where data events of the function are.',
    ja: 'Lambda の 2 つの呼び出しのイベント名。日付の付いた形は AWS のドキュメントで確認できず、Invoke は関数のデータイベントを記録している場合にだけ残ります。',
  },
  targets: (snapshot) => snapshot.logBuckets.map(logFileOf),
  requires: ownerKnown,
  ways: (object, snapshot) => {
    const bucket = snapshot && ownedBucketOf(object, snapshot);
    if (snapshot === undefined || bucket === undefined) return [];
    const as = { kind: 'account', accountId: bucket.accountId } as const;
    return erasures(object, snapshot).map((deletion) => [
      createFunction(bucket),
      {
        operation: 's3control:CreateJob',
        region: bucket.region,
        event: 'CreateJob',
        needs: [
          passRole(bucket, 'batchoperations.s3.amazonaws.com'),
          {
            action: 's3:CreateJob',
            resource: '*',
            context: { 's3:RequestJobOperation': 'LambdaInvoke' },
          },
        ],
        input: {
          AccountId: bucket.accountId,
          Operation: { LambdaInvoke: { FunctionArn: functionArn(bucket) } },
        },
        as,
      },
      {
        operation: 'lambda:Invoke',
        region: bucket.region,
        event: 'Invoke',
        needs: [onFunction('lambda:InvokeFunction', bucket)],
        input: { FunctionName: functionArn(bucket) },
        as,
      },
      { ...deletion, as },
    ]);
  },
  harm: { en: 'all log files are deleted or hidden', ja: '全ログが削除または非表示にされる' },
});
