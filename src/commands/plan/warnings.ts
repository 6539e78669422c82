import type { Layout } from '../../model/layout.ts';
import type { LogBucket } from '../../model/snapshot.ts';
import type { Stopped } from '../../plan/stopped.ts';
import type { Found } from './find-trail.ts';
import type { Sight } from './sight.ts';

export interface Warning {
  readonly reason:
    | 'trail-not-seen'
    | 'bucket-differs'
    | 'bucket-in-management'
    | 'bucket-outside-target'
    | 'bucket-unversioned'
    | 'control-tower-updates'
    | 'accelerator-updates'
    | 'accelerator-reverts'
    | 'writer-stopped';
  readonly parameters: Readonly<Record<string, string>>;
}

/** What makes the plan protect less than it seems to, or get in somebody's way. */
export function warningsOf(
  { trail, trailName, bucketName: bucket }: Found,
  sight: Sight,
  management: string,
  layouts: readonly Layout[],
  seen: LogBucket | undefined,
): readonly Warning[] {
  const warnings: Warning[] = [];
  if (trail === undefined) warnings.push({ reason: 'trail-not-seen', parameters: { trail: trailName } });
  else if (trail.bucketName !== bucket) {
    const parameters = { trail: trailName, bucket, actual: trail.bucketName };
    warnings.push({ reason: 'bucket-differs', parameters });
  }
  if (seen === undefined || !sight.within.has(seen.accountId ?? ''))
    warnings.push({ reason: 'bucket-outside-target', parameters: { bucket } });
  if (seen?.accountId === management) {
    warnings.push({ reason: 'bucket-in-management', parameters: { bucket, account: management } });
  }
  // The guards leave PutObject to whoever else writes into the bucket.
  if (seen !== undefined && seen.versioning !== 'Enabled') {
    warnings.push({ reason: 'bucket-unversioned', parameters: { bucket } });
  }
  return [...warnings, ...layouts.flatMap((layout) => ofLayout(layout, bucket))];
}

/** Each by its name, with what the policy takes from it. */
export const stoppedWarnings = (bucket: string, stopped: readonly Stopped[]): readonly Warning[] =>
  stopped.map(({ writer: { principal = '', from }, actions }) => ({
    reason: 'writer-stopped',
    parameters: { bucket, principal, from, actions: actions.join(', ') },
  }));

/**
 * Deployers change their buckets as roles of their own, which the guards leave out no more than anybody: who took on
 * such a role could erase the logs.
 */
const ofLayout = ({ kind, buckets }: Layout, bucket: string): readonly Warning[] => [
  ...(buckets.includes(bucket) ? [{ reason: UPDATES[kind], parameters: { bucket } }] : []),
  // https://github.com/awslabs/landing-zone-accelerator-on-aws/blob/main/source/packages/@aws-accelerator/constructs/lib/aws-events/revert-scp-changes/index.ts
  ...(kind === 'landing-zone-accelerator'
    ? [{ reason: 'accelerator-reverts' as const, parameters: {} }]
    : []),
];

const UPDATES = {
  // https://docs.aws.amazon.com/controltower/latest/controlreference/mandatory-controls.html
  'control-tower': 'control-tower-updates',
  // Its own policies leave out `cdk-accel*`:
  // https://github.com/awslabs/landing-zone-accelerator-on-aws/tree/main/reference/sample-configurations/lza-sample-config/service-control-policies
  'landing-zone-accelerator': 'accelerator-updates',
} as const;
