import type { CautionFact, CautionResult } from '../model/caution.ts';
import type { cautions } from './en/cautions.ts';

type Words = typeof cautions;

const MOST = 5;

/** Nothing that any of them depends on was read. */
export const isUnread = (results: readonly CautionResult[]): boolean =>
  results.every(({ verdict, found }) => verdict === 'unknown' && found.length === 0);

/** What is the matter, a sentence for each kind of thing. */
export function cautionDetails({ verdict, found, hidden }: CautionResult, words: Words): readonly string[] {
  const kinds = Map.groupBy(found, ({ kind }) => kind);
  const reads = new Set(hidden.map(({ action, code }) => `${action} (${code})`));
  return [
    ...[...kinds].map(([kind, facts]) => words.facts[kind](listed(facts, words))),
    ...(verdict === 'kept' || reads.size === 0 ? [] : [words.hidden([...reads].sort().join(', '))]),
  ];
}

function listed(facts: readonly CautionFact[], words: Words): string {
  const names = facts.slice(0, MOST).map(({ arn, count = 1 }) => words.keys(nameOf(arn, words), count));
  return [...names, ...(facts.length > MOST ? [words.more(facts.length - MOST)] : [])].join(', ');
}

function nameOf(arn: string, words: Words): string {
  const [, , service, , , ...rest] = arn.split(':');
  if (service !== 'iam') return arn;
  const resource = rest.join(':');
  if (resource === 'root') return words.root;
  const name = resource.split('/').at(-1) ?? arn;
  return resource.startsWith('role/') ? `role/${name}` : name;
}
