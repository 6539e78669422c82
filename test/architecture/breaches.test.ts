import { describe, expect, it } from 'vitest';
import { GENERATED } from '../../scripts/generate/module.ts';
import { nodeInBrowserRooms } from './browser.ts';
import { cycles } from './cycles.ts';
import { forbiddenImports, unknownRooms } from './rooms.ts';
import { forbiddenServiceImports, unreachedServiceFiles } from './services.ts';
import { isDataTable, tooLong, unfitNames } from './size.ts';
import { type Source, source } from './source.ts';

/** A tree of files, each given by its text. */
const tree = (files: Readonly<Record<string, string>>): readonly Source[] =>
  Object.entries(files).map(([path, text]) => source(path, text));

const imports = (specifier: string) => `import { a } from '${specifier}';`;

describe('imports', () => {
  it.each([
    ['a room of its row', 'src/prove/a.ts', imports('../policy/b.ts')],
    ['its own room', 'src/policy/a.ts', imports('./conditions/b.ts')],
    ['a package', 'src/policy/a.ts', imports('fast-xml-parser')],
    ['from the server inside web', 'src/web/server/a.ts', imports('../../commands/b.ts')],
    ['from a test, anything', 'src/policy/a.test.ts', imports('../sandbox/b.ts')],
    ['an SDK from aws', 'src/aws/a.ts', imports('@aws-sdk/client-s3')],
    ['an SDK type from a technique', 'src/techniques/a.ts', `import type { S3 } from '@aws-sdk/client-s3';`],
    ['an index from its entry', 'src/techniques/a.ts', imports('./index.ts')],
    ['what entries share', 'src/techniques/a.ts', imports('./parts/b.ts')],
  ])('may go to %s', (_, path, text) => {
    expect(forbiddenImports(tree({ [path]: text }))).toEqual([]);
  });

  it.each([
    ['to a room above', 'src/model/a.ts', imports('../policy/b.ts'), '`model` may not import from `policy`'],
    [
      'of types alone',
      'src/model/a.ts',
      `import type { A } from '../policy/b.ts';`,
      '`model` may not import from `policy`',
    ],
    ['on call', 'src/cli/a.ts', `await import('../sandbox/b.ts');`, '`cli` may not import from `sandbox`'],
    ['by re-export', 'src/cli/a.ts', `export * from '../plan/b.ts';`, '`cli` may not import from `plan`'],
    [
      'inside a type',
      'src/text/a.ts',
      `type A = import('../plan/b.ts').A;`,
      '`text` may not import from `plan`',
    ],
    [
      'to the page',
      'src/web/server/a.ts',
      imports('../page/b.ts'),
      '`web/server` may not import from `web/page`',
    ],
    [
      'printing from a verb',
      'src/commands/a.ts',
      imports('../text/en.ts'),
      '`commands` may not import from `text`',
    ],
    ['out of src', 'src/policy/a.ts', imports('../../test/b.ts'), 'nothing outside src'],
    ['to a test', 'src/policy/a.ts', imports('./b.test.ts'), 'needs no test'],
    ['between techniques', 'src/techniques/a.ts', imports('./b.ts'), 'never import one another'],
    ['between services', 'src/services/s3/a.ts', imports('../iam/b.ts'), 'never import one another'],
    ['of an SDK by a verb', 'src/commands/a.ts', imports('@aws-sdk/client-s3'), 'import AWS SDKs'],
    [
      'of an SDK type by a verb',
      'src/commands/a.ts',
      `import type { S3 } from '@smithy/types';`,
      'import AWS SDKs',
    ],
    ['of an SDK by a technique', 'src/techniques/a.ts', imports('@aws-sdk/client-s3'), 'import AWS SDKs'],
    [
      'of an SDK by a technique, types named one by one',
      'src/techniques/a.ts',
      `import { type S3 } from '@aws-sdk/client-s3';`,
      'import AWS SDKs',
    ],
  ])('may not go %s', (_, path, text, why) => {
    const [breach, ...others] = forbiddenImports(tree({ [path]: text }));
    expect(breach).toContain(`${path}:1 imports`);
    expect(breach).toContain(why);
    expect(others).toEqual([]);
  });

  it('come only from rooms of the table', () => {
    expect(unknownRooms(tree({ 'src/misc/a.ts': '', 'src/web/b.ts': '', 'src/cli/c.ts': '' }))).toEqual([
      'src/misc/a.ts is in no room of the table',
      'src/web/b.ts is in no room of the table',
    ]);
  });
});

