import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { pairs } from '../../../../test/pairs/index.ts';
import { worlds } from '../../../../test/worlds/index.ts';
import type { Snapshot } from '../../../model/snapshot.ts';
import type { Need, Step } from '../../../model/technique.ts';
import { techniques } from '../../../techniques/index.ts';
import { Pseudonyms } from './pseudonyms.ts';

// A policy may be about what a technique names: where such a word is replaced, it no longer is.

const wordsIn = (text: string): readonly string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

function stays(word: string): boolean {
  const names = new Pseudonyms();
  names.add(word);
  return names.rename(word) === word;
}

const textsOf = ({ resource, anyUnder = '', context = {} }: Need): readonly string[] => [
  resource,
  anyUnder,
  ...Object.values(context).flat().map(String),
];

const callsIn = (snapshot: Snapshot): readonly (readonly [technique: string, Step])[] =>
  techniques.flatMap((technique) =>
    technique
      .targets(snapshot)
      .flatMap((target) => technique.ways(target, snapshot).flat())
      .map((step) => [technique.id, step] as const),
  );

test('no word is replaced that a technique’s own calls name', () => {
  const replaced = new Map<string, string>();
  for (const snapshot of [...worlds.map((world) => world.snapshot), ...pairs.map(({ open }) => open)]) {
    const there = new Set(wordsIn(JSON.stringify(snapshot)));
    for (const [technique, { needs, perhaps = [] }] of callsIn(snapshot)) {
      const words = [...needs, ...perhaps].flatMap(textsOf).flatMap(wordsIn);
      for (const word of words) if (!there.has(word) && !stays(word)) replaced.set(word, technique);
    }
  }
  expect(Object.fromEntries(replaced)).toEqual({});
});

const FOLDER = 'src/techniques';
/** Members whose values are what people read, and what the model calls things. */
const NO_NAME = /^(?:en|ja|sources?|id|mitre|by|kind)$/;
/** Actions and condition keys, pages, types of resources, JSON. */
const OTHERS = /^(?:[a-z0-9-]+:[\w/*-]+|https:.*|AWS::.*|.*".*)$/s;

/** Texts of the code that look like a part of a name or an ARN. */
function namesIn(file: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isPropertyAssignment(node) && NO_NAME.test(node.name.getText())) return;
    if (ts.isStringLiteralLike(node) || ts.isTemplateMiddleOrTemplateTail(node) || ts.isTemplateHead(node))
      found.push(node.text);
    // Others are about operators and keys of conditions.
    if (ts.isRegularExpressionLiteral(node) && /:.*\\\//.test(node.text)) found.push(node.text.slice(1));
    ts.forEachChild(node, visit);
  };
  const text = readFileSync(join(FOLDER, file), 'utf8');
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found.filter((one) => /[/:-]/.test(one) && !OTHERS.test(one));
}

test('no word is replaced that the code of a technique names', () => {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !/(?:^index|\.test)\.ts$/.test(name),
  );
  const replaced = files.flatMap((file) =>
    namesIn(file)
      .flatMap(wordsIn)
      .filter((word) => !stays(word))
      .map((word) => `${word} of ${file}`),
  );
  expect(files.length).toBeGreaterThan(100);
  expect([...new Set(replaced)]).toEqual([]);
});
