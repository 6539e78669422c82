import { type AwsAccess, inRegion } from '../../aws/access.ts';
import { concurrently } from '../../aws/reading.ts';
import type { Resource } from '../../model/resource.ts';
import type { Gap, Role, Snapshot, Trail } from '../../model/snapshot.ts';
import { collectTrails } from '../../services/cloudtrail/collect.ts';
import { collectEventDataStores } from '../../services/cloudtrail/collect-event-data-stores.ts';
import { collectRecorders } from '../../services/config/collect.ts';
import { collectRules } from '../../services/events/collect.ts';
import { collectDetectors } from '../../services/guardduty/collect.ts';
import { collectRoles } from '../../services/iam/collect.ts';
import { collectFunctions } from '../../services/lambda/collect.ts';
import { collectAlarms } from '../../services/monitoring/collect.ts';

/** What one account holds that has to be looked for; the rest is found by the names in it. */
export interface AccountPart {
  readonly accountId: string;
  readonly trails: readonly Trail[];
  readonly roles: readonly Role[];
  readonly resources: readonly Resource[];
  readonly gaps: Snapshot['gaps'];
  /** The session that read it, for what it names. */
  readonly access?: AwsAccess;
}

const REGIONAL = [
  collectEventDataStores,
  collectRules,
  collectAlarms,
  collectFunctions,
  collectDetectors,
  collectRecorders,
] as const;

const AT_ONCE = 4;

export async function readAccount(access: AwsAccess, regions: readonly string[]): Promise<AccountPart> {
  const trails = await collectTrails(access);
  const roles = await collectRoles(access);
  const places = regions.flatMap((region) => REGIONAL.map((read) => ({ region, read })));
  const readings = await concurrently(places, ({ region, read }) => read(inRegion(access, region)), AT_ONCE);
  const gaps: readonly Gap[] = [trails, roles, ...readings].flatMap((reading) => reading.gaps);
  return {
    accountId: access.caller.accountId,
    trails: trails.value,
    roles: roles.value,
    resources: readings.flatMap(({ value }) => value),
    gaps,
    access,
  };
}
