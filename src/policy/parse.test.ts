import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PolicyKind, parsePolicy } from './index.ts';

/** `code line:column` of each problem. */
function problemsOf(text: string, kind: PolicyKind = 'scp'): readonly string[] {
  const parsed = parsePolicy(text, kind);
  return parsed.ok ? [] : parsed.problems.map(({ code, line, column }) => `${code} ${line}:${column}`);
}

const statement = (members: string): string => `{"Version":"2012-10-17","Statement":[{${members}}]}`;
const DENY = '"Effect":"Deny","Action":"s3:*","Resource":"*"';

describe('parsePolicy', () => {
  it('reads a policy that IAM would store', () => {
    const text = statement(DENY);
    expect(parsePolicy(text, 'scp')).toEqual({ ok: true, document: JSON.parse(text) });
  });

  it('names every typographic quote, opening or closing, where it stands', () => {
    const text = [
      '{',
      '  "Version": "2012-10-17",',
      '  "Statement": [',
      '    { "Effect": "Deny", "Action": ["s3:Delete*"], "Resource": "arn:aws:s3:::logs” },',
      '    { "Effect": “Deny”, "Action": ‘s3:*’, "Resource": "*" }',
      '  ]',
      '}',
    ].join('\n');
    expect(problemsOf(text)).toEqual([
      'typographic-quote 4:81',
      'typographic-quote 5:17',
      'typographic-quote 5:22',
      'typographic-quote 5:35',
      'typographic-quote 5:40',
    ]);
  });

  it('leaves a typographic quote alone that is part of a text', () => {
    const trust = `{"Version":"2012-10-17","Statement":[{"Sid":"a “quoted” word",${DENY},"Principal":"*"}]}`;
    expect(problemsOf(trust, 'resource')).toEqual([]);
  });

  it.each([
    ['a key twice', statement(`${DENY},"Effect":"Allow"`), ['duplicate-key 1:86']],
    ['an element that there is not', statement(`${DENY},"Conditions":{}`), ['unknown-element 1:86']],
    ['a number for a text', statement('"Effect":"Deny","Action":1,"Resource":"*"'), ['wrong-type 1:64']],
    ['no resource', statement('"Effect":"Deny","Action":"s3:*"'), ['missing-element 1:38']],
    ['both', statement(`${DENY},"NotAction":"s3:Get*"`), ['both-elements 1:86']],
    ['another effect', statement('"Effect":"deny","Action":"s3:*","Resource":"*"'), ['bad-effect 1:48']],
    ['another version', '{"Version":"2012","Statement":[]}', ['bad-version 1:12', 'empty 1:31']],
    ['an operator', statement(`${DENY},"Condition":{"StringIs":{"a":"b"}}`), ['unknown-operator 1:99']],
    ['more after the end', `${statement(DENY)} x`, ['trailing-content 1:89']],
    ['an end too early', '{"Version"', ['unexpected-end 1:11']],
    ['a comma too many', '{"Statement":[1,]}', ['unexpected-character 1:17']],
    ['nothing', '', ['unexpected-end 1:1']],
  ])('says where there is %s', (_what, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });

  it.each([
    ['scp', statement(`${DENY},"Principal":"*"`), 'element-not-allowed'],
    ['identity', statement(`${DENY},"Principal":"*"`), 'element-not-allowed'],
    ['rcp', statement('"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"'), 'bad-effect'],
    [
      'rcp',
      statement('"Effect":"Deny","Principal":"*","NotAction":"s3:*","Resource":"*"'),
      'element-not-allowed',
    ],
    ['rcp', statement('"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"'), 'bad-action'],
    [
      'trust',
      statement('"Effect":"Allow","Principal":"*","Action":"sts:*","Resource":"*"'),
      'element-not-allowed',
    ],
    ['resource', statement(DENY), 'missing-element'],
    ['rcp', `{"Statement":[{${DENY},"Principal":"*"}]}`, 'missing-element'],
    ['rcp', `{"Version":"2008-10-17","Statement":[{${DENY},"Principal":"*"}]}`, 'bad-version'],
    ['rcp', statement('"Effect":"Deny","Principal":"*","Action":"*:*","Resource":"*"'), 'bad-action'],
    [
      'trust',
      statement('"Effect":"Deny","Action":"sts:*","NotPrincipal":{"AWS":"111122223333"}'),
      'element-not-allowed',
    ],
    [
      'resource',
      statement('"Effect":"Allow","Action":"s3:*","Resource":"*","NotPrincipal":{"AWS":"111122223333"}'),
      'element-not-allowed',
    ],
    ['resource', statement(`${DENY},"Principal":{}`), 'empty'],
    ['resource', statement(`${DENY},"Principal":"111122223333"`), 'bad-principal'],
    ['scp', statement(`${DENY},"Condition":{"StringNotEquals":{"aws:PrincipalOrgID":[]}}`), 'empty'],
    ['scp', `{"Id":5,"Statement":[{${DENY}}]}`, 'wrong-type'],
  ] as const)('holds a policy to its kind: %s', (kind, text, code) => {
    expect(problemsOf(text, kind).map((problem) => problem.split(' ')[0])).toEqual([code]);
  });

  it.each([
    ['resource', statement(`${DENY},"NotPrincipal":{"AWS":"111122223333"}`)],
    ['identity', statement('"Effect":"Allow","Action":"*:*","Resource":"*"')],
    ['identity', `{"Version":"2008-10-17","Id":"a","Statement":{${DENY}}}`],
  ] as const)('accepts in its kind: %s', (kind, text) => {
    expect(problemsOf(text, kind)).toEqual([]);
  });

  it('never throws, whatever it is given', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      '”',
      ',',
      ':',
      '\\',
      '\0',
      '\uFEFF',
      '\uD800',
      'Statement',
      '1e9',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece).map((pieces) => pieces.join('')),
      fc.json(),
    );
    fc.assert(fc.property(texts, (text) => void problemsOf(text)));
  });

  it('lives through texts made to break it, in time that grows with them alone', () => {
    const hostile = [
      '['.repeat(1_000_000),
      `"${'a'.repeat(30_000_000)}"`,
      `"${'a'.repeat(30_000_000)}`,
      '”'.repeat(1_000_000),
      '\n“,'.repeat(200_000),
      `{${'"a":1,'.repeat(300_000)}"a":1}`,
    ];
    for (const text of hostile) expect(parsePolicy(text, 'scp').ok).toBe(false);
  });
});
