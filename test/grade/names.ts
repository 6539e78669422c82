import type { WorldNames } from '../../src/commands/grade/names.ts';

/** A world for tests. */
export const NAMES: WorldNames = {
  partition: 'aws',
  region: 'eu-west-1',
  organizationId: 'o-abcdefgh12',
  accounts: { management: '111111111111', logArchive: '222222222222', workload: '333333333333' },
  bucket: 'acme-logs',
  trailArn: 'arn:aws:cloudtrail:eu-west-1:111111111111:trail/org-trail',
  keyArn: 'arn:aws:kms:eu-west-1:222222222222:key/1a2b3c4d-0000-4000-8000-000000000000',
  exemptRole: 'BreakGlass',
  given: [],
};
