import type { LogBucket } from '../../model/snapshot.ts';
import type { Step } from '../../model/technique.ts';
import { singleCall } from './single-call.ts';

/** What has to come before an ACL counts: nothing where ACLs are on. Where that is not known, either. */
export function enablingAcls(bucket: LogBucket | undefined): readonly (readonly Step[])[] {
  if (bucket === undefined) return [[]];
  const enabling = singleCall(
    's3:PutBucketOwnershipControls',
    bucket.arn,
    { Bucket: bucket.name, OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] } },
    {
      region: bucket.region,
      effect: [{ kind: 'set', arn: bucket.arn, fields: { ownership: 'ObjectWriter' } }],
    },
  );
  if (bucket.ownership === undefined) return [[enabling], []];
  return bucket.ownership === 'BucketOwnerEnforced' ? [[enabling]] : [[]];
}
