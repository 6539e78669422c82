import { many, type PolicyStatement } from '../../src/model/policy.ts';
import type { OrganizationPolicy, Snapshot } from '../../src/model/snapshot.ts';

/** A guarded organization with one thing less. */
export interface Mutant {
  /** What is weaker. */
  readonly name: string;
  /** Of the statement that it is about; none where a whole policy is. */
  readonly sid?: string;
  readonly snapshot: Snapshot;
}

/** One statement, action, resource, condition or attachment weaker at a time; what AWS attaches itself stays. */
export function mutantsOf(snapshot: Snapshot): readonly Mutant[] {
  return snapshot.policies
    .filter(({ awsManaged }) => !awsManaged)
    .flatMap((policy) => [
      ...detached(snapshot, policy),
      ...many(policy.document.Statement).flatMap((statement, index) => [
        // AWS stores no policy without a statement.
        ...(many(policy.document.Statement).length === 1
          ? []
          : [mutant(snapshot, policy, index, 'without it', undefined)]),
        ...weakened(statement).map(([what, weaker]) => mutant(snapshot, policy, index, what, weaker)),
      ]),
    ]);
}

const detached = (snapshot: Snapshot, policy: OrganizationPolicy): readonly Mutant[] =>
  policy.targets.map((target) => ({
    name: `${policy.name}: not attached to ${target}`,
    snapshot: replacing(snapshot, { ...policy, targets: policy.targets.filter((one) => one !== target) }),
  }));

function mutant(
  snapshot: Snapshot,
  policy: OrganizationPolicy,
  index: number,
  what: string,
  weaker: PolicyStatement | undefined,
): Mutant {
  const statements = many(policy.document.Statement);
  const sid = statements[index]?.Sid ?? String(index);
  const Statement = statements.flatMap((one, at) =>
    at !== index ? [one] : weaker === undefined ? [] : [weaker],
  );
  const document = { ...policy.document, Statement };
  const changed = replacing(snapshot, { ...policy, document, content: JSON.stringify(document) });
  return { name: `${policy.name}/${sid}: ${what}`, sid, snapshot: changed };
}

const replacing = (snapshot: Snapshot, policy: OrganizationPolicy): Snapshot => ({
  ...snapshot,
  policies: snapshot.policies.map((one) => (one.arn === policy.arn ? policy : one)),
});

type Weaker = readonly (readonly [what: string, statement: PolicyStatement])[];

const weakened = (statement: PolicyStatement): Weaker => [
  ...without(statement, 'Action'),
  ...without(statement, 'Resource'),
  ...narrowed(statement),
  ...exempting(statement),
];

/** One value less, where others stay. */
function without(statement: PolicyStatement, element: 'Action' | 'Resource'): Weaker {
  const values = many(statement[element] ?? []);
  if (values.length < 2) return [];
  return values.map((value) => [
    `without ${value}`,
    { ...statement, [element]: values.filter((one) => one !== value) },
  ]);
}

/** A resource that ends in a wildcard, without it: the mistake of the bucket without its objects. */
function narrowed(statement: PolicyStatement): Weaker {
  const values = many(statement.Resource ?? []);
  return values
    .filter((value) => value.length > 1 && value.endsWith('*'))
    .map((value) => [
      `${value} without its wildcard`,
      { ...statement, Resource: values.map((one) => (one === value ? value.slice(0, -1) : one)) },
    ]);
}

/** Each condition that leaves somebody out leaves out one more; a statement without one gets one. */
function exempting(statement: PolicyStatement): Weaker {
  const conditions = Object.entries(statement.Condition ?? {});
  const wider = conditions.flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]): Weaker[number] => [
      `${operator} ${key} leaves more out`,
      {
        ...statement,
        Condition: {
          ...statement.Condition,
          [operator]: {
            ...keys,
            [key]: operator.includes('Not') ? [...many(values), ...wideningOf(key)] : 'none',
          },
        },
      },
    ]),
  );
  const tagged: Weaker[number] = [
    'leaves out whoever bears a tag',
    {
      ...statement,
      Condition: { ...statement.Condition, StringNotEquals: { 'aws:PrincipalTag/team': 'security' } },
    },
  ];
  return [...wider, tagged];
}

const wideningOf = (key: string): readonly string[] =>
  key.toLowerCase() === 'aws:principalarn' ? ['arn:aws:iam::*:role/Plain*'] : ['*'];
