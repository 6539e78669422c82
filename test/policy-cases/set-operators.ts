import { type ConditionRow, iam, type PolicyCase, underAllow, underDeny } from './build.ts';

const SETS = iam('reference_policies_condition-single-vs-multi-valued-context-keys');
const OPERATORS = iam('reference_policies_elements_condition_operators');
const KEYS = iam('reference_policies_condition-keys');
const TAGS = 'aws:TagKeys';
const two = ['environment', 'cost-center'];
const all = { 'ForAllValues:StringEquals': { [TAGS]: two }, Null: { [TAGS]: 'false' } };
const any = { 'ForAnyValue:StringEquals': { [TAGS]: two } };
const bare = { 'ForAllValues:StringEquals': { [TAGS]: two } };

const sets: readonly ConditionRow[] = [
  ['ForAllValues + Null, the first value', all, { [TAGS]: ['environment'] }, 'match'],
  ['ForAllValues + Null, the second value', all, { [TAGS]: ['cost-center'] }, 'match'],
  ['ForAllValues + Null, both values', all, { [TAGS]: ['environment', 'cost-center'] }, 'match'],
  ['ForAllValues + Null, one value too many', all, { [TAGS]: ['environment', 'dept'] }, 'no match'],
  ['ForAllValues + Null without the key', all, {}, 'no match'],
  ['ForAllValues without the key', bare, {}, 'match'],
  ['ForAllValues with an empty set', bare, { [TAGS]: [] }, 'match'],
  ['ForAnyValue, the first value', any, { [TAGS]: ['environment'] }, 'match'],
  ['ForAnyValue, the second value', any, { [TAGS]: ['cost-center'] }, 'match'],
  ['ForAnyValue, both values', any, { [TAGS]: ['environment', 'cost-center'] }, 'match'],
  ['ForAnyValue, one that matches and one that does not', any, { [TAGS]: ['environment', 'dept'] }, 'match'],
  ['ForAnyValue, none that matches', any, { [TAGS]: ['dept'] }, 'no match'],
  ['ForAnyValue without the key', any, {}, 'no match'],
  ['ForAnyValue with an empty set', any, { [TAGS]: [] }, 'no match'],
];

const tagging = {
  StringEqualsIgnoreCase: { 'aws:RequestTag/environment': ['preprod', 'storage'] },
  'ForAnyValue:StringEquals': { [TAGS]: 'environment' },
};
const inside = ['o-acorg/r-acroot/ou-acroot-mediaou/', 'o-acorg/r-acroot/ou-acroot-sportsou/*'];
const PATHS = 'aws:ResourceOrgPaths';
const operators: readonly ConditionRow[] = [
  [
    'tag key and value',
    tagging,
    { [TAGS]: ['environment'], 'aws:RequestTag/environment': 'preprod' },
    'match',
  ],
  [
    'tag key among others, value in another case',
    tagging,
    { [TAGS]: ['environment', 'costcenter'], 'aws:RequestTag/environment': 'PreProd' },
    'match',
  ],
  [
    'tag key in another case',
    tagging,
    { [TAGS]: ['Environment'], 'aws:RequestTag/Environment': 'preprod' },
    'no match',
  ],
  [
    'another tag key',
    tagging,
    { [TAGS]: ['costcenter'], 'aws:RequestTag/environment': 'preprod' },
    'no match',
  ],
  ['no tag keys', tagging, { 'aws:RequestTag/environment': 'storage' }, 'no match'],
  ['no value', tagging, { [TAGS]: ['environment'] }, 'no match'],
  ['neither', tagging, {}, 'no match'],
  [
    'ForAllValues:StringLike, all match some pattern',
    { 'ForAllValues:StringLike': { [TAGS]: ['env*', 'cost*'] } },
    { [TAGS]: ['environment', 'cost-center'] },
    'match',
  ],
  [
    'ForAllValues:StringLike, one matches none',
    { 'ForAllValues:StringLike': { [TAGS]: ['env*'] } },
    { [TAGS]: ['environment', 'x'] },
    'no match',
  ],
  [
    'ForAllValues:StringNotEquals, none is listed',
    { 'ForAllValues:StringNotEquals': { [TAGS]: two } },
    { [TAGS]: ['a', 'b'] },
    'match',
  ],
  [
    'ForAllValues:StringNotEquals, one is listed',
    { 'ForAllValues:StringNotEquals': { [TAGS]: two } },
    { [TAGS]: ['a', 'environment'] },
    'no match',
  ],
  [
    'ForAnyValue:StringNotEquals, one is not listed',
    { 'ForAnyValue:StringNotEquals': { [TAGS]: two } },
    { [TAGS]: ['a', 'environment'] },
    'match',
  ],
  [
    'ForAnyValue:StringNotEquals, all are listed',
    { 'ForAnyValue:StringNotEquals': { [TAGS]: two } },
    { [TAGS]: ['environment'] },
    'no match',
  ],
  [
    'ForAllValues:StringNotLike, one is covered',
    { 'ForAllValues:StringNotLike': { [PATHS]: inside } },
    { [PATHS]: ['o-acorg/r-acroot/ou-acroot-sportsou/costcenter/'] },
    'no match',
  ],
  [
    'ForAllValues:StringNotLike, none is covered',
    { 'ForAllValues:StringNotLike': { [PATHS]: inside } },
    { [PATHS]: ['o-acorg/r-acroot/ou-acroot-mediaou/costcenter/'] },
    'match',
  ],
  [
    'ForAnyValue:StringNotLike, one is not covered',
    { 'ForAnyValue:StringNotLike': { [TAGS]: 'env*' } },
    { [TAGS]: ['environment', 'dept'] },
    'match',
  ],
  [
    'ForAllValues:StringEqualsIgnoreCase',
    { 'ForAllValues:StringEqualsIgnoreCase': { [TAGS]: two } },
    { [TAGS]: ['ENVIRONMENT'] },
    'match',
  ],
  [
    'ForAnyValue:StringNotEqualsIgnoreCase',
    { 'ForAnyValue:StringNotEqualsIgnoreCase': { [TAGS]: two } },
    { [TAGS]: ['ENVIRONMENT'] },
    'no match',
  ],
  [
    'ForAllValues:Bool',
    { 'ForAllValues:Bool': { 'svc:Flags': 'true' } },
    { 'svc:Flags': ['true', 'true'] },
    'match',
  ],
  [
    'ForAllValues:Bool, one is false',
    { 'ForAllValues:Bool': { 'svc:Flags': 'true' } },
    { 'svc:Flags': ['true', 'false'] },
    'no match',
  ],
  [
    'ForAnyValue:Bool, one is true',
    { 'ForAnyValue:Bool': { 'svc:Flags': 'true' } },
    { 'svc:Flags': ['true', 'false'] },
    'match',
  ],
];

