import { IndelibleError } from '../../model/error.ts';
import { arnPart, nameInArn } from './names.ts';
import { accountsIn, type WorldAccounts } from './names-in-texts/accounts.ts';
import { fits, fitting } from './names-in-texts/fitting.ts';
import {
  inConditions,
  inResources,
  type Mention,
  mostNamed,
  type NamedDocument,
  type Placed,
  statementsOf,
} from './names-in-texts/mentions.ts';
import { placesIn } from './names-in-texts/places.ts';
import { type AssumedName, MADE_UP, type NameOf, type ReferenceNames } from './reference-names.ts';

/** What the user states about the organization. */
export interface GivenNames {
  /** A name or an ARN. */
  readonly trail?: string;
  readonly bucket?: string;
  /** An ARN. */
  readonly key?: string;
  /** ARN of a role; `*` for its account: in every member account. */
  readonly exempt?: string;
}

export interface NamesChosen {
  readonly names: ReferenceNames;
  readonly assumed: readonly AssumedName[];
}

/**
 * The names of the reference world: those that the user states, else those that the policies name, so that they are
 * judged on what they are about, else made up ones.
 */
export function namesFor(policies: readonly NamedDocument[], stated: GivenNames): NamesChosen {
  const given = readGiven(stated);
  const placed = statementsOf(policies);
  const { accounts, assumed: ids } = accountsIn(placed, given.accounts);
  const { places, assumed: where } = placesIn(placed, given.trail?.region);
  const things = new Things(placed, accounts);
  const { partition, region } = places;
  const bucket = given.bucket ?? things.bucket();
  const keyPrefix = things.keyPrefix(bucket);
  const trail = given.trail?.name ?? things.trail();
  const names: ReferenceNames = {
    ...places,
    workloadUnit: MADE_UP.workloadUnit,
    accounts,
    delegated: accounts.delegated,
    others: accounts.others,
    bucket,
    ...(keyPrefix === undefined ? {} : { keyPrefix }),
    trailArn: `arn:${partition}:cloudtrail:${region}:${accounts.management}:trail/${trail}`,
    keyArn: given.key ?? `arn:${partition}:kms:${region}:${accounts.logArchive}:key/${things.keyId()}`,
    keyAlias: things.alias(),
    logGroup: things.logGroup(),
    exemptRole: fitting(given.exempt?.role ?? MADE_UP.exemptRole, accounts.logArchive),
    exemptAccount: given.exempt?.account ?? '*',
    given: (['bucket', 'trail', 'key', 'exempt'] as const).filter((what) => stated[what] !== undefined),
  };
  return { names, assumed: [...where, ...ids, ...things.assumed] };
}

/** What is attacked, as policies name it. */
class Things {
  readonly assumed: AssumedName[] = [];
  readonly #placed: readonly Placed[];
  readonly #accounts: WorldAccounts;

  constructor(placed: readonly Placed[], accounts: WorldAccounts) {
    this.#placed = placed;
    this.#accounts = accounts;
  }

  bucket(): string {
    const mentions = this.#in('s3', /^arn:[^:]*:s3:::(?<name>[^/]+)/);
    return this.#choose('bucket', mentions, MADE_UP.bucket, BUCKET);
  }

  keyPrefix(bucket: string): string | undefined {
    const before = /^arn:[^:]*:s3:::(?<name>[^/]+)\/(?<prefix>[^*?$]+)\/AWSLogs\//;
    const mentions = inResources(this.#placed, 's3', before, ({ name = '', prefix = '' }) =>
      fits(name, bucket) ? prefix : '',
    );
    return this.#choose('key-prefix', mentions, '') || undefined;
  }

  trail(): string {
    const mentions = this.#in('cloudtrail', /^arn:[^:]*:cloudtrail:[^:]*:[^:]*:trail\/(?<name>.+)$/);
    return this.#choose('trail', mentions, MADE_UP.trail, /^[a-z0-9][\w.-]{1,126}[a-z0-9]$/i);
  }

