import { type ConditionRow, iam, type PolicyCase, underAllow, underDeny } from './build.ts';

const OPERATORS = iam('reference_policies_elements_condition_operators');
const SCP_EXAMPLES =
  'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html';
const SETS = iam('reference_policies_condition-single-vs-multi-valued-context-keys');
const TLS = 'aws:SecureTransport';
const BASE64 = 'QmluYXJ5VmFsdWVJbkJhc2U2NA==';

const allowed: readonly ConditionRow[] = [
  ['Bool true', { Bool: { [TLS]: 'true' } }, { [TLS]: true }, 'match'],
  ['Bool true, request in text', { Bool: { [TLS]: 'true' } }, { [TLS]: 'true' }, 'match'],
  ['Bool true against false', { Bool: { [TLS]: 'true' } }, { [TLS]: false }, 'no match'],
  ['Bool without the key', { Bool: { [TLS]: 'true' } }, {}, 'no match'],
  ['BinaryEquals the same bytes', { BinaryEquals: { key: BASE64 } }, { key: BASE64 }, 'match'],
  [
    'BinaryEquals other bytes',
    { BinaryEquals: { key: BASE64 } },
    { key: 'ASIAIOSFODNN7EXAMPLE' },
    'no match',
  ],
  ['BinaryEquals without the key', { BinaryEquals: { key: BASE64 } }, {}, 'no match'],
  [
    'BinaryEquals is byte for byte, not text without case',
    { BinaryEquals: { key: 'YQ==' } },
    { key: 'yq==' },
    'no match',
  ],
  [
    'Null false: the key must exist',
    { Null: { 'aws:TokenIssueTime': 'false' } },
    { 'aws:TokenIssueTime': '2020-01-01T00:00:00Z' },
    'match',
  ],
  ['Null false without the key', { Null: { 'aws:TokenIssueTime': 'false' } }, {}, 'no match'],
  ['Null true: the key must be absent', { Null: { 'aws:TokenIssueTime': 'true' } }, {}, 'match'],
  [
    'Null true with the key',
    { Null: { 'aws:TokenIssueTime': 'true' } },
    { 'aws:TokenIssueTime': '2020-01-01T00:00:00Z' },
    'no match',
  ],
  ['Null takes a JSON boolean', { Null: { 'aws:TokenIssueTime': true } }, {}, 'match'],
  [
    'Null of two keys needs both',
    { Null: { 'aws:TokenIssueTime': 'true', 'aws:SourceVpce': 'true' } },
    { 'aws:SourceVpce': 'vpce-1' },
    'no match',
  ],
  ['Null ignores what a false Bool says', { Null: { [TLS]: 'false' } }, { [TLS]: false }, 'match'],
];

const denied: readonly ConditionRow[] = [
  ['Bool false over HTTP', { Bool: { [TLS]: 'false' } }, { [TLS]: 'false' }, 'match'],
  ['Bool false over TLS', { Bool: { [TLS]: 'false' } }, { [TLS]: 'true' }, 'no match'],
  ['Bool false without the key', { Bool: { [TLS]: 'false' } }, {}, 'no match'],
];

const unquoted: readonly ConditionRow[] = [
  [
    'BoolIfExists takes a JSON boolean',
    { BoolIfExists: { 'aws:MultiFactorAuthPresent': false } },
    { 'aws:MultiFactorAuthPresent': 'false' },
    'match',
  ],
  [
    'BoolIfExists with a JSON boolean and no key',
    { BoolIfExists: { 'aws:MultiFactorAuthPresent': false } },
    {},
    'match',
  ],
  [
    'BoolIfExists with MFA',
    { BoolIfExists: { 'aws:MultiFactorAuthPresent': false } },
    { 'aws:MultiFactorAuthPresent': 'true' },
    'no match',
  ],
];

const tags: readonly ConditionRow[] = [
  [
    'Null false of a multivalued key that is there',
    { Null: { 'aws:TagKeys': 'false' } },
    { 'aws:TagKeys': ['a', 'b'] },
    'match',
  ],
  ['Null false of a multivalued key that is absent', { Null: { 'aws:TagKeys': 'false' } }, {}, 'no match'],
];

export default [
  ...allowed.map(underAllow(OPERATORS)),
  ...denied.map(underDeny(OPERATORS)),
  ...unquoted.map(underDeny(SCP_EXAMPLES)),
  ...tags.map(underAllow(SETS)),
] satisfies readonly PolicyCase[];
