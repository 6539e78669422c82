import { expect, test } from 'vitest';
import { childrenOf, plain, readAnyXml, readXml, textOf, writeXml } from './xml.ts';

const read = (text: string, root = 'Delete') => readXml(Buffer.from(text), root);

test('text is read as it stands, entities and CDATA undone, namespaces dropped', () => {
  const node = read(
    '<?xml version="1.0"?><s:Delete xmlns:s="x"><s:Key> a&amp;&#98;&#x63; </s:Key><Key><![CDATA[&amp;<]]></Key></s:Delete>',
  );
  expect(childrenOf(node, 'Key').map(({ text }) => text)).toEqual([' a&bc ', '&amp;<']);
});

test('an empty body is no document', () => {
  expect(read('')).toBeUndefined();
});

test.each([
  'text',
  '<Delete>',
  '<Delete></Other>',
  '<Delete/><Delete/>',
  '<Delete/><Other/>',
  '<Other/>',
  '<Delete>&unknown;</Delete>',
  '<Delete>& alone</Delete>',
  '<Delete>&#xD800;</Delete>',
  '<Delete>&#1114112;</Delete>',
  '<!DOCTYPE Delete [<!ENTITY a "b">]><Delete>&a;</Delete>',
  '<!doctype Delete SYSTEM "file:///etc/passwd"><Delete/>',
  '<__proto__><x/></__proto__>',
  '<Delete><constructor><prototype>1</prototype></constructor><__proto__>1</__proto__></Delete>',
  `${'<Delete>'.repeat(100_000)}`,
  `${'<Delete>'.repeat(40)}${'</Delete>'.repeat(40)}`,
  `<Delete>${'x'.repeat(5_000_000)}</Delete>`,
])('what is not S3 is MalformedXML: %#', (text) => {
  expect(() => read(text)).toThrow(expect.objectContaining({ code: 'MalformedXML', status: 400 }));
});

test('bytes that are not UTF-8 are refused', () => {
  expect(() => readXml(Buffer.from([0x3c, 0x61, 0xff, 0x3e]), 'a')).toThrow(
    expect.objectContaining({ code: 'MalformedXML' }),
  );
});

test('what is written is read again', () => {
  const text = 'a & <b> "c" \' é \u{1F512} \t\n';
  const written = writeXml([
    'Root',
    [
      ['Key', text],
      ['None', undefined],
      ['Flag', false],
    ],
  ]);
  const [name, node] = readAnyXml(Buffer.from(written)) ?? [];
  expect(name).toBe('Root');
  expect(node && plain(node)).toEqual({ Key: text, Flag: 'false' });
  expect(textOf(node, 'None')).toBeUndefined();
});

test('no character of a key ends up as markup', () => {
  expect(writeXml(['Key', '\u0000\u001b</Key>'], false)).toContain('<Key>&#x0;&#x1b;&lt;/Key&gt;</Key>');
});
