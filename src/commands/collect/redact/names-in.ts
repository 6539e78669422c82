import type { Snapshot } from '../../../model/snapshot.ts';

/** What is done with one text of a Snapshot. */
export interface NameVisitor {
  /** A name, an ARN, or a pattern of one. */
  readonly name: (text: string) => string;
  /** A part of a name, before and after which anything may stand. */
  readonly part: (text: string) => string;
  /** What stays as it is, and so has to be the same wherever else it stands. */
  readonly kept: (text: string) => void;
  /** Names are compared by what they mean: as numbers, dates or addresses. */
  readonly compared: () => void;
}

type Json = unknown;

/** The same Snapshot with what the visitor makes of the names in it. Every ARN is one; of other texts, these members. */
export const withNames = (snapshot: Snapshot, visitor: NameVisitor): Snapshot =>
  renamed(snapshot, undefined, visitor) as Snapshot;

const NAMES: ReadonlySet<string> = new Set([
  'accessLogs',
  'accountId',
  'aliases',
  'bucketName',
  'folders',
  'grantId',
  'grantee',
  'granteePrincipal',
  'id',
  'key',
  'keyPrefix',
  'keyStoreId',
  'managementAccountId',
  'metricFilters',
  'name',
  'parentId',
  'resource',
  'retiringPrincipal',
  'rootId',
  'subscriptionFilters',
  'targets',
  'versionId',
  // Of a policy document, which nothing matches.
  'Id',
  'Sid',
]);

const ARN = /^arn:/;
const SERVICE = /(?:^|\.)amazonaws\.[a-z.]+$/;

function renamed(value: Json, member: string | undefined, visitor: NameVisitor): Json {
  if (typeof value === 'string') return textOf(value, member, visitor);
  if (Array.isArray(value)) return value.map((one) => renamed(one, member, visitor));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  if ('Effect' in value) return statementOf(entries, visitor);
  return Object.fromEntries(
    entries.map(([name, one]) => [name, memberOf(name, one, value as Record<string, Json>, visitor)]),
  );
}

function memberOf(name: string, value: Json, owner: Record<string, Json>, visitor: NameVisitor): Json {
  switch (name) {
    case 'tags':
      return taggedOf(value, visitor);
    case 'tag':
      return tagOf(value, visitor);
    case 'eventSelectors':
    case 'advancedEventSelectors':
      return selectorsOf(value, visitor);
    case 'name':
    case 'id':
    case 'arn':
      if (owner.awsManaged !== true) break;
      visitor.kept(String(value).split('/').at(-1) ?? '');
      return name === 'arn' ? visitor.name(String(value)) : value;
  }
  return renamed(value, name, visitor);
}

const textOf = (text: string, member: string | undefined, { name }: NameVisitor): string =>
  ARN.test(text) || (member !== undefined && NAMES.has(member) && !SERVICE.test(text)) ? name(text) : text;

/** Keys of tags stay: condition keys name them. */
function taggedOf(tags: Json, visitor: NameVisitor): Json {
  return Object.fromEntries(
    Object.entries(tags as Record<string, string>).map(([key, value]) => {
      visitor.kept(key);
      return [key, visitor.name(value)];
    }),
  );
}

function tagOf(tag: Json, visitor: NameVisitor): Json {
  const { key, value } = tag as { readonly key: string; readonly value: string };
  visitor.kept(key);
  return { key, value: visitor.name(value) };
}

/** They choose by how an ARN begins or ends too. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html */
function selectorsOf(value: Json, visitor: NameVisitor): Json {
  if (typeof value === 'string') return ARN.test(value) ? visitor.part(value) : value;
  if (Array.isArray(value)) return value.map((one) => selectorsOf(one, visitor));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      name === 'Name' ? visitor.name(String(one)) : selectorsOf(one, visitor),
    ]),
  );
}

const statementOf = (entries: readonly (readonly [string, Json])[], visitor: NameVisitor): Json =>
  Object.fromEntries(
    entries.map(([element, value]) => {
      if (element === 'Condition') return [element, conditionOf(value, visitor)];
      if (element === 'Principal' || element === 'NotPrincipal')
        return [element, principalOf(value, visitor)];
      const isName = element === 'Sid' || element === 'Resource' || element === 'NotResource';
      return [element, isName ? each(value, visitor.name) : value];
    }),
  );

function principalOf(value: Json, visitor: NameVisitor): Json {
  if (typeof value === 'string') return visitor.name(value);
  return Object.fromEntries(
    Object.entries(value as Record<string, Json>).map(([kind, names]) => [
      kind,
      kind === 'Service' ? names : each(names, visitor.name),
    ]),
  );
}

function conditionOf(value: Json, visitor: NameVisitor): Json {
  return Object.fromEntries(
    Object.entries(value as Record<string, Record<string, Json>>).map(([operator, keys]) => [
      operator,
      Object.fromEntries(
        Object.entries(keys).map(([key, values]) => {
          visitor.kept(key);
          return [key, each(values, changeOf(key, operator, visitor))];
        }),
      ),
    ]),
  );
}

function changeOf(key: string, operator: string, visitor: NameVisitor): (text: string) => string {
  if (OF_NAMES.test(key)) {
    if (/(?:arn|string)/i.test(operator)) return visitor.name;
    if (/(?:numeric|date|ip)/i.test(operator)) visitor.compared();
  }
  return (text) => {
    if (ARN.test(text)) return visitor.name(text);
    visitor.kept(text);
    return text;
  };
}

/** Condition keys with values that an organization chose, or that are ids of what it has. */
const OF_NAMES =
  /^(?!aws:tagkeys$|.*service).*(?:arn|tag\/.*|org(?:id|paths)|account|username|userid|alias(?:es)?|encryptioncontext:.*|externalid|sessionname|prefix|boundary|vpce?)$/i;

const each = (value: Json, change: (text: string) => string): Json =>
  typeof value === 'string'
    ? change(value)
    : Array.isArray(value)
      ? value.map((one) => each(one, change))
      : value;
