import { many } from '../../../model/policy.ts';
import { type AssumedName, MADE_UP } from '../reference-names.ts';
import { distinct, inConditions, inResources, type Mention, mostNamed, type Placed } from './mentions.ts';

export interface WorldAccounts {
  readonly management: string;
  readonly logArchive: string;
  readonly workload: string;
  readonly delegated: string;
  readonly others: readonly string[];
}

export interface AccountsInTexts {
  readonly accounts: WorldAccounts;
  readonly assumed: readonly AssumedName[];
}

/** So many accounts beside those of the reference world; more would only make it slow. */
const MOST_OTHERS = 12;
const RESERVE = ['555555555555', '666666666666', '777777777777', '888888888888'];

/** Ids that the options fix, by role. */
export interface GivenAccounts {
  readonly management?: string;
  readonly logArchive?: string;
  /** Of a role that is exempt. */
  readonly exempt?: string;
}

/**
 * Which account of the world bears which id that policies name. Where a text does not tell, an id is the log archive's
 * first: it owns most of what is attacked, so that an exemption for the account counts for the attacker, not against.
 */
export function accountsIn(placed: readonly Placed[], given: GivenAccounts): AccountsInTexts {
  const named = new Naming(given);
  named.take('management', managementIn(placed));
  named.take('log-archive', inResources(placed, 'kms', ownerOf('kms'), idOf));
  named.take('workload', inResources(placed, 'logs', ownerOf('logs'), idOf));
  const pool = [
    ...(given.exempt === undefined ? [] : [{ value: given.exempt, policy: '--exempt' }]),
    ...inConditions(placed, /principalarn$|account$/i).flatMap(({ value, policy }) =>
      (value.match(/\b\d{12}\b/g) ?? []).map((id) => ({ value: id, policy })),
    ),
  ];
  const order = ['log-archive', 'workload', 'delegated'] as const;
  for (const mention of byValue(pool)) {
    const free = order.find((what) => named.isFree(what));
    named.take(free ?? 'other-account', [mention]);
  }
  return named.result();
}

const idOf = ({ id = '' }: Readonly<Record<string, string>>): string => id;
const ownerOf = (service: string): RegExp => new RegExp(`^arn:[^:]*:${service}:[^:]*:(?<id>\\d{12}):`);

/** An organization trail's ARN has the management account's id, and so have the ARNs of the organization. */
function managementIn(placed: readonly Placed[]): readonly Mention[] {
  const ofOrganization = placed.flatMap(({ statement, policy }) =>
    many(statement.Resource ?? []).flatMap((resource) => {
      const id = /^arn:[^:]*:organizations::(\d{12}):/.exec(resource)?.[1];
      return id === undefined ? [] : [{ value: id, policy }];
    }),
  );
  return [...ofOrganization, ...inResources(placed, 'cloudtrail', ownerOf('cloudtrail'), idOf)];
}

const byValue = (mentions: readonly Mention[]): readonly Mention[] =>
  distinct(mentions.map(({ value }) => value)).flatMap(
    (value) => mentions.find((mention) => mention.value === value) ?? [],
  );

type Part = 'management' | 'log-archive' | 'workload' | 'delegated';

class Naming {
  readonly #ids = new Map<Part, string>();
  readonly #others: string[] = [];
  readonly #assumed: AssumedName[] = [];

  constructor({ management, logArchive }: GivenAccounts) {
    if (management !== undefined) this.#ids.set('management', management);
    if (logArchive !== undefined && logArchive !== management) this.#ids.set('log-archive', logArchive);
  }

  isFree(what: Part): boolean {
    return !this.#ids.has(what);
  }

  take(what: Part | 'other-account', mentions: readonly Mention[]): void {
    const unknown = mentions.filter(({ value }) => !this.#known().includes(value));
    const chosen = mostNamed(unknown);
    if (chosen === undefined) return;
    if (what === 'other-account') {
      if (this.#others.length >= MOST_OTHERS) return;
      this.#others.push(chosen.value);
    } else if (this.isFree(what)) this.#ids.set(what, chosen.value);
    else return;
    // What was made up for this very part is no news.
    if (Object.values<string>(PARTS).includes(chosen.value)) return;
    this.#assumed.push({ what, value: chosen.value, policy: chosen.policy });
  }

  #known(): readonly string[] {
    return [...this.#ids.values(), ...this.#others];
  }

  result(): AccountsInTexts {
    for (const what of Object.keys(PARTS) as readonly Part[]) {
      if (!this.isFree(what)) continue;
      const free = [PARTS[what], ...RESERVE].find((id) => !this.#known().includes(id));
      this.#ids.set(what, free ?? PARTS[what]);
    }
    const id = (what: Part) => this.#ids.get(what) ?? PARTS[what];
    return {
      accounts: {
        management: id('management'),
        logArchive: id('log-archive'),
        workload: id('workload'),
        delegated: id('delegated'),
        others: this.#others,
      },
      assumed: this.#assumed,
    };
  }
}

const PARTS: Readonly<Record<Part, string>> = {
  management: MADE_UP.management,
  'log-archive': MADE_UP.logArchive,
  workload: MADE_UP.workload,
  delegated: MADE_UP.delegated,
};
