import { type ConditionRow, iam, OTHER, type PolicyCase, underAllow, underDeny, user } from './build.ts';

const SEVERAL = iam('reference_policies_condition-logic-multiple-context-keys-or-values');
const DEPARTMENT = 'aws:PrincipalTag/department';
const ROLE = 'aws:PrincipalTag/role';
const ARN = 'aws:PrincipalArn';
const tags = { [DEPARTMENT]: ['finance', 'hr', 'legal'], [ROLE]: ['audit', 'security'] };
const anaOrMary = { [ARN]: [user('Ana', OTHER), user('Mary', OTHER)] };
const block = { StringEquals: tags, ArnLike: anaOrMary };
const negated = { StringEquals: tags, ArnNotLike: anaOrMary };
const by = (name: string) => ({ [ARN]: user(name, OTHER) });

const rows: readonly ConditionRow[] = [
  [
    'every key matches one of its values',
    block,
    { [DEPARTMENT]: 'legal', [ROLE]: 'audit', ...by('Mary') },
    'match',
  ],
  ['operators are ANDed', block, { [DEPARTMENT]: 'hr', [ROLE]: 'audit', ...by('Nikki') }, 'no match'],
  [
    'keys of one operator are ANDed',
    block,
    { [DEPARTMENT]: 'hr', [ROLE]: 'payroll', ...by('Mary') },
    'no match',
  ],
  ['one key is absent', block, { [DEPARTMENT]: 'hr', ...by('Mary') }, 'no match'],
  ['both tags are absent', block, by('Mary'), 'no match'],
  [
    'negated operator: neither Ana nor Mary',
    negated,
    { [DEPARTMENT]: 'legal', [ROLE]: 'audit', ...by('Nikki') },
    'match',
  ],
  [
    'negated operator: values are NORed',
    negated,
    { [DEPARTMENT]: 'hr', [ROLE]: 'audit', ...by('Mary') },
    'no match',
  ],
  [
    'negated operator: another operator fails',
    negated,
    { [DEPARTMENT]: 'hr', [ROLE]: 'payroll', ...by('Nikki') },
    'no match',
  ],
  ['negated operator: a tag is absent', negated, { [DEPARTMENT]: 'hr', ...by('Nikki') }, 'no match'],
  ['negated operator: both tags are absent', negated, by('Nikki'), 'no match'],
];

const twoNegated = { StringNotEquals: { [DEPARTMENT]: 'finance', [ROLE]: 'audit' } };
const denied: readonly ConditionRow[] = [
  ['two negated keys are ANDed: both differ', twoNegated, { [DEPARTMENT]: 'hr', [ROLE]: 'x' }, 'match'],
  [
    'two negated keys are ANDed: one equals, so the Deny has no effect',
    twoNegated,
    { [DEPARTMENT]: 'finance', [ROLE]: 'x' },
    'no match',
  ],
  [
    'two negated keys are ANDed: one equals, the other is absent',
    twoNegated,
    { [DEPARTMENT]: 'finance' },
    'no match',
  ],
];

export default [
  ...rows.map(underAllow(SEVERAL)),
  ...denied.map(underDeny(SEVERAL)),
] satisfies readonly PolicyCase[];
