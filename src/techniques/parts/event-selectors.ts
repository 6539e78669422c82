import type { Trail } from '../../model/snapshot.ts';
import { partitionOf } from './partition.ts';

/** Data events of one object that does not exist: a valid selector that records nothing. */
export const recordingNothing = (trail: Trail): Readonly<Record<string, unknown>> => ({
  EventSelectors: [
    {
      ReadWriteType: 'WriteOnly',
      IncludeManagementEvents: false,
      DataResources: [
        {
          Type: 'AWS::S3::Object',
          Values: [`arn:${partitionOf(trail.arn)}:s3:::indelible-no-such-bucket/none`],
        },
      ],
    },
  ],
});
