import { isRecord } from './input.ts';

/**
 * An XML element as AWS's query services write it: lists in `<member>` (of EC2 in `<item>`), maps in `<entry>`, times
 * in ISO 8601 to the second; a member that is `undefined` is left out.
 */
export function element(name: string, value: unknown, item = 'member'): string {
  return value === undefined ? '' : `<${name}>${content(value, item)}</${name}>`;
}

export const openElement = (name: string, namespace: string): string => `<${name} xmlns="${namespace}">`;

export function escapeText(text: string): string {
  return text.replace(/[&<>"'\r]|[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, (character) => {
    const named = ENTITIES[character];
    // XML 1.0 has no way to write these characters, not even as a reference.
    return named ?? '\uFFFD';
  });
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#xD;',
};

function content(value: unknown, item: string): string {
  if (value instanceof Date) return value.toISOString().replace(/\.\d{3}Z$/, 'Z');
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map((member) => element(item, member, item)).join('');
  if (value instanceof Map) {
    return [...value].map(([key, entry]) => element('entry', { key, value: entry }, item)).join('');
  }
  if (isRecord(value)) {
    return Object.entries(value)
      .map(([name, member]) => element(name, member, item))
      .join('');
  }
  return escapeText(String(value ?? ''));
}
