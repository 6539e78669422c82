import { many, type PolicyDocument, type PolicyStatement } from '../../src/model/policy.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { ACCOUNTS } from '../worlds/build.ts';
import { timeOf, type Values } from './condition.ts';
import type { Principal } from './decide.ts';
import { arnLike, fillings, like, likeAnyCase } from './patterns.ts';

/** Whom no policy of the organization knows. */
export const STRANGER = '000000000000';

const statements = new WeakMap<Snapshot, readonly PolicyStatement[]>();

export function statementsIn(snapshot: Snapshot): readonly PolicyStatement[] {
  const known = statements.get(snapshot) ?? readStatements(snapshot);
  statements.set(snapshot, known);
  return known;
}

function readStatements(snapshot: Snapshot): readonly PolicyStatement[] {
  const { delegationPolicy } = snapshot.organization;
  const documents: readonly (PolicyDocument | undefined)[] = [
    ...snapshot.policies.map(({ document }) => document),
    ...snapshot.logBuckets.map(({ policy }) => policy),
    ...(snapshot.keys ?? []).map(({ policy }) => policy),
    ...(snapshot.roles ?? []).map(({ trust }) => trust),
    ...(snapshot.resources ?? []).map(({ policy }) => policy),
    ...snapshot.logBuckets.flatMap(({ accessPoints = [] }) => accessPoints.map(({ policy }) => policy)),
    delegationPolicy === 'none' ? undefined : delegationPolicy,
  ];
  return documents.flatMap((document) => (document === undefined ? [] : many(document.Statement)));
}

/** Of whatever an account does with its own. */
export const OWN_ACCOUNT = /\$\{aws:(principal|resource)account\}/i;

interface Tested {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
  readonly effect: 'Allow' | 'Deny';
}

const testedIn = (statements: readonly PolicyStatement[]): readonly Tested[] =>
  statements.flatMap(({ Condition = {}, Effect }) =>
    Object.entries(Condition).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => ({
        operator: operator.toLowerCase(),
        key: key.toLowerCase(),
        values: many(values).map(String),
        effect: Effect,
      })),
    ),
  );

/** What the ARN of a principal is held against, or the name of a user. */
function arns(statements: readonly PolicyStatement[]): readonly Tested[] {
  const known = tested.get(statements) ?? readArns(statements);
  tested.set(statements, known);
  return known;
}

const tested = new WeakMap<readonly PolicyStatement[], readonly Tested[]>();

const readArns = (statements: readonly PolicyStatement[]): readonly Tested[] =>
  testedIn(statements).flatMap((tested) => {
    const { key, operator, values } = tested;
    if (key === 'aws:principalarn') return [tested];
    if (key !== 'aws:username' || operator === 'null') return [];
    return [
      {
        ...tested,
        values: values.map((name) => `arn:aws:iam::*:user/${name}`),
        operator: operator.replace('equals', 'like'),
      },
    ];
  });

/** Whether a Deny leaves this principal out by its ARN: nobody starts as one of these. */
export function isExempt(statements: readonly PolicyStatement[], arn: string): boolean {
  return arns(statements).some(
    ({ operator, values, effect }) =>
      effect === 'Deny' &&
      operator.includes('not') &&
      values
        .map((text) => text.replace(OWN_ACCOUNT, arn.split(':')[4] ?? ''))
        .some((pattern) =>
          operator.includes('arn')
            ? arnLike(pattern, arn)
            : operator.includes('like')
              ? like(pattern, arn)
              : pattern === arn,
        ),
  );
}

/** Whether an Allow lets this principal in by its name: where it is there, it is among the roles. */
const isLetIn = (statements: readonly PolicyStatement[], arn: string): boolean =>
  statements.some(
    ({ Effect, Principal }) =>
      Effect === 'Allow' && typeof Principal === 'object' && many(Principal.AWS ?? []).includes(arn),
  ) ||
  arns(statements).some(
    ({ operator, values, effect }) =>
      effect === 'Allow' && !operator.includes('not') && values.some((pattern) => like(pattern, arn)),
  );

