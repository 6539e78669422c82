import { type ConditionRow, iam, type PolicyCase, underAllow, underDeny } from './build.ts';

const OPERATORS = iam('reference_policies_elements_condition_operators');
const CONDITION = iam('reference_policies_elements_condition');
const KEYS = 's3:max-keys';

const rows: readonly ConditionRow[] = [
  ['NumericLessThanEquals below', { NumericLessThanEquals: { [KEYS]: '10' } }, { [KEYS]: 9 }, 'match'],
  [
    'NumericLessThanEquals at the limit',
    { NumericLessThanEquals: { [KEYS]: '10' } },
    { [KEYS]: 10 },
    'match',
  ],
  ['NumericLessThanEquals above', { NumericLessThanEquals: { [KEYS]: '10' } }, { [KEYS]: 11 }, 'no match'],
  ['NumericLessThanEquals without the key', { NumericLessThanEquals: { [KEYS]: '10' } }, {}, 'no match'],
  ['numbers are not compared as text', { NumericLessThan: { [KEYS]: '10' } }, { [KEYS]: '9' }, 'match'],
  ['NumericLessThan at the limit', { NumericLessThan: { [KEYS]: '10' } }, { [KEYS]: '10' }, 'no match'],
  ['NumericGreaterThan above', { NumericGreaterThan: { [KEYS]: '10' } }, { [KEYS]: '100' }, 'match'],
  ['NumericGreaterThan at the limit', { NumericGreaterThan: { [KEYS]: '10' } }, { [KEYS]: '10' }, 'no match'],
  [
    'NumericGreaterThanEquals at the limit',
    { NumericGreaterThanEquals: { [KEYS]: '10' } },
    { [KEYS]: '10' },
    'match',
  ],
  [
    'NumericGreaterThanEquals below',
    { NumericGreaterThanEquals: { [KEYS]: '10' } },
    { [KEYS]: '2' },
    'no match',
  ],
  ['NumericEquals', { NumericEquals: { [KEYS]: '10' } }, { [KEYS]: '10' }, 'match'],
  [
    'NumericEquals another way of writing the number',
    { NumericEquals: { [KEYS]: '10' } },
    { [KEYS]: '10.0' },
    'match',
  ],
  ['NumericEquals another number', { NumericEquals: { [KEYS]: '10' } }, { [KEYS]: '1' }, 'no match'],
  ['a number in the policy needs no quotes', { NumericEquals: { [KEYS]: 10 } }, { [KEYS]: 10 }, 'match'],
  ['decimals', { NumericLessThan: { [KEYS]: '1.5' } }, { [KEYS]: '1.25' }, 'match'],
  ['negative numbers', { NumericGreaterThan: { [KEYS]: '-5' } }, { [KEYS]: '-2' }, 'match'],
  ['any of several numbers', { NumericEquals: { [KEYS]: ['1', '2'] } }, { [KEYS]: '2' }, 'match'],
  ['NumericNotEquals another number', { NumericNotEquals: { [KEYS]: '10' } }, { [KEYS]: '1' }, 'match'],
  ['NumericNotEquals the number', { NumericNotEquals: { [KEYS]: '10' } }, { [KEYS]: '10' }, 'no match'],
  [
    'NumericNotEquals one of several',
    { NumericNotEquals: { [KEYS]: ['1', '10'] } },
    { [KEYS]: '10' },
    'no match',
  ],
  ['NumericNotEquals without the key', { NumericNotEquals: { [KEYS]: '10' } }, {}, 'match'],
];

const age: readonly ConditionRow[] = [
  [
    'MFA within the hour',
    { NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '3600' } },
    { 'aws:MultiFactorAuthAge': 2800 },
    'match',
  ],
  [
    'MFA longer ago',
    { NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '3600' } },
    { 'aws:MultiFactorAuthAge': 4000 },
    'no match',
  ],
  [
    'access keys have no MFA age',
    { NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '3600' } },
    {},
    'no match',
  ],
];

const denied: readonly ConditionRow[] = [
  [
    '"older than an hour" does not catch access keys',
    { NumericGreaterThan: { 'aws:MultiFactorAuthAge': '3600' } },
    {},
    'no match',
  ],
  [
    '"older than an hour" IfExists does',
    { NumericGreaterThanIfExists: { 'aws:MultiFactorAuthAge': '3600' } },
    {},
    'match',
  ],
];

export default [
  ...rows.map(underAllow(OPERATORS)),
  ...age.map(underAllow(CONDITION)),
  ...denied.map(underDeny(OPERATORS)),
] satisfies readonly PolicyCase[];
