import { arnPart, nameInArn, type WorldNames } from '../names.ts';

/** Where a placeholder stands. */
export interface Place {
  readonly key: string;
  readonly operator: string;
  /** What of the string comes before it, filled in already, and after it. */
  readonly before: string;
  readonly after: string;
}

export interface Guess {
  readonly value: string;
  readonly guessed: boolean;
  readonly unresolved?: true;
}

type Thing = 'bucket' | 'trail' | 'key' | 'exempt';

/** How names begin that nothing in the organization has: capitals fit no bucket. */
export const NOTHING = 'IndelibleUnresolved';

/** What belongs in the place of a placeholder, by where it stands and how it is named. */
export function guess(name: string, place: Place, names: WorldNames): Guess {
  const made = (value: string): Guess => ({ value, guessed: true });
  const things = new Things(names);
  const words = wordsOf(name);
  const arn = /(?:^|[^a-z])(arn:.*)$/s.exec(place.before)?.[1]?.split(':');
  if (arn === undefined) return standingAlone(words, place, names, things);
  const field = arn.length - 1;
  const service = arn[2] ?? '';
  if (field === 1) return made(names.partition);
  if (field === 2) return words.unresolved();
  if (field === 3) return made(regionOf(service, names));
  if (field === 4) return made(accountOf(words, service, names));
  return inResource(words, { service, rest: arn.slice(5).join(':') }, place, names, things);
}

function inResource(
  words: Words,
  { service, rest }: { readonly service: string; readonly rest: string },
  { after }: Place,
  names: WorldNames,
  things: Things,
): Guess {
  const whole = after === '' || /^[/*"]/.test(after);
  if (service === 's3' && rest === '' && whole) return things.name('bucket');
  if (service === 'cloudtrail' && rest === 'trail/' && whole) return things.name('trail');
  if (service === 'kms' && rest === 'key/' && whole) return things.name('key');
  if (/^(?:iam|sts)$/.test(service) && /^(?:role|assumed-role)\/\*?$/.test(rest) && whole) {
    return things.name('exempt');
  }
  return byWord(words, service, names) ?? words.unresolved();
}

function standingAlone(words: Words, place: Place, names: WorldNames, things: Things): Guess {
  const key = place.key.toLowerCase();
  const made = (value: string): Guess => ({ value, guessed: true });
  if (/org(?:anization)?id$/.test(key)) return made(names.organizationId);
  if (/orgpaths$/.test(key) && place.before === '') return made(names.organizationId);
  if (/^aws:(?:principal|resource|source)account$/.test(key)) return made(accountOf(words, '', names));
  if (key === 'aws:requestedregion') return made(names.region);
  // https://www.rfc-editor.org/rfc/rfc5737: addresses that nobody has.
  if (/ipaddress(?:ifexists)?$/i.test(place.operator))
    return { ...words.unresolved(), value: '192.0.2.0/24' };
  if (/^numeric/i.test(place.operator)) return { ...words.unresolved(), value: '0' };
  const wantsArn = words.has('arn') || /^(?:not)?resource$|arn$/.test(key);
  if (!wantsArn || place.before !== '')
    return byWord(words, '', names) ?? byThing(words, things) ?? words.unresolved();
  const thing = words.thing();
  if (thing !== undefined) return things.arn(thing);
  const nothing = words.unresolved();
  return { ...nothing, value: `arn:${names.partition}:unresolved:::${nothing.value}` };
}

function byThing(words: Words, things: Things): Guess | undefined {
  const thing = words.thing();
  return thing === undefined ? undefined : things.name(thing);
}

function byWord(words: Words, service: string, names: WorldNames): Guess | undefined {
  const made = (value: string): Guess => ({ value, guessed: true });
  if (words.has('partition')) return made(names.partition);
  if (words.has('region') && !words.has('vpc')) return made(regionOf(service, names));
  if (words.has('o') || (words.has('id') && words.has('org', 'organization', 'organizations'))) {
    return made(names.organizationId);
  }
  return words.has('account', 'accountid') ? made(accountOf(words, service, names)) : undefined;
}

const regionOf = (service: string, names: WorldNames): string =>
  service === 'cloudtrail' ? arnPart(names.trailArn, 'region') : names.region;

/** `AWS::AccountId` is where a template is deployed: organization policies are made in the management account. */
function accountOf(words: Words, service: string, names: WorldNames): string {
  const { management, logArchive, workload } = names.accounts;
  if (words.has('management', 'master', 'payer', 'root', 'org', 'organization')) return management;
  if (words.has('aws') && words.has('account', 'caller')) return management;
  if (words.has('workload', 'member')) return workload;
  if (service === 'cloudtrail') return arnPart(names.trailArn, 'account');
  return service === 'kms' ? arnPart(names.keyArn, 'account') : logArchive;
}

/** The words of a name, whatever its spelling: `${LogBucketName}`, `[LOG_BUCKET]`, `var.log_bucket`. */
class Words {
  readonly #all: ReadonlySet<string>;
  constructor(all: ReadonlySet<string>) {
    this.#all = all;
  }

  /** Two placeholders stay two: keys of a condition must not become one. */
  unresolved(): Guess {
    return { value: NOTHING + [...this.#all].join(''), guessed: true, unresolved: true };
  }

  has(...some: readonly string[]): boolean {
    return some.some((word) => this.#all.has(word));
  }

  thing(): Thing | undefined {
    if (this.has('tag')) return undefined;
    if (this.has('trail', 'cloudtrail', 'trails')) return 'trail';
    if (this.has('bucket', 'buckets', 's3')) return 'bucket';
    if (this.has('role', 'roles', 'privileged', 'principal', 'breakglass', 'admin')) return 'exempt';
    return this.has('kms', 'cmk', 'key', 'keys') ? 'key' : undefined;
  }
}

const wordsOf = (name: string): Words =>
  new Words(
    new Set(
      name
        .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
        .toLowerCase()
        .split(/[^a-z0-9]+/),
    ),
  );

/** The world's own things, by name or by ARN. */
class Things {
  readonly #names: WorldNames;
  constructor(names: WorldNames) {
    this.#names = names;
  }

  name(thing: Thing): Guess {
    const { bucket, trailArn, keyArn, exemptRole } = this.#names;
    const name = { bucket, trail: nameInArn(trailArn), key: nameInArn(keyArn), exempt: exemptRole }[thing];
    return { value: name, guessed: !this.#names.given.includes(thing) };
  }

  arn(thing: Thing): Guess {
    const { partition, bucket, trailArn, keyArn, exemptRole } = this.#names;
    const arns = {
      bucket: `arn:${partition}:s3:::${bucket}`,
      trail: trailArn,
      key: keyArn,
      exempt: `arn:${partition}:iam::*:role/${exemptRole}`,
    };
    return { value: arns[thing], guessed: !this.#names.given.includes(thing) };
  }
}
