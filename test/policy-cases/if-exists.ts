import { type ConditionRow, iam, type PolicyCase, underAllow, underDeny } from './build.ts';

const OPERATORS = iam('reference_policies_elements_condition_operators');
const KEYS = iam('reference_policies_condition-keys');
const TYPE = 'ec2:InstanceType';
const types = { StringLikeIfExists: { [TYPE]: ['t1.*', 't2.*', 'm3.*'] } };
const MFA = 'aws:MultiFactorAuthPresent';

const allowed: readonly ConditionRow[] = [
  ['StringLikeIfExists matches', types, { [TYPE]: 't1.micro' }, 'match'],
  ['StringLikeIfExists does not match', types, { [TYPE]: 'm2.micro' }, 'no match'],
  ['StringLikeIfExists without the key', types, {}, 'match'],
  ['without IfExists the absent key does not match', { StringLike: { [TYPE]: ['t1.*'] } }, {}, 'no match'],
  ['StringEqualsIfExists without the key', { StringEqualsIfExists: { [TYPE]: 'a' } }, {}, 'match'],
  [
    'StringNotEqualsIfExists the value',
    { StringNotEqualsIfExists: { [TYPE]: 'a' } },
    { [TYPE]: 'a' },
    'no match',
  ],
  [
    'NumericLessThanIfExists without the key',
    { NumericLessThanIfExists: { 's3:max-keys': '10' } },
    {},
    'match',
  ],
  [
    'NumericLessThanIfExists above',
    { NumericLessThanIfExists: { 's3:max-keys': '10' } },
    { 's3:max-keys': '11' },
    'no match',
  ],
  [
    'DateLessThanIfExists without the key',
    { DateLessThanIfExists: { 'aws:TokenIssueTime': '2020-01-01T00:00:00Z' } },
    {},
    'match',
  ],
  [
    'IpAddressIfExists without the key',
    { IpAddressIfExists: { 'aws:SourceIp': '203.0.113.0/24' } },
    {},
    'match',
  ],
  [
    'ArnLikeIfExists without the key',
    { ArnLikeIfExists: { 'aws:SourceArn': 'arn:aws:s3:::a' } },
    {},
    'match',
  ],
  [
    'ArnEqualsIfExists another ARN',
    { ArnEqualsIfExists: { 'aws:SourceArn': 'arn:aws:s3:::a' } },
    { 'aws:SourceArn': 'arn:aws:s3:::b' },
    'no match',
  ],
  ['BinaryEqualsIfExists without the key', { BinaryEqualsIfExists: { key: 'YQ==' } }, {}, 'match'],
  [
    'another element can still fail',
    { StringEqualsIfExists: { [TYPE]: 'a' }, StringEquals: { 's3:prefix': 'x' } },
    {},
    'no match',
  ],
];

const network = {
  IpAddressIfExists: { 'aws:SourceIp': '203.0.113.0/24' },
  StringEqualsIfExists: { 'aws:SourceVpc': 'vpc-1' },
};
const global: readonly ConditionRow[] = [
  ['IP range or VPC: neither key', network, {}, 'match'],
  ['IP range or VPC: the right VPC', network, { 'aws:SourceVpc': 'vpc-1' }, 'match'],
  ['IP range or VPC: the wrong VPC', network, { 'aws:SourceVpc': 'vpc-2' }, 'no match'],
  [
    'IP range or VPC: the right address and the wrong VPC',
    network,
    { 'aws:SourceIp': '203.0.113.1', 'aws:SourceVpc': 'vpc-2' },
    'no match',
  ],
  ['Allow BoolIfExists MFA true with long-term keys', { BoolIfExists: { [MFA]: 'true' } }, {}, 'match'],
  [
    'Allow BoolIfExists MFA true without MFA',
    { BoolIfExists: { [MFA]: 'true' } },
    { [MFA]: 'false' },
    'no match',
  ],
  ['Allow Bool MFA true with long-term keys', { Bool: { [MFA]: 'true' } }, {}, 'no match'],
  [
    'Allow Null MFA false without MFA allows all temporary credentials',
    { Null: { [MFA]: 'false' } },
    { [MFA]: 'false' },
    'match',
  ],
];

const denied: readonly ConditionRow[] = [
  [
    'StringNotEqualsIfExists without the key still denies',
    { StringNotEqualsIfExists: { [TYPE]: 'a' } },
    {},
    'match',
  ],
];
const mfa: readonly ConditionRow[] = [
  ['Bool MFA false does not catch long-term keys', { Bool: { [MFA]: 'false' } }, {}, 'no match'],
  ['BoolIfExists MFA false catches long-term keys', { BoolIfExists: { [MFA]: 'false' } }, {}, 'match'],
  ['BoolIfExists MFA false spares MFA', { BoolIfExists: { [MFA]: 'false' } }, { [MFA]: 'true' }, 'no match'],
];

export default [
  ...allowed.map(underAllow(OPERATORS)),
  ...global.map(underAllow(KEYS)),
  ...denied.map(underDeny(OPERATORS)),
  ...mfa.map(underDeny(KEYS)),
] satisfies readonly PolicyCase[];
