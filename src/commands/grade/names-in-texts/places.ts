import { many } from '../../../model/policy.ts';
import { type AssumedName, MADE_UP, type NameOf } from '../reference-names.ts';
import { fits } from './fitting.ts';
import { distinct, inConditions, type Mention, mostNamed, type Placed, protects } from './mentions.ts';

/** Partition, Region and the tree of the organization. */
export interface WorldPlaces {
  readonly partition: string;
  readonly region: string;
  readonly organizationId: string;
  readonly rootId: string;
  readonly logArchiveUnits: readonly string[];
}

export function placesIn(
  placed: readonly Placed[],
  trailRegion: string | undefined,
): { readonly places: WorldPlaces; readonly assumed: readonly AssumedName[] } {
  const assumed: AssumedName[] = [];
  const choose = (what: NameOf, mentions: readonly Mention[], madeUp: string): string => {
    const chosen = mostNamed(mentions);
    if (chosen === undefined || chosen.value === madeUp) return madeUp;
    const { others, ...named } = chosen;
    assumed.push({ what, ...named, ...(others.length === 0 ? {} : { others }) });
    return chosen.value;
  };
  const paths = inConditions(placed, /orgpaths$/i);
  const within = (all: readonly Mention[], pattern: RegExp): readonly Mention[] =>
    all.flatMap(({ value, policy }) => (value.match(pattern) ?? []).map((id) => ({ value: id, policy })));
  const organizations = within([...inConditions(placed, /orgid$/i), ...paths], /^o-[a-z0-9]{10,32}/g);
  const units = paths.flatMap(({ value, policy }) => {
    const chain = value.match(UNIT);
    return chain === null ? [] : [{ value: chain.join('/'), policy }];
  });
  const partition = choose('partition', partitionsIn(placed), MADE_UP.partition);
  const region = trailRegion ?? choose('region', regionsIn(placed), usual(partition, placed));
  return {
    places: {
      partition,
      region,
      organizationId: choose('organization', organizations, MADE_UP.organizationId),
      rootId: choose('root', within(paths, /(?<=\/)r-[a-z0-9]{4,32}/g), MADE_UP.rootId),
      logArchiveUnits: choose('log-archive-unit', units, MADE_UP.logArchiveUnit).split('/'),
    },
    assumed,
  };
}

const UNIT = /ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}/g;
const REGION = /^[a-z]{2,4}(?:-[a-z]+)+-\d$/;

const partitionsIn = (placed: readonly Placed[]): readonly Mention[] =>
  placed.flatMap(({ statement, policy }) =>
    distinct(
      many(statement.Resource ?? []).flatMap((resource) => /^arn:(aws[a-z-]*):/.exec(resource)?.[1] ?? []),
    ).map((value) => ({ value, policy })),
  );

/**
 * Where the world is. Policies that deny every Region but some would refuse whatever is done in another one: the trail
 * is in a Region that is in use.
 */
function regionsIn(placed: readonly Placed[]): readonly Mention[] {
  const conditions = inConditions(placed, /^aws:requestedregion$/i);
  const used = conditions.filter(({ operator, effect }) => /Not/i.test(operator) === (effect === 'Deny'));
  const shunned = shunnedIn(placed);
  const ofTrails = placed.flatMap(({ statement, policy }) =>
    protects(statement, 'cloudtrail')
      ? many(statement.Resource ?? []).flatMap((resource) => {
          const value = /^arn:[^:]*:cloudtrail:([^:]*):/.exec(resource)?.[1] ?? '';
          return [{ value, policy }];
        })
      : [],
  );
  const mentions = used.length > 0 ? used : ofTrails;
  return mentions.filter(
    ({ value }) => REGION.test(value) && !shunned.some((pattern) => fits(pattern, value)),
  );
}

const shunnedIn = (placed: readonly Placed[]): readonly string[] =>
  inConditions(placed, /^aws:requestedregion$/i)
    .filter(({ operator, effect }) => effect === 'Deny' && !/Not/i.test(operator))
    .map(({ value }) => value);

/** A Region that every account of the partition has. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  aws: ['us-east-1', 'eu-west-1', 'ap-northeast-1', 'sa-east-1'],
  'aws-us-gov': ['us-gov-west-1', 'us-gov-east-1'],
  'aws-cn': ['cn-north-1', 'cn-northwest-1'],
  'aws-eusc': ['eusc-de-east-1'],
};

function usual(partition: string, placed: readonly Placed[]): string {
  const shunned = shunnedIn(placed);
  const regions = USUAL[partition] ?? [MADE_UP.region];
  return regions.find((region) => !shunned.some((pattern) => fits(pattern, region))) ?? regions[0] ?? '';
}
