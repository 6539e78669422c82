import { type AwsAccess, inRegion } from '../../aws/access.ts';
import { byArn, distinct, ownArn } from '../../aws/arn.ts';
import { all, concurrently, Reader, type Reading } from '../../aws/reading.ts';
import { orWithoutEndpoint } from '../../aws/without-endpoint.ts';
import type { LandingZone, Resource } from '../../model/resource.ts';
import { controltowerClient, GetLandingZoneCommand, paginateListLandingZones } from './client.ts';

/**
 * The landing zone of the management account, which has one at most. Every Region is asked: the listing of one that has
 * to be enabled tells only of a landing zone that has its home there. To a landing zone from before there were ARNs of
 * them, being listed gives one, and changes nothing else: https://docs.aws.amazon.com/controltower/latest/APIReference/API_ListLandingZones.html
 * https://docs.aws.amazon.com/controltower/latest/userguide/lz-api-list.html
 */
export async function collectLandingZones(
  access: AwsAccess,
  regions: readonly string[],
): Promise<Reading<readonly Resource[]>> {
  const reader = new Reader();
  const listed = await concurrently(regions, (region) => listedIn(inRegion(access, region), reader));
  const zones = await concurrently(distinct(listed.flat()), (arn) => landingZoneOf(access, reader, arn));
  return { value: [...zones].sort(byArn), gaps: reader.gaps };
}

async function listedIn(access: AwsAccess, reader: Reader): Promise<readonly string[]> {
  const client = controltowerClient(access);
  const arns = await reader.read(
    ownArn(access, 'controltower', 'landingzone/*'),
    'controltower:ListLandingZones',
    () =>
      orWithoutEndpoint(access, 'controltower', [], () =>
        all(paginateListLandingZones({ client }, {}), (page) =>
          page.landingZones?.flatMap(({ arn }) => arn ?? []),
        ),
      ),
  );
  return arns ?? [];
}

/** Its own Region tells what it is made of. */
async function landingZoneOf(access: AwsAccess, reader: Reader, arn: string): Promise<Resource> {
  const [, , , region = '', accountId = ''] = arn.split(':');
  const client = controltowerClient(inRegion(access, region));
  const landingZone = await reader.read(arn, 'controltower:GetLandingZone', async () => {
    const { landingZone: found } = await client.send(
      new GetLandingZoneCommand({ landingZoneIdentifier: arn }),
    );
    return landingZoneIn(found?.version ?? '', (found?.manifest ?? {}) as Manifest);
  });
  return {
    type: 'AWS::ControlTower::LandingZone',
    arn,
    name: arn.slice(arn.indexOf('/') + 1),
    accountId,
    region,
    ...(landingZone === undefined ? {} : { landingZone }),
  };
}

/** https://docs.aws.amazon.com/controltower/latest/userguide/landing-zone-schemas.html */
interface Manifest {
  readonly centralizedLogging?: { readonly accountId?: string; readonly enabled?: boolean };
}

/** Central logging is on unless it is switched off. */
function landingZoneIn(version: string, { centralizedLogging = {} }: Manifest): LandingZone {
  const { accountId, enabled = true } = centralizedLogging;
  return { version, logging: enabled && accountId !== undefined ? { accountId } : 'off' };
}
