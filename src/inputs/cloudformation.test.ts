import { expect, it } from 'vitest';
import cloudformation from './cloudformation.ts';

const read = (text: string, name = 'guard.yaml') => cloudformation.read({ name, text });
const content = (text: string) => JSON.parse(read(text).policies[0]?.text ?? 'null');

const template = (properties: string) => `
Resources:
  LogStore:
    Type: AWS::S3::Bucket
  Guard:
    Type: AWS::Organizations::Policy
    Properties:
      Name: protect-logs
      Type: SERVICE_CONTROL_POLICY
${properties.replace(/^/gm, '      ')}
`;

it('reads an object with its intrinsic functions as placeholders', () => {
  const text = template(`TargetIds: [ou-ab12-cdefgh34, !Ref Unit]
Content:
  Version: 2012-10-17
  Statement:
    - Effect: Deny
      Action: s3:DeleteObject
      Resource:
        - !Sub '\${LogStore.Arn}/*'
        - !Sub ['arn:\${AWS::Partition}:s3:::\${Name}/\${!aws:userid}', {Name: !Ref LogStore}]
        - !Join ['', [!GetAtt LogStore.Arn, '/x/*']]
        - Fn::ImportValue: shared-logs`);
  expect(content(text)).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Action: 's3:DeleteObject',
        Resource: [
          '${LogStore.Arn}/*',
          'arn:${AWS::Partition}:s3:::${LogStore}/${aws:userid}',
          '${LogStore.Arn}/x/*',
          '${Fn::ImportValue shared-logs}',
        ],
      },
    ],
  });
  expect(read(text).policies).toMatchObject([
    { name: 'protect-logs', kind: 'scp', origin: { line: 12 }, targets: ['ou-ab12-cdefgh34'] },
  ]);
  expect(read(text).policies[0]?.hints).toContainEqual({
    placeholder: '${LogStore}',
    hint: 'AWS::S3::Bucket',
  });
});

it('reads a text, and JSON templates', () => {
  expect(content(template(`Content: !Sub '{"Statement": [], "Id": "\${Stage}"}'`))).toEqual({
    Statement: [],
    Id: '${Stage}',
  });
  const resource = {
    Type: 'AWS::Organizations::Policy',
    Properties: { Type: 'RESOURCE_CONTROL_POLICY', Content: { Statement: [{ Resource: { Ref: 'Arn' } }] } },
  };
  const json = JSON.stringify({ Resources: { Guard: resource } });
  expect(read(json, 'guard.json').policies).toMatchObject([{ name: 'Guard', kind: 'rcp' }]);
  expect(content(json)).toEqual({ Statement: [{ Resource: '${Arn}' }] });
});

it.each([
  [
    'another type',
    template('Content: {}').replace('SERVICE_CONTROL_POLICY', 'TAG_POLICY'),
    'other-policy-type',
  ],
  ['content of a parameter', template('Content: !Ref Document'), 'content-elsewhere'],
  ['no content', template('Description: none'), 'unknown-value'],
  [
    'the type only in a comment',
    '# AWS::Organizations::Policy\nResources: {A: {Type: AWS::SNS::Topic}}',
    'not-a-policy',
  ],
  ['no resources', '# AWS::Organizations::Policy\n- 1', 'not-a-policy'],
  ['broken YAML', template('Content: {a: [}'), 'bad-syntax'],
  ['a repeated key', template('Content: {Statement: [], Statement: []}'), 'bad-syntax'],
  ['two documents', `${template('Content: {}')}\n---\n${template('Content: {}')}`, 'bad-syntax'],
  ['brackets alone', `AWS::Organizations::Policy: ${'{a: '.repeat(50_000)}`, 'too-deep'],
])('refuses %s', (_, text, code) => {
  expect(read(text)).toMatchObject({ policies: [], problems: [{ code }] });
});

it('refuses aliases that multiply', () => {
  const names = [...'abcdefgh'];
  const lines = names.map((name, index) => {
    const items = index === 0 ? 'x' : `*${names[index - 1]}`;
    return `${name}: &${name} [${Array(9).fill(items).join(', ')}]`;
  });
  const { problems } = read(`${template('Content: {}')}\n${lines.join('\n')}`);
  expect(problems).toMatchObject([{ code: 'bad-syntax' }]);
});
