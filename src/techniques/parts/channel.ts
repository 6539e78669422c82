import type { Resource } from '../../model/resource.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { resourcesOf } from './resources.ts';

/** Of CloudTrail: those that bring events of other sources in, and those by which AWS services receive events. */
export const channels = (snapshot: Snapshot): readonly Resource[] =>
  resourcesOf(snapshot, 'AWS::CloudTrail::Channel');

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-service-linked-channels.html */
export const isServiceLinked = ({ arn, name }: Resource): boolean =>
  name.startsWith('aws-service-channel/') || arn.includes(':channel/aws-service-channel/');
