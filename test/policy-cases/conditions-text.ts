import { type ConditionRow, iam, type PolicyCase, underAllow, underDeny } from './build.ts';

const OPERATORS = iam('reference_policies_elements_condition_operators');
const CONDITION = iam('reference_policies_elements_condition');

const JOB = 'aws:PrincipalTag/job-category';
const PREFIX = 's3:prefix';

const strings: readonly ConditionRow[] = [
  [
    'StringEquals the value',
    { StringEquals: { [JOB]: 'iamuser-admin' } },
    { [JOB]: 'iamuser-admin' },
    'match',
  ],
  [
    'StringEquals another value',
    { StringEquals: { [JOB]: 'iamuser-admin' } },
    { [JOB]: 'dev-ops' },
    'no match',
  ],
  ['StringEquals without the key', { StringEquals: { [JOB]: 'iamuser-admin' } }, {}, 'no match'],
  ['StringEquals is case sensitive', { StringEquals: { [JOB]: 'Admin' } }, { [JOB]: 'admin' }, 'no match'],
  [
    'StringEquals takes * literally',
    { StringEquals: { [JOB]: 'iamuser-*' } },
    { [JOB]: 'iamuser-admin' },
    'no match',
  ],
  ['StringEquals takes ? literally', { StringEquals: { [JOB]: 'a?c' } }, { [JOB]: 'abc' }, 'no match'],
  ['StringEquals any of its values', { StringEquals: { [JOB]: ['a', 'b'] } }, { [JOB]: 'b' }, 'match'],
  ['StringEquals none of its values', { StringEquals: { [JOB]: ['a', 'b'] } }, { [JOB]: 'c' }, 'no match'],
  ['StringNotEquals another value', { StringNotEquals: { [JOB]: 'a' } }, { [JOB]: 'b' }, 'match'],
  ['StringNotEquals the value', { StringNotEquals: { [JOB]: 'a' } }, { [JOB]: 'a' }, 'no match'],
  ['StringNotEquals without the key', { StringNotEquals: { [JOB]: 'a' } }, {}, 'match'],
  [
    'StringNotEquals a value that differs by case',
    { StringNotEquals: { [JOB]: 'a' } },
    { [JOB]: 'A' },
    'match',
  ],
  ['StringEqualsIgnoreCase', { StringEqualsIgnoreCase: { [JOB]: 'PreProd' } }, { [JOB]: 'preprod' }, 'match'],
  [
    'StringEqualsIgnoreCase another value',
    { StringEqualsIgnoreCase: { [JOB]: 'PreProd' } },
    { [JOB]: 'prod' },
    'no match',
  ],
  ['StringEqualsIgnoreCase without the key', { StringEqualsIgnoreCase: { [JOB]: 'a' } }, {}, 'no match'],
  [
    'StringNotEqualsIgnoreCase a value that differs by case',
    { StringNotEqualsIgnoreCase: { [JOB]: 'a' } },
    { [JOB]: 'A' },
    'no match',
  ],
  [
    'StringNotEqualsIgnoreCase another value',
    { StringNotEqualsIgnoreCase: { [JOB]: 'a' } },
    { [JOB]: 'b' },
    'match',
  ],
  ['StringNotEqualsIgnoreCase without the key', { StringNotEqualsIgnoreCase: { [JOB]: 'a' } }, {}, 'match'],
  ['StringLike with a trailing *', { StringLike: { [PREFIX]: 'home/*' } }, { [PREFIX]: 'home/a/b' }, 'match'],
  ['StringLike with * for nothing', { StringLike: { [PREFIX]: 'home/*' } }, { [PREFIX]: 'home/' }, 'match'],
  ['StringLike is anchored', { StringLike: { [PREFIX]: 'home/*' } }, { [PREFIX]: 'my-home/a' }, 'no match'],
  [
    'StringLike without a wildcard is the whole string',
    { StringLike: { [PREFIX]: 'home' } },
    { [PREFIX]: 'home/' },
    'no match',
  ],
  ['StringLike with ?', { StringLike: { [PREFIX]: 'h?me' } }, { [PREFIX]: 'home' }, 'match'],
  ['StringLike ? is not nothing', { StringLike: { [PREFIX]: 'home?' } }, { [PREFIX]: 'home' }, 'no match'],
  [
    'StringLike is case sensitive',
    { StringLike: { [PREFIX]: 'Home/*' } },
    { [PREFIX]: 'home/a' },
    'no match',
  ],
  [
    'StringLike "" matches the empty prefix',
    { StringLike: { [PREFIX]: ['', 'home/'] } },
    { [PREFIX]: '' },
    'match',
  ],
  [
    'StringLike * crosses colons: it enforces no format',
    { StringLike: { 'aws:PrincipalTag/arn': 'arn:*:root' } },
    { 'aws:PrincipalTag/arn': 'arn:aws:iam::111122223333:root' },
    'match',
  ],
  ['StringLike without the key', { StringLike: { [PREFIX]: '*' } }, {}, 'no match'],
  [
    'StringNotLike a value outside the pattern',
    { StringNotLike: { [PREFIX]: 'home/*' } },
    { [PREFIX]: 'etc/' },
    'match',
  ],
  [
    'StringNotLike a value inside the pattern',
    { StringNotLike: { [PREFIX]: 'home/*' } },
    { [PREFIX]: 'home/a' },
    'no match',
  ],
  ['StringNotLike without the key', { StringNotLike: { [PREFIX]: '*' } }, {}, 'match'],
  [
    'StringNotLike one of several patterns',
    { StringNotLike: { [PREFIX]: ['home/*', 'etc/*'] } },
    { [PREFIX]: 'etc/x' },
    'no match',
  ],
];

const denied: readonly ConditionRow[] = [
  ['StringNotEquals without the key', { StringNotEquals: { [JOB]: 'a' } }, {}, 'match'],
  ['StringEquals without the key', { StringEquals: { [JOB]: 'a' } }, {}, 'no match'],
  ['StringNotLike without the key', { StringNotLike: { [PREFIX]: 'a*' } }, {}, 'match'],
];

const names: readonly ConditionRow[] = [
  [
    'key names are case insensitive',
    { StringEquals: { 'AWS:UserName': 'john' } },
    { 'aws:username': 'john' },
    'match',
  ],
  [
    'values of StringEquals are not',
    { StringEquals: { 'aws:username': 'john' } },
    { 'aws:username': 'John' },
    'no match',
  ],
  [
    'tag keys in key names are case insensitive',
    { StringEquals: { 'aws:ResourceTag/TagKey1': 'Value1' } },
    { 'aws:ResourceTag/tagkey1': 'Value1' },
    'match',
  ],
  [
    'a tag of another name is another key',
    { StringEquals: { 'aws:ResourceTag/TagKey1': 'Value1' } },
    { 'aws:ResourceTag/TagKey2': 'Value1' },
    'no match',
  ],
];

export default [
  ...strings.map(underAllow(OPERATORS)),
  ...denied.map(underDeny(OPERATORS)),
  ...names.map(underAllow(CONDITION)),
] satisfies readonly PolicyCase[];
