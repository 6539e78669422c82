import alertPath from './alert-path.ts';
import deliveryAndKeys from './delivery-and-keys.ts';
import erasing from './erasing.ts';
import exemptions from './exemptions.ts';
import organization from './organization.ts';
import type { Pair } from './pair.ts';
import redirectAndLake from './redirect-and-lake.ts';
import settingsAndLogGroups from './settings-and-log-groups.ts';
import stopping from './stopping.ts';
import trailSettings from './trail-settings.ts';

/** Each technique at least once. */
export const pairs: readonly Pair[] = [
  ...alertPath,
  ...deliveryAndKeys,
  ...erasing,
  ...exemptions,
  ...organization,
  ...redirectAndLake,
  ...settingsAndLogGroups,
  ...stopping,
  ...trailSettings,
];
