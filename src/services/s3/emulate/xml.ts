import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { isRecord } from '../../../sandbox/input.ts';
import { malformedXml } from './errors.ts';

/** An element to write: its text, or its children in their order; `undefined` leaves it out. */
export type XmlElement = readonly [
  name: string,
  content: string | number | boolean | Date | undefined | readonly XmlElement[],
  attributes?: Readonly<Record<string, string>>,
];

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

export function writeXml([name, content]: XmlElement, namespace = true): string {
  const root: XmlElement = [name, content ?? '', namespace ? { xmlns: NAMESPACE } : {}];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(root)}`;
}

function element([name, content, attributes = {}]: XmlElement): string {
  if (content === undefined) return '';
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return `<${name}${written.join('')}>${inner(content)}</${name}>`;
}

function inner(content: NonNullable<XmlElement[1]>): string {
  if (content instanceof Date) return content.toISOString();
  if (typeof content === 'object') return content.map(element).join('');
  return escaped(String(content));
}

/** Characters that XML 1.0 cannot hold are written as S3 writes them in keys: as references all the same. */
function escaped(text: string): string {
  const wellFormed = text.toWellFormed();
  return wellFormed.replace(
    UNSAFE,
    (character) => NAMED[character] ?? `&#x${character.charCodeAt(0).toString(16)};`,
  );
}

const UNSAFE = /[&<>"\p{Cc}\uFFFE\uFFFF]/gu;

const NAMED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** An element as read: its text and its children by name. Attributes are dropped. */
export interface XmlNode {
  readonly text: string;
  readonly children: ReadonlyMap<string, readonly XmlNode[]>;
}

const MAX_DEPTH = 16;
const MAX_BYTES = 4 * 1024 * 1024;

const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  removeNSPrefix: true,
  cdataPropName: '#cdata',
  maxNestedTags: MAX_DEPTH,
});

/** Reads a document whose root must be `root`; an empty body is `undefined`. Throws MalformedXML for all else. */
export function readXml(body: Uint8Array, root: string): XmlNode | undefined {
  if (body.length === 0) return undefined;
  const node = parse(body).get(root)?.[0];
  if (node === undefined) throw malformedXml();
  return node;
}

/** The root of any document, with its name. */
export function readAnyXml(body: Uint8Array): readonly [string, XmlNode] | undefined {
  const [root] = parse(body);
  const node = root?.[1][0];
  return root && node ? [root[0], node] : undefined;
}

export const childrenOf = (node: XmlNode | undefined, name: string): readonly XmlNode[] =>
  node?.children.get(name) ?? [];

export const childOf = (node: XmlNode | undefined, name: string): XmlNode | undefined =>
  childrenOf(node, name)[0];

export const textOf = (node: XmlNode | undefined, name: string): string | undefined =>
  childOf(node, name)?.text;

/** As a plain value, for the record of a call. */
export function plain(node: XmlNode): unknown {
  if (node.children.size === 0) return node.text;
  return Object.fromEntries(
    [...node.children].map(([name, nodes]) => {
      const values = nodes.map(plain);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}

function parse(body: Uint8Array): ReadonlyMap<string, readonly XmlNode[]> {
  const text = decoded(body);
  // A document type could define entities that grow without bound or name files.
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw malformedXml();
  try {
    // The parser comes first: unlike the validator it stops at too deep a nesting.
    const document: unknown = parser.parse(text);
    if (XMLValidator.validate(text) !== true || !isRecord(document)) throw malformedXml();
    const { children } = nodeOf(document);
    if ([...children.values()].flat().length !== 1) throw malformedXml();
    return children;
  } catch {
    throw malformedXml();
  }
}

function decoded(body: Uint8Array): string {
  if (body.length > MAX_BYTES) throw malformedXml();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw malformedXml();
  }
}

function nodeOf(value: unknown): XmlNode {
  if (!isRecord(value)) return { text: unescaped(String(value ?? '')), children: new Map() };
  const { '#text': text, '#cdata': cdata, ...rest } = value;
  const children = Object.entries(rest).map(
    ([name, one]) => [name, (Array.isArray(one) ? one : [one]).map(nodeOf)] as const,
  );
  return { text: unescaped(String(text ?? '')) + [cdata ?? ''].flat().join(''), children: new Map(children) };
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d{1,7});|#x([0-9a-f]{1,6});|([a-z]+);)?/gi, (_, decimal, hex, name) => {
    const character = name === undefined ? characterAt(decimal, hex) : ENTITIES[name];
    if (character === undefined) throw malformedXml();
    return character;
  });
}

function characterAt(decimal: string | undefined, hex: string | undefined): string | undefined {
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : undefined;
}