const path = (...ous: string[]) => ['o-a1b2c3d4e5', 'r-ab12', ...ous, ''].join('/');
const ORG = 'aws:PrincipalOrgPaths';
const inOu = path('ou-ab12-11111111', 'ou-ab12-22222222');
const keys: readonly ConditionRow[] = [
  [
    'PrincipalOrgPaths: directly in the OU',
    { 'ForAnyValue:StringEquals': { [ORG]: inOu } },
    { [ORG]: [inOu] },
    'match',
  ],
  [
    'PrincipalOrgPaths: StringEquals is not for child OUs',
    { 'ForAnyValue:StringEquals': { [ORG]: inOu } },
    { [ORG]: [`${inOu}ou-ab12-33333333/`] },
    'no match',
  ],
  [
    'PrincipalOrgPaths: OU and its children',
    { 'ForAnyValue:StringLike': { [ORG]: `${inOu}*` } },
    { [ORG]: [`${inOu}ou-ab12-33333333/`] },
    'match',
  ],
  [
    'PrincipalOrgPaths: only children',
    { 'ForAnyValue:StringLike': { [ORG]: `${inOu}ou-*` } },
    { [ORG]: [inOu] },
    'no match',
  ],
  [
    'PrincipalOrgPaths: anywhere in the organization',
    { 'ForAnyValue:StringLike': { [ORG]: 'o-a1b2c3d4e5/*' } },
    { [ORG]: [inOu] },
    'match',
  ],
  [
    'PrincipalOrgPaths: a principal of no organization',
    { 'ForAnyValue:StringLike': { [ORG]: 'o-a1b2c3d4e5/*' } },
    {},
    'no match',
  ],
];

const denied: readonly ConditionRow[] = [
  ['ForAnyValue without the key does not deny', any, {}, 'no match'],
  ['ForAnyValue denies when one value matches', any, { [TAGS]: ['environment', 'dept'] }, 'match'],
  ['ForAllValues:StringEquals without the key denies', bare, {}, 'match'],
];

export default [
  ...sets.map(underAllow(SETS)),
  ...operators.map(underAllow(OPERATORS)),
  ...keys.map(underAllow(KEYS)),
  ...denied.map(underDeny(SETS)),
] satisfies readonly PolicyCase[];
