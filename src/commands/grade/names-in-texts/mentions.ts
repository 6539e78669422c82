import { many, type PolicyDocument, type PolicyStatement } from '../../../model/policy.ts';
import { NOTHING } from '../placeholders/guess.ts';

export interface NamedDocument {
  readonly name: string;
  readonly document: PolicyDocument;
}

/** Something that a policy names. */
export interface Mention {
  readonly value: string;
  readonly policy: string;
}

export interface Placed {
  readonly statement: PolicyStatement;
  readonly policy: string;
}

export const statementsOf = (policies: readonly NamedDocument[]): readonly Placed[] =>
  policies.flatMap(({ name, document }) =>
    many(document.Statement).map((statement) => ({ statement, policy: name })),
  );

/** Whether a statement keeps somebody from changing something of the service, not from reading alone. */
export function protects({ Effect, Action, NotAction }: PolicyStatement, service: string): boolean {
  if (Effect !== 'Deny') return false;
  if (NotAction !== undefined) return true;
  return many(Action ?? []).some((pattern) => {
    const [written = '', name = '*'] = pattern.toLowerCase().split(':');
    return (written === service || written === '*') && !/^(?:get|list|describe|lookup|head)/.test(name);
  });
}

/** What the pattern finds in the resources of statements that protect the service; its groups make the value. */
export function inResources(
  placed: readonly Placed[],
  service: string,
  pattern: RegExp,
  nameFrom: (groups: Readonly<Record<string, string>>) => string,
): readonly Mention[] {
  return placed.flatMap(({ statement, policy }) =>
    protects(statement, service)
      ? distinct(
          many(statement.Resource ?? []).flatMap((resource) => {
            const groups = pattern.exec(resource)?.groups;
            return groups === undefined ? [] : [nameFrom(groups)];
          }),
        )
          .filter(isName)
          .map((value) => ({ value, policy }))
      : [],
  );
}

/** The values of condition keys, with their operators. */
export const inConditions = (
  placed: readonly Placed[],
  key: RegExp,
): readonly (Mention & { readonly operator: string; readonly effect: 'Allow' | 'Deny' })[] =>
  placed.flatMap(({ statement, policy }) =>
    Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
      Object.entries(keys)
        .filter(([name]) => key.test(name))
        .flatMap(([, values]) => many(values).map(String))
        .filter(isName)
        .map((value) => ({ value, policy, operator, effect: statement.Effect })),
    ),
  );

const isName = (value: string): boolean => value !== '' && !value.includes(NOTHING);

export const distinct = <T>(all: readonly T[]): readonly T[] => [...new Set(all)];

export interface Ranked extends Mention {
  readonly others: readonly string[];
}

/** The value that most mentions name, among those that look the part best. */
export function mostNamed(
  mentions: readonly Mention[],
  looks: (value: string) => number = () => 0,
): Ranked | undefined {
  const counts = new Map<string, number>();
  for (const { value } of mentions) counts.set(value, (counts.get(value) ?? 0) + 1);
  const order = [...counts].sort(
    ([one, oneCount], [other, otherCount]) => looks(other) - looks(one) || otherCount - oneCount,
  );
  const [first, ...others] = order.map(([value]) => value);
  const mention = mentions.find(({ value }) => value === first);
  return mention === undefined ? undefined : { ...mention, others };
}
