import type { AppliedException, DenyStatement, Way } from '../model/answer.ts';
import type { Actor, Doubt, Fix, PathStep, Reason, StatementPlace } from '../model/finding.ts';
import { type Localized, OUTSIDER_ACCOUNT, type Technique } from '../model/technique.ts';
import type { prove } from './en/prove.ts';
import type { ActorLabel, StatementLabel } from './way-labels.ts';

export type TechniqueWords = Pick<Technique, 'id' | 'title' | 'harm' | 'residual' | 'refusesOthers'>;

/** The words of a language, those of the catalogue, and the names of accounts and units by id. */
export interface Wording {
  readonly words: typeof prove;
  readonly language: keyof Localized;
  readonly catalogue: readonly TechniqueWords[];
  readonly names: Readonly<Record<string, string>>;
}

export function techniqueWords({ catalogue }: Wording, id: string): Omit<TechniqueWords, 'id'> {
  const nameless = { title: { en: id, ja: id }, harm: { en: '', ja: '' } };
  return catalogue.find((one) => one.id === id) ?? nameless;
}

const MOST_ACCOUNTS = 3;

export const accountLabel = ({ words, names }: Wording, id: string): string => {
  if (id === OUTSIDER_ACCOUNT) return words.outsideAccount;
  const name = names[id];
  return name === undefined ? words.foreignAccount(id) : words.account(id, name);
};

export function accountsLabel(wording: Wording, ids: readonly string[]): string {
  // Of one too many, the last is as short as to say that there is one more.
  const shown = ids.length === MOST_ACCOUNTS + 1 ? ids : ids.slice(0, MOST_ACCOUNTS);
  return wording.words.accounts(
    shown.map((id) => accountLabel(wording, id)),
    ids.length - shown.length,
  );
}

/** Administrators and root of the same accounts are said together. */
export function whoOf({ findings }: Pick<Way, 'findings'>, wording: Wording): string {
  const groups = new Map<string, { readonly kind: ActorLabel['kind']; readonly ids: Set<string> }>();
  for (const { actor, accounts } of findings) {
    const key = `${actor.kind} ${actor.arn ?? ''}`;
    const group = groups.get(key) ?? { kind: actor.kind, ids: new Set<string>() };
    groups.set(key, group);
    for (const id of actor.arn === undefined ? accounts : [actor.arn]) group.ids.add(id);
  }
  const kinds = [...groups.values()].map(({ kind, ids }) => ({ kind, ids: [...ids].sort() }));
  const of = (kind: Actor['kind']) => kinds.find((one) => one.kind === kind)?.ids.join();
  const together = of('admin') !== undefined && of('admin') === of('root');
  const parts = kinds
    .filter(({ kind }) => !(together && kind === 'root'))
    .map(({ kind, ids }) =>
      wording.words.actor({
        kind: together && kind === 'admin' ? 'admin-root' : kind,
        accounts: kind === 'named' ? ids.join(', ') : accountsLabel(wording, ids),
      }),
    );
  return wording.words.joined(parts);
}

/** Those of all its findings, each once. */
export function exceptionsOf({ findings }: Pick<Way, 'findings'>): readonly AppliedException[] {
  const all = findings.flatMap(({ exceptions = [] }) => exceptions);
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

export interface DescribedStep {
  readonly call: string;
  readonly resource: string;
  readonly context?: string;
  readonly because: string;
}

export function describeStep(step: PathStep, wording: Wording): DescribedStep {
  const { words } = wording;
  const pairs = Object.entries(step.context).map(([key, value]) => `${key} = ${[value].flat().join(', ')}`);
  return {
    call: words.call(step.action, principalLabel(step.principal, wording)),
    resource: words.on(step.resource),
    ...(pairs.length === 0 ? {} : { context: words.withContext(pairs) }),
    because:
      step.because === 'spared'
        ? words.spared((step.spared ?? []).map((place) => statementLabel(place, wording)))
        : words.because[step.because],
  };
}

function principalLabel(arn: string, wording: Wording): string {
  const [, , , , account = '', ...rest] = arn.split(':');
  if (!/^\d{12}$/.test(account)) return arn;
  return wording.words.principal({ what: rest.join(':'), account: accountLabel(wording, account) });
}

export function describeFix(fix: Fix, wording: Wording): string {
  const { words } = wording;
  if (fix.kind === 'detect') return words.detect;
  const { actions, resources, policyType, accounts } = fix;
  return words.fix(actions.join(', '), resources.join(', '), policyType, accountsLabel(wording, accounts));
}

export const describeStatement = ({ actions, resources }: DenyStatement, { words }: Wording): string =>
  words.deny(actions.join(', '), resources.join(', '));

function statementLabel(
  { layer, policy, sid, index, attachedTo }: StatementPlace,
  wording: Wording,
): StatementLabel {
  return {
    layer,
    policy,
    ...(sid === undefined ? {} : { sid }),
    number: index + 1,
    attachedTo: placeLabel(attachedTo, wording),
  };
}

const placeLabel = (id: string, { words, names }: Wording): string => words.account(id, names[id]);

/** `technique`: the one that is refused, whose record has the service's reason in every language. */
export function describeReason(reason: Reason, technique: string, wording: Wording): string {
  const { reasons } = wording.words;
  switch (reason.kind) {
    case 'statement':
      return reasons.statement(statementLabel(reason, wording));
    case 'scp-not-allowed':
      return reasons['scp-not-allowed'](placeLabel(reason.attachedTo, wording));
    case 'not-granted':
      return reasons['not-granted'](reason.resource);
    case 'service':
      return reasons.service(localized(reason.why, technique, wording), reason.source);
    case 'immutable':
      return reasons.immutable(reason.until);
  }
}

/** Where the record does not have the sentence ready, it stands as the finding has it: in English. */
function localized(why: string, technique: string, wording: Wording): string {
  const { refusesOthers } = techniqueWords(wording, technique);
  return refusesOthers?.why.en === why ? refusesOthers.why[wording.language] : why;
}

export function describeDoubt(doubt: Doubt, wording: Wording): string {
  const { doubts } = wording.words;
  switch (doubt.kind) {
    case 'unread':
      return doubts.unread(doubt.action, doubt.resource);
    case 'condition-key':
      return doubts['condition-key'](doubt.key, statementLabel(doubt.statement, wording));
    case 'assumption':
      return doubts.assumption(doubt.assumption);
    case 'entrance':
      return doubts.entrance(doubt.role, doubt.trusted);
    case 'unverified':
      return doubts.unverified();
    case 'too-large':
      return doubts['too-large']();
  }
}
