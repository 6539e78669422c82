import type { Exemption } from '../../src/model/exemption.ts';
import type { PathStep } from '../../src/model/finding.ts';
import type { Snapshot, Tags } from '../../src/model/snapshot.ts';
import type { AttackTarget, Need, Step, Technique } from '../../src/model/technique.ts';

/** A call of a path with the Step of its technique's record: what is sent. */
export interface Planned {
  readonly at: PathStep;
  readonly step: Step;
}

/**
 * Finds, for each call of a path, what its technique's record sends. A path holds one request for each permission that
 * a call needs. Throws where no record says so.
 */
export function plannedOf(
  path: readonly PathStep[],
  snapshot: Snapshot,
  techniques: readonly Technique[],
): readonly Planned[] {
  const planned: Planned[] = [];
  for (let index = 0; index < path.length; ) {
    const rest = path.slice(index);
    const found = wayBegun(rest, snapshot, techniques);
    planned.push(...found);
    index += found.reduce((sum, { step }) => sum + step.needs.length, 0);
  }
  return planned;
}

/** The longest way of the technique that the requests begin with. */
function wayBegun(
  rest: readonly PathStep[],
  snapshot: Snapshot,
  techniques: readonly Technique[],
): readonly Planned[] {
  const technique = techniques.find(({ id }) => id === rest[0]?.technique);
  const own = rest.filter((at, index) =>
    rest.slice(0, index + 1).every((one) => one.technique === at.technique),
  );
  const targets = technique === undefined ? [] : targetsOf(technique, own, snapshot);
  const ways = targets.flatMap((target) => technique?.ways(target, snapshot) ?? []);
  const [longest] = ways.flatMap((way) => along(own, way)).sort((one, other) => other.length - one.length);
  if (longest !== undefined) return longest;
  throw new Error(`no way of ${technique?.id} consists of ${own.map(described).join(', ')}`);
}

const described = ({ operation, action, resource }: PathStep): string =>
  `${operation} (${action} on ${resource})`;

/** The way's steps as far as the requests are its own: what prepares another attack goes only as far as it has to. */
function along(requests: readonly PathStep[], way: readonly Step[]): readonly (readonly Planned[])[] {
  const planned: Planned[] = [];
  let index = 0;
  for (const step of way) {
    const own = requests.slice(index, index + step.needs.length);
    const [at] = own;
    const matches = step.needs.every((need, nth) => isFor(own[nth], step, need));
    if (at === undefined || !matches) break;
    planned.push({ at: { ...at, context: Object.assign({}, ...own.map(({ context }) => context)) }, step });
    index += own.length;
  }
  return planned.length === 0 ? [] : [planned];
}

const isFor = (at: PathStep | undefined, step: Step, need: Need): boolean =>
  at?.operation === step.operation && at.action === need.action && serves(need, at.resource);

const serves = (need: Need, resource: string): boolean =>
  need.resource === resource || (need.anyUnder !== undefined && resource.startsWith(need.anyUnder));

/** What obtains a principal aims at whomever the path names. */
function targetsOf(
  technique: Technique,
  requests: readonly PathStep[],
  snapshot: Snapshot,
): readonly AttackTarget[] {
  if (!technique.id.startsWith('exempt-')) return technique.targets(snapshot);
  const on = requests.find(({ resource }) => /:iam::\d{12}:(role|user)\//.test(resource));
  const tags = requests.map(({ context }) => requestTags(context)).find((one) => Object.keys(one).length > 0);
  return on === undefined ? [] : [exemptionOf(on, tags ?? {})];
}

function exemptionOf({ resource: arn }: PathStep, tags: Tags): Exemption {
  const accountId = arn.split(':')[4] ?? '';
  return {
    arn,
    kind: 'principal',
    key: 'aws:PrincipalArn',
    value: arn,
    policy: { name: '', arn: '', index: 0 },
    principal: { arn, accountId, tags },
  };
}

const REQUEST_TAG = /^aws:requesttag\/(.+)$/i;

function requestTags(context: PathStep['context']): Tags {
  const tags = Object.entries(context).flatMap(([name, value]) => {
    const key = REQUEST_TAG.exec(name)?.[1];
    return key === undefined ? [] : [[key, String(value)] as const];
  });
  return Object.fromEntries(tags);
}