const NAME = /^arn:aws:iam::\d{12}:(role|user)\/(?!aws-)([\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/;

/** Names of an account, taken from the patterns of the policies, and some that nobody thought of. */
export function namesIn(statements: readonly PolicyStatement[], accountId: string): readonly string[] {
  const written = [
    ...arns(statements).flatMap(({ values }) => values.map((text) => text.replace(OWN_ACCOUNT, accountId))),
    ...statements.flatMap(({ Principal }) =>
      typeof Principal === 'object' ? many(Principal.AWS ?? []) : [],
    ),
  ];
  const filled = written.flatMap((pattern) => {
    const parts = pattern.split(':');
    if (parts.length < 6 || !likeAnyCase(parts[4] ?? '', accountId)) return [];
    return fillings([...parts.slice(0, 4), accountId, ...parts.slice(5)].join(':'));
  });
  const plain = ['role/Plain', 'user/plain'].map((rest) => `arn:aws:iam::${accountId}:${rest}`);
  return [...new Set([...plain, ...filled.filter((arn) => NAME.test(arn))])];
}

export const principalOf = (arn: string, tags: Principal['tags'] = {}): Principal => ({
  arn,
  accountId: arn.split(':')[4] ?? '',
  kind: arn.endsWith(':root') ? 'root' : arn.includes(':user/') ? 'user' : 'role',
  tags,
});

/** Whoever those of an account are from the start: root, and anybody whom no policy exempts or lets in. */
export function startingAs(statements: readonly PolicyStatement[], accountId: string): readonly Principal[] {
  const names = namesIn(statements, accountId).filter(
    (arn) => !isExempt(statements, arn) && !isLetIn(statements, arn),
  );
  return [...names, `arn:aws:iam::${accountId}:root`].map((arn) => principalOf(arn));
}

const TAG = 'aws:principaltag/';

/** Single tags that some condition looks at; a variable stands for the tag of a key. */
export function tagsIn({ keys = [], ...snapshot }: Snapshot): readonly Principal['tags'][] {
  const statements = statementsIn({ ...snapshot, keys });
  const theirs = keys.flatMap(({ tags = {} }) => Object.values(tags));
  const found = testedIn(statements).filter(({ key }) => key.startsWith(TAG));
  const sets = found.flatMap(({ key, values, operator }) =>
    [...(operator === 'null' ? [] : values.flatMap(fillings)), ...theirs, 'else'].map((value) => ({
      [key.slice(TAG.length)]: value,
    })),
  );
  return [...new Map(sets.map((tags) => [JSON.stringify(tags), tags])).values()];
}

/** Keys whose value no caller chooses, and those that only a request through an access point has. */
const NOT_CHOSEN =
  /^(s3:(dataaccesspoint(arn|account)|accesspointnetworkorigin)|aws:(principal(?!tag\/).*|resource.*|username|assumedroot|requestedregion|source(arn|account|org.*)|requesttag\/.*|tagkeys)|aws:principaltag\/.*|kms:(resourcealiases|calleraccount))$/;
const REGION = 'aws:requestedregion';
/** The time of a request is always there, and never in the past. */
const NOW = '2026-11-02T00:00:00Z';
const CLOCK = 'aws:currenttime';
/** The same time in seconds. */
const EPOCH = 'aws:epochtime';
const MOST = 64;

/** Contexts in which a caller may make this call: every key that matters for it absent, as some policy says, or else. */
export function contextsFor(statements: readonly PolicyStatement[], action: string): readonly Values[] {
  const about = statements.filter(({ Action, NotAction }) => {
    const hit = many(Action ?? NotAction ?? []).some((pattern) => likeAnyCase(pattern, action));
    return hit === (Action !== undefined);
  });
  const choices = new Map<string, readonly (string | readonly string[] | undefined)[]>([
    [REGION, ['us-east-1', ...(action.startsWith('sts:') ? regionsIn(about) : [])]],
    [CLOCK, [NOW]],
  ]);
  for (const { key, operator, values } of testedIn(about)) {
    if (NOT_CHOSEN.test(key)) continue;
    const [name, written] =
      key === EPOCH ? [CLOCK, timesFor(values.map(timeOf))] : [key, valuesFor(operator, values)];
    choices.set(name, [...(choices.get(name) ?? [undefined]), ...written]);
  }
  let contexts: readonly Values[] = [{}];
  for (const [key, values] of choices) {
    contexts = contexts.flatMap((context) =>
      [...new Set(values)].map((value) => (value === undefined ? context : { ...context, [key]: value })),
    );
  }
  return contexts
    .slice(0, MOST)
    .map((context) => ({ ...context, [EPOCH]: String(timeOf(String(context[CLOCK])) / 1000) }));
}

const regionsIn = (statements: readonly PolicyStatement[]): readonly string[] =>
  testedIn(statements).flatMap(({ key, values }) => (key === REGION ? values.flatMap(fillings) : []));

function valuesFor(operator: string, values: readonly string[]): readonly (string | readonly string[])[] {
  if (operator.startsWith('bool')) return ['true', 'false'];
  if (operator.includes('ipaddress'))
    return [...values.map((range) => range.split('/')[0] ?? ''), '192.0.2.77'];
  if (/numeric/.test(operator)) return around(values.map(Number), 1).map((number) => number.toFixed(2));
  if (/date/.test(operator)) return timesFor(values.map(timeOf));
  const filled = values.flatMap((text) =>
    OWN_ACCOUNT.test(text) ? ACCOUNTS.map(({ id }) => text.replace(OWN_ACCOUNT, id)) : [text],
  );
  const texts = [...(operator === 'null' ? [] : filled.flatMap(fillings)), 'else'];
  return operator.startsWith('for') ? texts.map((text) => [text]) : texts;
}

const timesFor = (times: readonly number[]): readonly string[] =>
  around(times, 3_600_000)
    .filter((time) => time >= timeOf(NOW))
    .map((time) => new Date(time).toISOString());

/** Each number and those next to it, nearer and farther. */
function around(numbers: readonly number[], step: number): readonly number[] {
  return numbers.flatMap((number) => [
    number - step,
    number - step / 10,
    number,
    number + step / 10,
    number + step,
  ]);
}
