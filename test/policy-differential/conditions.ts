import type { Context, ContextValue, PolicyStatement } from '../../src/model/policy.ts';
import type { Random } from './random.ts';

type Condition = NonNullable<PolicyStatement['Condition']>;
type Kind = 'String' | 'Numeric' | 'Date' | 'Bool' | 'Ip' | 'Arn' | 'Set';

const OPERATORS: Readonly<Record<Exclude<Kind, 'Set'>, readonly string[]>> = {
  String: [
    'StringEquals',
    'StringNotEquals',
    'StringEqualsIgnoreCase',
    'StringNotEqualsIgnoreCase',
    'StringLike',
    'StringNotLike',
  ],
  Numeric: [
    'NumericEquals',
    'NumericNotEquals',
    'NumericLessThan',
    'NumericLessThanEquals',
    'NumericGreaterThan',
    'NumericGreaterThanEquals',
  ],
  Date: [
    'DateEquals',
    'DateNotEquals',
    'DateLessThan',
    'DateLessThanEquals',
    'DateGreaterThan',
    'DateGreaterThanEquals',
  ],
  Bool: ['Bool'],
  Ip: ['IpAddress', 'NotIpAddress'],
  Arn: ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike'],
};

interface Key {
  readonly name: string;
  readonly kind: Kind;
  readonly values: readonly string[];
  readonly patterns: readonly string[];
}

const strings = ['red', 'Red', 'blue', 're*d', ''];
const stringPatterns = [
  'red',
  'r*',
  '*',
  'b?ue',
  'RED',
  '${aws:PrincipalTag/team}',
  "${aws:PrincipalTag/team, 'red'}",
  're${*}d',
  '',
];
const dates = ['2026-01-01T00:00:00Z', '2026-06-30T12:00:00Z', '2027-01-01T00:00:00Z'];
const arns = [
  'arn:aws:cloudtrail:us-east-1:111122223333:trail/audit',
  'arn:aws:sns:us-east-1:111122223333:topic',
  'arn:aws:s3:::logs',
];
const arnPatterns = [
  ...arns,
  'arn:aws:*:*:*:*',
  'arn:aws:cloudtrail:*:111122223333:trail/*',
  'arn:aws:sns:*:topic',
  'arn:aws:s3:::*',
  'arn:aws:sns:us-east-?:*:${aws:PrincipalTag/team}',
];

/** AWS does not say whether an empty tag has a value, so the tag that variables stand for has one. Global keys only: the peer drops service keys that do not belong to the action. */
const KEYS: readonly Key[] = [
  {
    name: 'aws:PrincipalTag/team',
    kind: 'String',
    values: strings.filter((value) => value !== ''),
    patterns: stringPatterns,
  },
  {
    name: 'aws:RequestedRegion',
    kind: 'String',
    values: ['us-east-1', 'eu-west-1'],
    patterns: ['us-east-1', 'us-*', 'eu-west-?'],
  },
  { name: 'aws:SourceVpce', kind: 'String', values: ['red', 'blue'], patterns: stringPatterns },
  {
    name: 'aws:MultiFactorAuthAge',
    kind: 'Numeric',
    values: ['0', '10', '10.5', '3600'],
    patterns: ['0', '10', '10.50', '3600', '9'],
  },
  { name: 'aws:CurrentTime', kind: 'Date', values: dates, patterns: dates },
  { name: 'aws:TokenIssueTime', kind: 'Date', values: dates, patterns: dates },
  { name: 'aws:SecureTransport', kind: 'Bool', values: ['true', 'false'], patterns: ['true', 'false'] },
  {
    name: 'aws:MultiFactorAuthPresent',
    kind: 'Bool',
    values: ['true', 'false'],
    patterns: ['true', 'false'],
  },
  {
    name: 'aws:SourceIp',
    kind: 'Ip',
    values: ['203.0.113.5', '198.51.100.7', '2001:db8::7'],
    patterns: ['203.0.113.0/24', '203.0.113.5', '0.0.0.0/0', '2001:DB8::/32', '198.51.100.0/29'],
  },
  { name: 'aws:SourceArn', kind: 'Arn', values: arns, patterns: arnPatterns },
  { name: 'aws:TagKeys', kind: 'Set', values: strings, patterns: ['red', 'blue', 'r*', '*'] },
  {
    name: 'aws:CalledVia',
    kind: 'Set',
    values: ['cloudformation.amazonaws.com', 'dynamodb.amazonaws.com'],
    patterns: ['cloudformation.amazonaws.com', '*.amazonaws.com'],
  },
];

/** What follows from the principal; `patterns` only, for nobody states it in the request. */
const DERIVED: readonly Key[] = [
  {
    name: 'aws:PrincipalArn',
    kind: 'Arn',
    values: [],
    patterns: [
      'arn:aws:iam::*:role/*',
      'arn:aws:iam::111122223333:role/Reader',
      'arn:aws:iam::*:root',
      'arn:aws:iam::111122223333:user/Alice',
      'arn:aws:iam::*:role/Admin',
      'arn:aws:sts::*:assumed-role/*',
    ],
  },
  {
    name: 'aws:PrincipalAccount',
    kind: 'String',
    values: [],
    patterns: ['111122223333', '444455556666', 'anonymous'],
  },
  { name: 'aws:ResourceAccount', kind: 'String', values: [], patterns: ['111122223333', '444455556666'] },
  {
    name: 'aws:PrincipalType',
    kind: 'String',
    values: [],
    patterns: ['User', 'AssumedRole', 'Account', 'FederatedUser'],
  },
  { name: 'aws:PrincipalIsAWSService', kind: 'Bool', values: [], patterns: ['true', 'false'] },
  { name: 'aws:PrincipalServiceName', kind: 'String', values: [], patterns: ['cloudtrail.amazonaws.com'] },
];

/** Names are case insensitive, so they are written in several ways. */
const inSomeCase = (random: Random, name: string): string =>
  random.chance(0.2) ? name.toLowerCase() : random.chance(0.1) ? name.toUpperCase() : name;

export function randomCondition(random: Random): Condition {
  const condition: Record<string, Record<string, string | string[]>> = {};
  const entries = random.chance(0.75) ? 1 : 2;
  for (let entry = 0; entry < entries; entry += 1) {
    const key = random.pick(random.chance(0.35) ? DERIVED : KEYS);
    const operator = randomOperator(random, key);
    const values = operator.startsWith('Null')
      ? random.pick(['true', 'false'])
      : random.some(key.patterns, 1, Math.min(2, key.patterns.length));
    condition[operator] = {
      ...condition[operator],
      [inSomeCase(random, key.name)]: oneOrMany(random, values),
    };
  }
  return condition;
}

const oneOrMany = (random: Random, values: string | string[]): string | string[] =>
  typeof values !== 'string' && values.length === 1 && random.chance(0.5) ? (values[0] ?? '') : values;

function randomOperator(random: Random, key: Key): string {
  if (random.chance(0.12)) return 'Null';
  const base = random.pick(OPERATORS[key.kind === 'Set' ? 'String' : key.kind]);
  const optional = random.chance(0.25) ? `${base}IfExists` : base;
  if (key.kind === 'Set' || random.chance(0.05)) {
    return `${random.pick(['ForAllValues', 'ForAnyValue'])}:${optional}`;
  }
  return optional;
}

export function randomContext(random: Random): Context {
  const context: Record<string, ContextValue> = {};
  for (const key of KEYS) {
    if (random.chance(0.45)) continue;
    context[key.name] = key.kind === 'Set' ? random.some(key.values, 1, 3) : random.pick(key.values);
  }
  return context;
}
