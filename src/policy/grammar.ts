import { conditionProblems } from './condition-grammar.ts';
import type { Found, Report } from './found.ts';
import type { JsonMember, JsonNode, JsonObject } from './json.ts';

export type PolicyKind = 'identity' | 'resource' | 'boundary' | 'session' | 'scp' | 'rcp' | 'trust';

/** `any`: a document of whatever kind, held only to the shape that evaluation relies on. */
export type GrammarKind = PolicyKind | 'any';

const DOCUMENT = ['Version', 'Id', 'Statement'];
const STATEMENT = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];
const PRINCIPAL_KINDS = ['AWS', 'Service', 'Federated', 'CanonicalUser'];

/** Elements that a kind of policy does not have. */
const FORBIDDEN: Readonly<Record<GrammarKind, readonly string[]>> = {
  any: [],
  identity: ['Principal', 'NotPrincipal'],
  boundary: ['Principal', 'NotPrincipal'],
  session: ['Principal', 'NotPrincipal'],
  scp: ['Principal', 'NotPrincipal'],
  // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
  rcp: ['NotPrincipal', 'NotAction'],
  resource: [],
  trust: ['NotPrincipal', 'Resource', 'NotResource'],
};

/** What IAM's grammar says against a document. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export function grammarProblems(node: JsonNode, kind: GrammarKind): readonly Found[] {
  const problems: Found[] = [];
  const report: Report = (code, offset, path, parameters = {}) => {
    // A hostile document has a million faults; the first hundred tell enough.
    if (problems.length < 100) problems.push({ code, offset, path, parameters });
  };
  if (node.type !== 'object') {
    report('wrong-type', node.offset, '', { expected: 'object' });
    return problems;
  }
  const members = elements(node, DOCUMENT, '', report);
  version(members.get('Version'), node, kind, report);
  const id = members.get('Id');
  if (id && id.value.type !== 'string') report('wrong-type', id.value.offset, 'Id', { expected: 'string' });
  const statement = members.get('Statement');
  if (statement === undefined) report('missing-element', node.offset, '', { element: 'Statement' });
  else statements(statement.value, kind, report);
  return problems;
}

function version(member: JsonMember | undefined, node: JsonObject, kind: GrammarKind, report: Report): void {
  if (member === undefined) {
    if (kind === 'rcp') report('missing-element', node.offset, '', { element: 'Version' });
  } else if (!isText(member.value, kind === 'rcp' ? ['2012-10-17'] : ['2012-10-17', '2008-10-17'])) {
    report('bad-version', member.value.offset, 'Version');
  }
}

function statements(node: JsonNode, kind: GrammarKind, report: Report): void {
  const items = node.type === 'array' ? node.items : [node];
  if (items.length === 0) report('empty', node.offset, 'Statement');
  const sids = new Set<string>();
  items.forEach((item, index) => {
    const path = `Statement[${index}]`;
    if (item.type !== 'object') report('wrong-type', item.offset, path, { expected: 'object' });
    else checkStatement(item, kind, path, sids, report);
  });
}

function checkStatement(
  node: JsonObject,
  kind: GrammarKind,
  path: string,
  sids: Set<string>,
  report: Report,
): void {
  const members = elements(node, STATEMENT, path, report);
  for (const name of FORBIDDEN[kind]) {
    const member = members.get(name);
    if (member) report('element-not-allowed', member.offset, `${path}.${name}`, { element: name, kind });
  }
  effect(members.get('Effect'), node, kind, path, report);
  if (kind === 'resource') notPrincipal(members, path, report);
  sid(members.get('Sid'), path, kind, sids, report);
  oneOf(members, 'Action', 'NotAction', node, path, true, report);
  oneOf(members, 'Resource', 'NotResource', node, path, kind !== 'trust' && kind !== 'any', report);
  oneOf(
    members,
    'Principal',
    'NotPrincipal',
    node,
    path,
    kind === 'resource' || kind === 'trust' || kind === 'rcp',
    report,
  );
  // Evaluation needs the shape alone: a text that AWS would not accept matches nothing.
  const isAnything = () => true;
  const [action, resource] = kind === 'any' ? [isAnything, isAnything] : [isAction, isResource];
  for (const name of ['Action', 'NotAction'])
    texts(members.get(name), `${path}.${name}`, 'bad-action', action, report);
  for (const name of ['Resource', 'NotResource']) {
    texts(members.get(name), `${path}.${name}`, 'bad-resource', resource, report);
  }
  for (const name of ['Principal', 'NotPrincipal'])
    principal(members.get(name), kind, `${path}.${name}`, report);
  conditionProblems(members.get('Condition'), `${path}.Condition`, report);
  if (kind === 'rcp') bareWildcard(members.get('Action'), path, report);
}

function elements(
  node: JsonObject,
  known: readonly string[],
  path: string,
  report: Report,
): Map<string, JsonMember> {
  const members = new Map<string, JsonMember>();
  for (const member of node.members) {
    const where = path === '' ? member.key : `${path}.${member.key}`;
    if (members.has(member.key)) report('duplicate-key', member.offset, where, { element: member.key });
    if (!known.includes(member.key)) report('unknown-element', member.offset, where, { element: member.key });
    members.set(member.key, member);
  }
  return members;
}

function effect(
  member: JsonMember | undefined,
  node: JsonObject,
  kind: GrammarKind,
  path: string,
  report: Report,
): void {
  if (member === undefined) report('missing-element', node.offset, path, { element: 'Effect' });
  else if (!isText(member.value, kind === 'rcp' ? ['Deny'] : ['Allow', 'Deny'])) {
    report('bad-effect', member.value.offset, `${path}.Effect`);
  }
}

/** It goes with Deny alone. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html */
function notPrincipal(members: ReadonlyMap<string, JsonMember>, path: string, report: Report): void {
  const [effect, member] = [members.get('Effect'), members.get('NotPrincipal')];
  if (effect && member && isText(effect.value, ['Allow'])) {
    report('element-not-allowed', member.offset, `${path}.NotPrincipal`, {
      element: 'NotPrincipal',
      effect: 'Allow',
    });
  }
}

