import { type LogObject, logFileOf } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { createFunction, functionArn, onFunction } from './parts/deleting-function.ts';
import { erasures } from './parts/erasures.ts';
import { ownedBucketOf, ownerKnown } from './parts/owned-bucket.ts';

export default technique<LogObject>({
  id: 's3-notification-lambda-delete',
  title: {
    en: 'Have S3 tell a function of each new log file, which deletes it',
    ja: '新しいログファイルを関数に通知させ、そのたびに削除する',
  },
  goal: 'erase',
  mitre: ['T1070', 'T1485'],
  why: {
    en: 'A notification to a Lambda function looks like any integration. The function deletes each log file seconds after CloudTrail delivered it, while the trail reports that all is well.',
    ja: 'Lambda 関数への通知は、ごく普通の連携に見えます。関数は CloudTrail が配信したログファイルを数秒後に削除しますが、証跡の状態は正常と表示されます。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html',
    'https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:DeleteObject and s3:DeleteObjectVersion on the objects: the function’s role is a role like any other. One that denies s3:PutBucketNotification on the bucket closes this way only.',
    ja: 'オブジェクトに対する s3:DeleteObject と s3:DeleteObjectVersion を拒否する SCP または RCP（関数のロールも通常のロールです）。バケットに対する s3:PutBucketNotification の拒否は、この経路だけを閉じます。',
  },
  notBlockedBy: {
    en: 'A deny of s3:PutBucketNotificationConfiguration: the permission has another name than the operation. Object Lock, against hiding the files behind delete markers.',
    ja: 's3:PutBucketNotificationConfiguration の Deny（アクセス許可の名前はオペレーション名と異なります）。削除マーカーでファイルを隠すことに対するオブジェクトロック。',
  },
  unverified: {
    en: 'The event names of the two Lambda calls: their form with a date is not in AWS’s documentation.',
    ja: 'Lambda の 2 つの呼び出しのイベント名。日付の付いた形は AWS のドキュメントで確認できません。',
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
        operation: 'lambda:AddPermission',
        region: bucket.region,
        event: 'AddPermission20150331v2',
        needs: [
          onFunction('lambda:AddPermission', bucket, { context: { 'lambda:Principal': 's3.amazonaws.com' } }),
        ],
        input: { FunctionName: functionArn(bucket), Principal: 's3.amazonaws.com' },
        as,
      },
      {
        operation: 's3:PutBucketNotificationConfiguration',
        region: bucket.region,
        event: 'PutBucketNotification',
        needs: [{ action: 's3:PutBucketNotification', resource: bucket.arn }],
        input: {
          Bucket: bucket.name,
          NotificationConfiguration: {
            LambdaFunctionConfigurations: [
              { LambdaFunctionArn: functionArn(bucket), Events: ['s3:ObjectCreated:*'] },
            ],
          },
        },
        as,
      },
      { ...deletion, as },
    ]);
  },
  harm: { en: 'new log files vanish at once', ja: '新しいログがすぐに消える' },
});
