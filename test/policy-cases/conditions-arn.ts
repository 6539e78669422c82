import { type ConditionRow, iam, type PolicyCase, underAllow, underDeny } from './build.ts';

const OPERATORS = iam('reference_policies_elements_condition_operators');
const SOURCE = 'aws:SourceArn';
const TOPIC = 'arn:aws:sns:us-west-2:123456789012:TOPIC-ID';
const ROLE = 'arn:aws:iam::123456789012:role/';
const LOGS = 'logs:LogGeneratingResourceArns';
const CLOUDFRONT = 'arn:aws::cloudfront:123456789012:distribution/';
const generating = {
  'ForAllValues:ArnLike': { [LOGS]: [`${CLOUDFRONT}costcenter`, `${CLOUDFRONT}support*`] },
};

const rows: readonly ConditionRow[] = [
  ['ArnEquals the ARN', { ArnEquals: { [SOURCE]: TOPIC } }, { [SOURCE]: TOPIC }, 'match'],
  [
    'ArnEquals another account',
    { ArnEquals: { [SOURCE]: TOPIC } },
    { [SOURCE]: 'arn:aws:sns:us-west-2:777788889999:TOPIC-ID' },
    'no match',
  ],
  ['ArnEquals without the key', { ArnEquals: { [SOURCE]: TOPIC } }, {}, 'no match'],
  [
    'ArnEquals takes wildcards as ArnLike does',
    { ArnEquals: { [SOURCE]: 'arn:aws:sns:*:123456789012:*' } },
    { [SOURCE]: TOPIC },
    'match',
  ],
  [
    'ArnLike with * for Region and account',
    { ArnLike: { [SOURCE]: 'arn:aws:sns:*:*:TOPIC-ID' } },
    { [SOURCE]: TOPIC },
    'match',
  ],
  [
    'ArnLike with ?',
    { ArnLike: { [SOURCE]: 'arn:aws:sns:us-west-?:123456789012:TOPIC-ID' } },
    { [SOURCE]: TOPIC },
    'match',
  ],
  [
    'ArnLike is case sensitive',
    { ArnLike: { [SOURCE]: 'arn:aws:sns:us-west-2:123456789012:topic-id' } },
    { [SOURCE]: TOPIC },
    'no match',
  ],
  [
    '* of one component does not cross into the next',
    { ArnLike: { [SOURCE]: 'arn:aws:sns:*:TOPIC-ID' } },
    { [SOURCE]: TOPIC },
    'no match',
  ],
  [
    '* in the last component crosses slashes',
    { ArnLike: { 'aws:PrincipalTag/r': `${ROLE}*` } },
    { 'aws:PrincipalTag/r': `${ROLE}a/b/Admin` },
    'match',
  ],
  [
    '* in the last component crosses its colons',
    { ArnLike: { [SOURCE]: 'arn:aws:logs:*:*:log-group:*' } },
    { [SOURCE]: 'arn:aws:logs:us-east-1:123456789012:log-group:a:log-stream:b' },
    'match',
  ],
  [
    'an account component must be filled as in the pattern',
    { ArnLike: { [SOURCE]: 'arn:aws:iam:::role/Admin' } },
    { [SOURCE]: `${ROLE}Admin` },
    'no match',
  ],
  [
    'the partition counts',
    { ArnLike: { [SOURCE]: 'arn:aws:sns:*:*:*' } },
    { [SOURCE]: 'arn:aws-cn:sns:cn-north-1:123456789012:TOPIC-ID' },
    'no match',
  ],
  [
    'the partition may be a wildcard',
    { ArnLike: { [SOURCE]: 'arn:*:sns:*:*:*' } },
    { [SOURCE]: 'arn:aws-cn:sns:cn-north-1:123456789012:TOPIC-ID' },
    'match',
  ],
  ['any of several ARNs', { ArnLike: { [SOURCE]: ['arn:aws:s3:::a', TOPIC] } }, { [SOURCE]: TOPIC }, 'match'],
  ['ArnNotEquals another ARN', { ArnNotEquals: { [SOURCE]: TOPIC } }, { [SOURCE]: `${TOPIC}2` }, 'match'],
  ['ArnNotEquals the ARN', { ArnNotEquals: { [SOURCE]: TOPIC } }, { [SOURCE]: TOPIC }, 'no match'],
  [
    'ArnNotEquals takes wildcards too',
    { ArnNotEquals: { [SOURCE]: 'arn:aws:sns:*:*:*' } },
    { [SOURCE]: TOPIC },
    'no match',
  ],
  [
    'ArnNotLike one of several',
    { ArnNotLike: { [SOURCE]: ['arn:aws:s3:::a', 'arn:aws:sns:*:*:TOPIC-*'] } },
    { [SOURCE]: TOPIC },
    'no match',
  ],
  [
    'ArnNotLike none of several',
    { ArnNotLike: { [SOURCE]: ['arn:aws:s3:::a', 'arn:aws:s3:::b'] } },
    { [SOURCE]: TOPIC },
    'match',
  ],
  ['ArnNotLike without the key', { ArnNotLike: { [SOURCE]: TOPIC } }, {}, 'match'],
  [
    'ForAllValues:ArnLike, one ARN that matches',
    generating,
    { [LOGS]: [`${CLOUDFRONT}costcenter`] },
    'match',
  ],
  [
    'ForAllValues:ArnLike, two ARNs that match',
    generating,
    { [LOGS]: [`${CLOUDFRONT}costcenter`, `${CLOUDFRONT}support2025`] },
    'match',
  ],
  [
    'ForAllValues:ArnLike, one of two matches',
    generating,
    { [LOGS]: [`${CLOUDFRONT}costcenter`, `${CLOUDFRONT}admin`] },
    'no match',
  ],
  [
    'ForAllValues:ArnLike, another account',
    generating,
    { [LOGS]: ['arn:aws::cloudfront:777788889999:distribution/costcenter'] },
    'no match',
  ],
  ['ForAllValues:ArnLike without the key', generating, {}, 'match'],
  [
    'ForAnyValue:ArnLike, one of two matches',
    { 'ForAnyValue:ArnLike': { [LOGS]: [`${CLOUDFRONT}support*`] } },
    { [LOGS]: [`${CLOUDFRONT}admin`, `${CLOUDFRONT}support1`] },
    'match',
  ],
  [
    'ForAnyValue:ArnNotLike, one of two does not match',
    { 'ForAnyValue:ArnNotLike': { [LOGS]: [`${CLOUDFRONT}support*`] } },
    { [LOGS]: [`${CLOUDFRONT}admin`, `${CLOUDFRONT}support1`] },
    'match',
  ],
  [
    'ForAllValues:ArnNotLike, one of two matches',
    { 'ForAllValues:ArnNotLike': { [LOGS]: [`${CLOUDFRONT}support*`] } },
    { [LOGS]: [`${CLOUDFRONT}admin`, `${CLOUDFRONT}support1`] },
    'no match',
  ],
];

const denied: readonly ConditionRow[] = [
  ['ArnNotLike without the key', { ArnNotLike: { [SOURCE]: TOPIC } }, {}, 'match'],
  ['ArnLike without the key', { ArnLike: { [SOURCE]: '*' } }, {}, 'no match'],
];

export default [
  ...rows.map(underAllow(OPERATORS)),
  ...denied.map(underDeny(OPERATORS)),
] satisfies readonly PolicyCase[];
