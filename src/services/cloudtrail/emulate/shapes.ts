import type { TrailState } from '../../../sandbox/world.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html#API_CreateTrail_ResponseSyntax */
export const settingsOf = (trail: TrailState) => ({
  Name: trail.name,
  S3BucketName: trail.bucketName,
  ...(trail.keyPrefix === undefined ? {} : { S3KeyPrefix: trail.keyPrefix }),
  ...(trail.snsTopicArn === undefined ? {} : { SnsTopicARN: trail.snsTopicArn }),
  ...(trail.kmsKeyId === undefined ? {} : { KmsKeyId: trail.kmsKeyId }),
  IncludeGlobalServiceEvents: trail.includeGlobalServiceEvents,
  IsMultiRegionTrail: trail.multiRegion,
  TrailARN: trail.arn,
  ...(trail.logGroupArn === undefined ? {} : { CloudWatchLogsLogGroupArn: `${trail.logGroupArn}:*` }),
  ...(trail.logRoleArn === undefined ? {} : { CloudWatchLogsRoleArn: trail.logRoleArn }),
  LogFileValidationEnabled: trail.logFileValidation,
  IsOrganizationTrail: trail.organizationTrail,
});

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Trail.html */
export const trailShape = (trail: TrailState) => ({
  ...settingsOf(trail),
  HomeRegion: trail.homeRegion,
  HasCustomEventSelectors: trail.eventSelectors !== undefined || trail.advancedEventSelectors !== undefined,
  HasInsightSelectors: trail.insights,
});
