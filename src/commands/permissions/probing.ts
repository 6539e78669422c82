import type { PolicyStatement } from '../../model/policy.ts';
import type { LogBucket, Trail } from '../../model/snapshot.ts';
import type { Need } from '../../model/technique.ts';
import { techniques } from '../../techniques/index.ts';
import { type DrillTarget, isDrillable } from '../drill/reading.ts';

/** Any trail, as a policy names it. */
const TRAIL: Trail = {
  name: '*',
  arn: 'arn:*:cloudtrail:*:*:trail/*',
  accountId: '*',
  homeRegion: '*',
  bucketName: '*',
  multiRegion: true,
  organizationTrail: false,
  includeGlobalServiceEvents: true,
  logFileValidation: true,
  logging: true,
  eventSelectors: [],
};

/** Any log bucket, and in it any log file. */
const BUCKET: LogBucket = {
  name: '*',
  arn: 'arn:*:s3:::*',
  region: '*',
  versioning: 'Enabled',
  sample: { key: '*AWSLogs/*', versionId: '*' },
};

/** What the probes of a drill need, as their techniques say: without it a role is refused by its own policy. */
export function probing(): readonly PolicyStatement[] {
  const needs = new Map(probesNeed().map((need) => [need.action, need.resource]));
  return [...needs].sort().map(([action, resource]) => ({
    Sid: `Probe${action.replace(/^.*:/, '')}`,
    Effect: 'Allow',
    Action: action,
    Resource: resource,
  }));
}

function probesNeed(): readonly Need[] {
  const anything = { ...NOTHING, trails: [TRAIL], logBuckets: [BUCKET] };
  return techniques
    .filter(isDrillable)
    .flatMap((technique) =>
      technique.targets(anything).flatMap((target: DrillTarget) => technique.probe?.(target)?.needs ?? []),
    );
}

const NOTHING = {
  schema: 'indelible/snapshot@1',
  readAt: '',
  readBy: '',
  partition: '*',
  organization: { id: '', arn: '', managementAccountId: '', rootId: '', policyTypes: [] },
  organizationalUnits: [],
  accounts: [],
  policies: [],
  gaps: [],
} as const;
