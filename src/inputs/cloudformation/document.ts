import {
  type CollectionTag,
  type Document,
  isNode,
  isScalar,
  LineCounter,
  Pair,
  parseDocument,
  Scalar,
  type ScalarTag,
  visit,
  YAMLMap,
} from 'yaml';

/** A template as data, with the places of its nodes. */
export interface Template {
  readonly value: unknown;
  /** The place of what stands under these keys. */
  placeOf(path: readonly string[]): { readonly line: number; readonly column: number };
}

export interface TemplateProblem {
  readonly code: 'bad-syntax' | 'too-deep';
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
}

/** Reads a template, JSON or YAML. Never throws. */
export function readTemplate(text: string): Template | TemplateProblem {
  try {
    return parsed(text);
  } catch (error) {
    // The parser recurses: a text of brackets is an attack on the stack.
    if (error instanceof RangeError) return { code: 'too-deep', message: '' };
    return { code: 'bad-syntax', message: error instanceof Error ? error.message : String(error) };
  }
}

function parsed(text: string): Template | TemplateProblem {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    customTags: TAGS,
    lineCounter: lines,
    prettyErrors: false,
    // The library compares every key with every other.
    uniqueKeys: false,
  });
  const [error] = document.errors;
  const problem =
    error === undefined ? repeatedKey(document) : { offset: error.pos[0], message: error.message };
  if (problem !== undefined) {
    const { line, col: column } = lines.linePos(problem.offset);
    // The library says so of a text that nests too deep for it.
    const code = error?.code === 'RESOURCE_EXHAUSTION' ? 'too-deep' : 'bad-syntax';
    return { code, line, column, message: problem.message };
  }
  // Aliases of aliases are an attack on memory: the limit makes toJS throw.
  const value: unknown = document.toJS({ maxAliasCount: 100 });
  return { value, placeOf: (path) => placeIn(document, lines, path) };
}

function repeatedKey(document: Document) {
  let found: { readonly offset: number; readonly message: string } | undefined;
  visit(document, {
    Map(_, map) {
      const keys = new Set<unknown>();
      for (const { key } of map.items) {
        const name = isScalar(key) ? key.value : key;
        if (keys.has(name)) {
          found = { offset: (isNode(key) && key.range?.[0]) || 0, message: `Repeated key ${name}` };
          return visit.BREAK;
        }
        keys.add(name);
      }
      return undefined;
    },
  });
  return found;
}

function placeIn(document: Document, lines: LineCounter, path: readonly string[]) {
  const node = document.getIn(path, true);
  const { line, col } = lines.linePos(isNode(node) ? (node.range?.[0] ?? 0) : 0);
  return { line, column: col };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
const FUNCTIONS = [
  'And',
  'Base64',
  'Cidr',
  'Equals',
  'FindInMap',
  'GetAZs',
  'GetAtt',
  'If',
  'ImportValue',
  'Join',
  'Length',
  'Not',
  'Or',
  'Select',
  'Split',
  'Sub',
  'ToJsonString',
  'Transform',
];

/** The short forms, each read as its long one. */
const TAGS: (ScalarTag | CollectionTag)[] = [
  ...FUNCTIONS.flatMap((name) => tags(`!${name}`, `Fn::${name}`)),
  ...tags('!Ref', 'Ref'),
  ...tags('!Condition', 'Condition'),
];

function tags(tag: string, key: string): (ScalarTag | CollectionTag)[] {
  const wrap = (node: unknown): YAMLMap => {
    const map = new YAMLMap();
    map.items.push(new Pair(new Scalar(key), node));
    return map;
  };
  return [
    {
      tag,
      resolve: (text) => ({ [key]: key === 'Fn::GetAtt' ? text.split('.') : text }),
    },
    { tag, collection: 'seq', resolve: wrap },
    { tag, collection: 'map', resolve: wrap },
  ];
}