  keyId(): string {
    const mentions = this.#in('kms', /^arn:[^:]*:kms:[^:]*:[^:]*:key\/(?<name>.+)$/);
    return this.#choose('key', mentions, MADE_UP.keyId, /^(?:mrk-)?[\da-f-]{32,}$/i);
  }

  alias(): string {
    const mentions = [
      ...inConditions(this.#placed, /^kms:(?:resource|request)alias(?:es)?$/i),
      ...this.#in('kms', /^arn:[^:]*:kms:[^:]*:[^:]*:(?<name>alias\/.+)$/),
    ];
    return this.#choose('alias', mentions, MADE_UP.keyAlias, /^alias\/[\w/-]+$/);
  }

  logGroup(): string {
    const mentions = this.#in('logs', /^arn:[^:]*:logs:[^:]*:[^:]*:log-group:(?<name>[^:]+)/);
    return this.#choose('log-group', mentions, MADE_UP.logGroup, /^[\w./#-]{1,512}$/);
  }

  #in(service: string, pattern: RegExp): readonly Mention[] {
    return inResources(this.#placed, service, pattern, ({ name = '' }) => name);
  }

  /** The name made up, where it is as good as any; else a name that a policy spells out, or one that its pattern fits. */
  #choose(what: NameOf, mentions: readonly Mention[], madeUp: string, valid = /(?:)/): string {
    const { logArchive } = this.#accounts;
    const named = mentions
      .filter(({ value }) => !fits(value, madeUp))
      .map(({ value, policy }) => ({ value: fitting(value, logArchive), policy }))
      .filter(({ value }) => valid.test(value) && value !== madeUp);
    const chosen = mostNamed(named, ofTrail);
    if (chosen === undefined) return madeUp;
    const { others, ...name } = chosen;
    this.assumed.push({ what, ...name, ...(others.length === 0 ? {} : { others }) });
    return chosen.value;
  }
}

/** How much a name looks like one of a trail, its bucket or its log group. */
function ofTrail(name: string): number {
  if (/trail/i.test(name)) return 3;
  return /audit/i.test(name) ? 2 : Number(/(?<!access-?)log/i.test(name));
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

function readGiven({ trail, bucket, key, exempt }: GivenNames) {
  const role = exempt === undefined ? undefined : readRole(exempt);
  const named = trail === undefined ? undefined : readTrail(trail);
  if (key !== undefined && !/^arn:[^:]+:kms:[^:]+:\d{12}:key\/[\w-]+$/.test(key)) throw invalid('--key', key);
  const name = bucket?.replace(/^arn:[^:]*:s3:::/, '');
  if (name !== undefined && !BUCKET.test(name)) throw invalid('--bucket', bucket ?? '');
  const exemptId = role !== undefined && /^\d{12}$/.test(role.account) ? role.account : undefined;
  return {
    ...(name === undefined ? {} : { bucket: name }),
    ...(key === undefined ? {} : { key }),
    ...(named === undefined ? {} : { trail: named }),
    ...(role === undefined ? {} : { exempt: role }),
    accounts: {
      ...(named?.account === undefined ? {} : { management: named.account }),
      ...(key === undefined ? {} : { logArchive: arnPart(key, 'account') }),
      ...(exemptId === undefined ? {} : { exempt: exemptId }),
    },
  };
}

function readTrail(trail: string) {
  if (/^[a-z0-9][\w.-]{1,126}[a-z0-9]$/i.test(trail)) return { name: trail };
  if (!/^arn:[^:]+:cloudtrail:[a-z0-9-]+:\d{12}:trail\/[\w.-]+$/.test(trail)) throw invalid('--trail', trail);
  return { name: nameInArn(trail), region: arnPart(trail, 'region'), account: arnPart(trail, 'account') };
}

function readRole(arn: string) {
  const [, account, role] = /^arn:[^:]+:iam::(\d{12}|\*):role\/([\w+=,.@*?/-]+)$/.exec(arn) ?? [];
  if (account === undefined || role === undefined) throw invalid('--exempt', arn);
  return { account, role };
}

const invalid = (option: string, value: string) =>
  new IndelibleError('CONFIG_INVALID', 'grade-option', { option, value });
