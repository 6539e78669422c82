import type { EventSelector } from './world.ts';
import type { WorldFile } from './world-file.ts';

const SHOP_BUCKET = 'shop-cloudtrail-logs-222222222222';
const ORGANIZATION_BUCKET = 'org-cloudtrail-logs-333333333333';

const managementAndLogBuckets: readonly EventSelector[] = [
  {
    ReadWriteType: 'All',
    IncludeManagementEvents: true,
    DataResources: [
      {
        Type: 'AWS::S3::Object',
        Values: [`arn:aws:s3:::${SHOP_BUCKET}/`, `arn:aws:s3:::${ORGANIZATION_BUCKET}/`],
      },
    ],
    ExcludeManagementEventSources: [],
  },
];

/** One member account with a trail and its bucket, beside a log archive with the organization's; no policy yet. */
export const defaultWorld: WorldFile = {
  schema: 'indelible/world@1',
  organization: { id: 'o-a1b2c3d4e5', rootId: 'r-a1b2', policyTypes: [] },
  organizationalUnits: [
    { name: 'Workloads', id: 'ou-a1b2-workloads' },
    { name: 'Security', id: 'ou-a1b2-security' },
  ],
  accounts: [
    { id: '111111111111', name: 'management', management: true },
    { id: '222222222222', name: 'shop', ou: 'Workloads' },
    { id: '333333333333', name: 'log-archive', ou: 'Security' },
  ],
  buckets: [
    { name: SHOP_BUCKET, account: 'shop', versioning: 'Enabled' },
    { name: ORGANIZATION_BUCKET, account: 'log-archive', versioning: 'Enabled' },
  ],
  trails: [
    {
      name: 'shop-trail',
      account: 'shop',
      bucket: SHOP_BUCKET,
      multiRegion: true,
      logFileValidation: true,
      eventSelectors: managementAndLogBuckets,
    },
    {
      name: 'org-trail',
      account: 'management',
      bucket: ORGANIZATION_BUCKET,
      organization: true,
      multiRegion: true,
      logFileValidation: true,
      eventSelectors: managementAndLogBuckets,
    },
  ],
};