function sid(
  member: JsonMember | undefined,
  path: string,
  kind: GrammarKind,
  sids: Set<string>,
  report: Report,
): void {
  if (member === undefined) return;
  const { value } = member.value as { readonly value?: unknown };
  if (typeof value !== 'string') {
    report('wrong-type', member.value.offset, `${path}.Sid`, { expected: 'string' });
    return;
  }
  const strict = kind !== 'resource' && kind !== 'trust' && kind !== 'any';
  if (strict && !/^[A-Za-z0-9]*$/.test(value)) report('bad-sid', member.value.offset, `${path}.Sid`);
  if (value !== '' && kind !== 'any' && sids.has(value))
    report('duplicate-sid', member.value.offset, `${path}.Sid`, { sid: value });
  sids.add(value);
}

function oneOf(
  members: ReadonlyMap<string, JsonMember>,
  name: string,
  negation: string,
  node: JsonObject,
  path: string,
  required: boolean,
  report: Report,
): void {
  const [positive, negative] = [members.get(name), members.get(negation)];
  if (positive && negative) {
    report('both-elements', negative.offset, path, { element: name, other: negation });
  }
  if (required && !positive && !negative) report('missing-element', node.offset, path, { element: name });
}

function texts(
  member: JsonMember | undefined,
  path: string,
  code: 'bad-action' | 'bad-resource',
  accepts: (text: string) => boolean,
  report: Report,
): void {
  if (member === undefined) return;
  const items = member.value.type === 'array' ? member.value.items : [member.value];
  if (items.length === 0) report('empty', member.value.offset, path);
  for (const item of items) {
    if (item.type !== 'string') report('wrong-type', item.offset, path, { expected: 'string' });
    else if (!accepts(String(item.value)))
      report(code, item.offset, path, { value: String(item.value).slice(0, 200) });
  }
}

const isAction = (text: string): boolean =>
  text === '*' || text === '*:*' || /^[A-Za-z0-9-]+:[A-Za-z0-9*?-]+$/.test(text);

const isResource = (text: string): boolean => text === '*' || /^(arn|\*|\$\{)/.test(text);

function principal(member: JsonMember | undefined, kind: GrammarKind, path: string, report: Report): void {
  if (member === undefined) return;
  const { value } = member;
  if (value.type === 'string' && value.value === '*') return;
  if (value.type !== 'object' || kind === 'rcp') {
    report('bad-principal', value.offset, path);
    return;
  }
  if (value.members.length === 0) report('empty', value.offset, path);
  for (const kindOf of elements(value, PRINCIPAL_KINDS, path, report).values()) {
    texts(kindOf, `${path}.${kindOf.key}`, 'bad-resource', (text) => text !== '', report);
  }
}

/** A customer's RCP has to name the service of its actions. */
function bareWildcard(member: JsonMember | undefined, path: string, report: Report): void {
  if (member === undefined) return;
  for (const item of member.value.type === 'array' ? member.value.items : [member.value]) {
    if (isText(item, ['*', '*:*'])) report('bad-action', item.offset, `${path}.Action`, { value: '*' });
  }
}

function isText(node: JsonNode, allowed: readonly string[]): boolean {
  return node.type === 'string' && allowed.includes(String(node.value));
}
