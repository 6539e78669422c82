import type { Block, Body } from './syntax.ts';
import { jsonOf, type Lookup, resolved, textOf, type Value } from './value.ts';

/** What a statement says in a way that cannot be followed here. */
export interface NotFollowed {
  readonly offset: number;
  readonly expression: string;
}

/**
 * The document that `data "aws_iam_policy_document"` renders.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function policyDocument({ body }: Block, lookup: Lookup): string | NotFollowed {
  for (const name of [
    'source_policy_documents',
    'override_policy_documents',
    'source_json',
    'override_json',
  ]) {
    const other = body.attributes.get(name);
    if (other !== undefined) return { offset: other.offset, expression: name };
  }
  const dynamic = everyBlock(body).find(({ type }) => type === 'dynamic');
  if (dynamic !== undefined) return { offset: dynamic.offset, expression: `dynamic "${dynamic.labels[0]}"` };
  const version = body.attributes.get('version');
  return jsonOf(
    {
      Version: version === undefined ? '2012-10-17' : resolved(version, lookup),
      Statement: body.blocks.filter(({ type }) => type === 'statement').map((one) => statement(one, lookup)),
    },
    2,
  );
}

const everyBlock = (body: Body): readonly Block[] => [
  ...body.blocks,
  ...body.blocks.flatMap((one) => everyBlock(one.body)),
];

const ELEMENTS = [
  ['actions', 'Action'],
  ['not_actions', 'NotAction'],
  ['resources', 'Resource'],
  ['not_resources', 'NotResource'],
] as const;

function statement({ body }: Block, lookup: Lookup): Value {
  const value = (name: string): Value | undefined => {
    const expression = body.attributes.get(name);
    return expression === undefined ? undefined : withVariables(resolved(expression, lookup));
  };
  const elements = ELEMENTS.flatMap(([attribute, element]) => {
    const found = value(attribute);
    return found === undefined ? [] : [[element, found] as const];
  });
  const sid = value('sid');
  return {
    ...(sid === undefined ? {} : { Sid: sid }),
    Effect: value('effect') ?? 'Allow',
    ...principals(body, 'principals', 'Principal', lookup),
    ...principals(body, 'not_principals', 'NotPrincipal', lookup),
    ...Object.fromEntries(elements),
    ...conditions(body, lookup),
  };
}

/** `&{aws:username}` is written for the policy variable `${aws:username}`. */
function withVariables(value: Value): Value {
  if (typeof value === 'string') return value.replaceAll('&{', '${');
  return Array.isArray(value) ? value.map(withVariables) : value;
}

function principals(body: Body, type: string, element: string, lookup: Lookup) {
  const blocks = body.blocks.filter((block) => block.type === type);
  if (blocks.length === 0) return {};
  const kinds = blocks.map(
    (block) => [text(block, 'type', lookup), list(block, 'identifiers', lookup)] as const,
  );
  const everybody = kinds.some(([kind]) => kind === '*');
  return { [element]: everybody ? '*' : Object.fromEntries(kinds) };
}

function conditions(body: Body, lookup: Lookup) {
  const blocks = body.blocks.filter(({ type }) => type === 'condition');
  if (blocks.length === 0) return {};
  const operators: Record<string, Record<string, Value>> = Object.create(null);
  for (const block of blocks) {
    const operator = text(block, 'test', lookup);
    operators[operator] = {
      ...operators[operator],
      [text(block, 'variable', lookup)]: withVariables(list(block, 'values', lookup)),
    };
  }
  return { Condition: { ...operators } };
}

function list({ body }: Block, name: string, lookup: Lookup): Value {
  const expression = body.attributes.get(name);
  return expression === undefined ? [] : resolved(expression, lookup);
}

function text({ body }: Block, name: string, lookup: Lookup): string {
  const expression = body.attributes.get(name);
  return expression === undefined ? '' : textOf(resolved(expression, lookup));
}
