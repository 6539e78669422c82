import type { Trail } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';

export default technique<Trail>({
  id: 'cloudtrail-delete-trail',
  title: { en: 'Delete the trail', ja: '証跡を削除する' },
  goal: 'silence',
  mitre: ['T1685.002'],
  why: {
    en: 'The stored log files stay, but no new one arrives, in any Region that the trail covered.',
    ja: '保存済みのログファイルは残りますが、証跡が対象としていた全リージョンで新しいログが届かなくなります。',
  },
  sources: ['https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DeleteTrail.html'],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies cloudtrail:DeleteTrail on the trail.',
    ja: '証跡に対する cloudtrail:DeleteTrail を拒否するサービスコントロールポリシー (SCP)。',
  },
  notBlockedBy: {
    en: 'Anything on the bucket: the files in it stay, and no new one comes. A deny of StopLogging alone.',
    ja: 'バケット側の対策。保存済みのファイルは残りますが、新しいものは届きません。StopLogging だけの拒否でも防げません。',
  },
  targets: (snapshot) => snapshot.trails.filter((trail) => !trail.organizationTrail),
  ways: (trail) => [
    [
      {
        operation: 'cloudtrail:DeleteTrail',
        region: trail.homeRegion,
        event: 'DeleteTrail',
        needs: [{ action: 'cloudtrail:DeleteTrail', resource: trail.arn }],
        input: { Name: trail.arn },
      },
    ],
  ],
  undo: (trail) => [
    {
      operation: 'cloudtrail:CreateTrail',
      region: trail.homeRegion,
      event: 'CreateTrail',
      needs: [{ action: 'cloudtrail:CreateTrail', resource: trail.arn }],
      input: {
        Name: trail.name,
        S3BucketName: trail.bucketName,
        ...(trail.keyPrefix === undefined ? {} : { S3KeyPrefix: trail.keyPrefix }),
        IsMultiRegionTrail: trail.multiRegion,
        IncludeGlobalServiceEvents: trail.includeGlobalServiceEvents,
        EnableLogFileValidation: trail.logFileValidation,
        ...(trail.kmsKeyArn === undefined ? {} : { KmsKeyId: trail.kmsKeyArn }),
      },
    },
    ...((trail.advancedEventSelectors ?? trail.eventSelectors)
      ? [
          {
            operation: 'cloudtrail:PutEventSelectors',
            region: trail.homeRegion,
            event: 'PutEventSelectors',
            needs: [{ action: 'cloudtrail:PutEventSelectors', resource: trail.arn }],
            input: {
              TrailName: trail.arn,
              ...(trail.advancedEventSelectors === undefined
                ? { EventSelectors: trail.eventSelectors }
                : { AdvancedEventSelectors: trail.advancedEventSelectors }),
            },
          },
        ]
      : []),
    ...(trail.logging
      ? [
          {
            operation: 'cloudtrail:StartLogging',
            region: trail.homeRegion,
            event: 'StartLogging',
            needs: [{ action: 'cloudtrail:StartLogging', resource: trail.arn }],
            input: { Name: trail.arn },
          },
        ]
      : []),
  ],
  harmed: (_before, after) => after === undefined,
  harm: { en: 'trail is gone', ja: '証跡が消えた' },
});
