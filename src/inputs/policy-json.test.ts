import { expect, it } from 'vitest';
import policyJson from './policy-json.ts';

const read = (text: string, name = 'guards/deny.json') => policyJson.read({ name, text });
const codes = (text: string) => read(text).problems.map(({ code }) => code);

it('reads a policy document under the name of its file', () => {
  const text = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}';
  const [policy] = read(text).policies;
  expect(policy).toMatchObject({ name: 'deny', kind: 'scp', text, where: 'guards/deny.json' });
  expect(policy?.origin).toEqual({ line: 1, column: 1, verbatim: true });
});

it('takes what denies to every principal for a resource control policy, and what lets one in for none', () => {
  const statement = (rest: object) =>
    JSON.stringify({ Statement: { Action: 's3:*', Resource: '*', ...rest } });
  expect(read(statement({ Effect: 'Deny', Principal: '*' })).policies[0]?.kind).toBe('rcp');
  expect(codes(statement({ Effect: 'Allow', Principal: { AWS: '111111111111' } }))).toEqual([
    'resource-policy',
  ]);
});

it('reads what describe-policy prints', () => {
  const content = '{"Statement":[]}';
  const about = { Name: 'guard', Type: 'RESOURCE_CONTROL_POLICY' };
  const text = JSON.stringify({ Policy: { PolicySummary: about, Content: content } }, null, 2);
  expect(read(text).policies).toMatchObject([
    { name: 'guard', kind: 'rcp', text: content, origin: { line: 7, verbatim: false } },
  ]);
  expect(codes(text.replace('RESOURCE_CONTROL_POLICY', 'TAG_POLICY'))).toEqual(['other-policy-type']);
});

it.each([
  ['an array', '[1]'],
  ['other JSON', '{"compilerOptions":{}}'],
  ['JSON with comments', '{ // settings\n }'],
  ['a description without its content', '{"Policy":{"PolicySummary":{"Type":"SERVICE_CONTROL_POLICY"}}}'],
  ['brackets alone', '['.repeat(900_000)],
])('refuses %s', (_, text) => {
  expect(read(text)).toMatchObject({ policies: [], problems: [{ code: 'not-a-policy' }] });
});

it('leaves a broken policy to the parser, which says where it is broken', () => {
  expect(read('{"Statement":[{“Effect”: "Deny"}]}').policies).toHaveLength(1);
  expect(read('{"Statement":[{').policies).toHaveLength(1);
  expect(read('{"Statements":[]}').policies).toHaveLength(1);
});
