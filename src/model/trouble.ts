import type { Delivery, KmsKey, Snapshot, Trail } from './snapshot.ts';

/** Something because of which the record is not whole or cannot be read already, with no attack. */
export type Trouble =
  | { readonly kind: 'not-logging'; readonly trail: string }
  | {
      readonly kind: 'not-delivered';
      readonly trail: string;
      readonly delivery: Delivery;
      readonly code: string;
    }
  | { readonly kind: 'no-bucket'; readonly trail: string; readonly bucket: string }
  | { readonly kind: 'key-disabled'; readonly key: string }
  | { readonly kind: 'key-deleted'; readonly key: string; readonly on: string };

export function troublesIn(snapshot: Snapshot): readonly Trouble[] {
  const { trails, keys = [] } = snapshot;
  return [...trails.flatMap((trail) => ofTrail(trail, snapshot)), ...keys.flatMap(ofKey)];
}

function ofTrail(trail: Trail, { logBuckets, gaps }: Snapshot): readonly Trouble[] {
  const { arn, bucketName: bucket, deliveryErrors = {} } = trail;
  const unread = (resource: string, action: string): boolean =>
    gaps.some((gap) => gap.action === action && gap.resource.endsWith(resource));
  const failed = Object.entries(deliveryErrors) as readonly (readonly [Delivery, string])[];
  return [
    ...(trail.logging || unread(arn, 'cloudtrail:GetTrailStatus')
      ? []
      : [{ kind: 'not-logging', trail: arn } as const]),
    ...failed.map(([delivery, code]) => ({ kind: 'not-delivered', trail: arn, delivery, code }) as const),
    ...(logBuckets.some(({ name }) => name === bucket) || unread(`:${bucket}`, 's3:ListBucket')
      ? []
      : [{ kind: 'no-bucket', trail: arn, bucket } as const]),
  ];
}

const ofKey = ({ arn, enabled, deletionDate }: KmsKey): readonly Trouble[] => {
  if (deletionDate !== undefined) return [{ kind: 'key-deleted', key: arn, on: deletionDate }];
  return enabled ? [] : [{ kind: 'key-disabled', key: arn }];
};