describe('the entry points of a service', () => {
  it('may load what is theirs', () => {
    const files = tree({
      'src/services/s3/emulate.ts': `${imports('./emulate/put.ts')} ${imports('../../policy/a.ts')}`,
      'src/services/s3/emulate/put.ts': imports('../../../sandbox/world.ts'),
      'src/services/s3/collect.ts': `${imports('./operations.ts')} ${imports('../../model/a.ts')}`,
      'src/services/s3/operations.ts': imports('../../aws/client.ts'),
      'src/services/operations.ts': `import('./s3/operations.ts')`,
    });
    expect(forbiddenServiceImports(files)).toEqual([]);
    expect(unreachedServiceFiles(files)).toEqual([]);
  });

  it('may not load what is another one’s, even through a file between', () => {
    const files = tree({
      'src/services/s3/emulate.ts': imports('./shapes.ts'),
      'src/services/s3/shapes.ts': imports('../../aws/client.ts'),
      'src/services/s3/collect.ts': imports('../../sandbox/world.ts'),
    });
    expect(forbiddenServiceImports(files)).toEqual([
      'src/services/s3/shapes.ts:1 imports `../../aws/client.ts`: `src/services/s3/emulate.ts` may not reach `aws`',
      'src/services/s3/collect.ts:1 imports `../../sandbox/world.ts`: `src/services/s3/collect.ts` may not reach `sandbox`',
    ]);
  });

  it('use every file of the service', () => {
    expect(unreachedServiceFiles(tree({ 'src/services/s3/lost.ts': '' }))).toHaveLength(1);
  });
});

describe('cycles', () => {
  it('are found, through types too', () => {
    const files = tree({
      'src/a.ts': imports('./b.ts'),
      'src/b.ts': `import type { C } from './c.ts';`,
      'src/c.ts': `export * from './a.ts';`,
    });
    expect(cycles(files)).toEqual(['src/a.ts → src/b.ts → src/c.ts → src/a.ts']);
  });

  it('are not mistaken for two ways to one file', () => {
    const files = tree({
      'src/a.ts': `${imports('./b.ts')} ${imports('./c.ts')}`,
      'src/b.ts': imports('./d.ts'),
      'src/c.ts': imports('./d.ts'),
      'src/d.ts': '',
    });
    expect(cycles(files)).toEqual([]);
  });
});

describe('rooms of the browser', () => {
  it.each([
    imports('node:crypto'),
    imports('crypto'),
    `import type { Stats } from 'node:fs';`,
    'console.log(process.env.HOME);',
    'const a: Buffer = b;',
    'globalThis.process.exit();',
    'const it = { process };',
  ])('refuse %s', (text) => {
    expect(nodeInBrowserRooms(tree({ 'src/policy/a.ts': text }))).toHaveLength(1);
  });

  it.each([
    'it.process.run();',
    'const it = { process: 1 };',
    'const process = 1; use(process);',
    '// Buffer and process',
    `const text = 'process';`,
    'await crypto.subtle.digest("SHA-256", bytes);',
  ])('allow %s', (text) => {
    expect(nodeInBrowserRooms(tree({ 'src/policy/a.ts': text }))).toEqual([]);
  });

  it('are not all rooms', () => {
    expect(nodeInBrowserRooms(tree({ 'src/sandbox/a.ts': imports('node:http') }))).toEqual([]);
  });
});

describe('size', () => {
  const long = 'f();\n'.repeat(401);
  const table = `export const actions = [\n${`  'a',\n`.repeat(401)}] as const;\n`;

  it.each([
    ['src/policy/a.ts', 'f();\n'.repeat(400)],
    ['src/policy/a.test.ts', long],
    ['test/a.ts', long],
    ['src/techniques/index.ts', `${GENERATED}\n${long}`],
    ['src/policy/a.ts', table],
  ])('lets %s pass', (path, text) => {
    expect(tooLong(tree({ [path]: text }))).toEqual([]);
  });

  it.each([
    ['src/policy/a.ts', long],
    ['scripts/a.mjs', long],
    ['src/policy/a.ts', `${table}\nexport function find() {}\n`],
    ['src/policy/a.ts', `${long}${GENERATED}`],
  ])('stops %s', (path, text) => {
    expect(tooLong(tree({ [path]: text }))).toHaveLength(1);
  });
});

describe('a data table', () => {
  it.each([
    `export const a = { b: ['c', -1, null, true, \`d\`], e: new Set(['f']) } satisfies T;`,
    `import type { T } from './t.ts'; export default Object.freeze([...other, x.y]);`,
    'export const en = { open: (it: P) => `${it.n} ${it.n === 1 ? "way" : "ways"} open` };',
  ])('holds values and texts: %s', (text) => {
    expect(isDataTable({ path: 'src/a.ts', text })).toBe(true);
  });

  it.each([
    'export function a() {}',
    'export class A {}',
    'export const a = [b()];',
    'export const a = { run: () => { start(); } };',
    'export const a = (it: P) => it.run();',
    'export let a;',
    'start();',
  ])('holds no code: %s', (text) => {
    expect(isDataTable({ path: 'src/a.ts', text })).toBe(false);
  });
});

it('names', () => {
  expect(
    unfitNames([
      'src/policy/arn.ts',
      'src/techniques/eventbridge-rule-disable.ts',
      'src/techniques/controltower-teardown.ts',
      'src/plan/service-control-policy.ts',
    ]),
  ).toEqual([]);
  expect(
    unfitNames(['src/utils/arn.ts', 'src/policy/string-helpers.ts', 'src/policy/ruleSet.ts', 'src/check.ts']),
  ).toHaveLength(4);
});
