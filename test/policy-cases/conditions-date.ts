import { type ConditionRow, iam, type PolicyCase, underAllow } from './build.ts';

const OPERATORS = iam('reference_policies_elements_condition_operators');
const NOW = 'aws:CurrentTime';
const ISSUED = 'aws:TokenIssueTime';
const EPOCH = 'aws:EpochTime';

const rows: readonly ConditionRow[] = [
  [
    'DateGreaterThan later',
    { DateGreaterThan: { [ISSUED]: '2020-01-01T00:00:01Z' } },
    { [ISSUED]: '2020-01-02T00:00:00Z' },
    'match',
  ],
  [
    'DateGreaterThan earlier',
    { DateGreaterThan: { [ISSUED]: '2020-01-01T00:00:01Z' } },
    { [ISSUED]: '2019-12-31T23:59:59Z' },
    'no match',
  ],
  [
    'DateGreaterThan at that moment',
    { DateGreaterThan: { [ISSUED]: '2020-01-01T00:00:01Z' } },
    { [ISSUED]: '2020-01-01T00:00:01Z' },
    'no match',
  ],
  [
    'DateGreaterThan without the key: long-term credentials',
    { DateGreaterThan: { [ISSUED]: '2020-01-01T00:00:01Z' } },
    {},
    'no match',
  ],
  [
    'DateGreaterThanEquals at that moment',
    { DateGreaterThanEquals: { [NOW]: '2020-01-01T00:00:01Z' } },
    { [NOW]: '2020-01-01T00:00:01Z' },
    'match',
  ],
  [
    'DateLessThan earlier',
    { DateLessThan: { [NOW]: '2020-06-30T23:59:59Z' } },
    { [NOW]: '2020-06-30T23:59:58Z' },
    'match',
  ],
  [
    'DateLessThan at that moment',
    { DateLessThan: { [NOW]: '2020-06-30T23:59:59Z' } },
    { [NOW]: '2020-06-30T23:59:59Z' },
    'no match',
  ],
  [
    'DateLessThanEquals at that moment',
    { DateLessThanEquals: { [NOW]: '2020-06-30T23:59:59Z' } },
    { [NOW]: '2020-06-30T23:59:59Z' },
    'match',
  ],
  [
    'DateLessThanEquals later',
    { DateLessThanEquals: { [NOW]: '2020-06-30T23:59:59Z' } },
    { [NOW]: '2020-07-01T00:00:00Z' },
    'no match',
  ],
  [
    'DateEquals',
    { DateEquals: { [NOW]: '2020-06-30T00:00:00Z' } },
    { [NOW]: '2020-06-30T00:00:00Z' },
    'match',
  ],
  [
    'DateEquals with a zone offset',
    { DateEquals: { [NOW]: '2020-06-30T09:00:00+09:00' } },
    { [NOW]: '2020-06-30T00:00:00Z' },
    'match',
  ],
  [
    'DateEquals another date',
    { DateEquals: { [NOW]: '2020-06-30T00:00:00Z' } },
    { [NOW]: '2020-06-30T00:00:01Z' },
    'no match',
  ],
  [
    'DateNotEquals another date',
    { DateNotEquals: { [NOW]: '2020-06-30T00:00:00Z' } },
    { [NOW]: '2020-06-30T00:00:01Z' },
    'match',
  ],
  [
    'DateNotEquals the date',
    { DateNotEquals: { [NOW]: '2020-06-30T00:00:00Z' } },
    { [NOW]: '2020-06-30T00:00:00Z' },
    'no match',
  ],
  ['DateNotEquals without the key', { DateNotEquals: { [ISSUED]: '2020-06-30T00:00:00Z' } }, {}, 'match'],
  [
    'epoch time in the policy and the request',
    { DateLessThan: { [EPOCH]: '1593561600' } },
    { [EPOCH]: 1593561599 },
    'match',
  ],
  [
    'epoch time against ISO 8601',
    { DateGreaterThanEquals: { [EPOCH]: '2020-07-01T00:00:00Z' } },
    { [EPOCH]: '1593561600' },
    'match',
  ],
  [
    'between two dates, inside',
    { DateGreaterThan: { [NOW]: '2020-04-01T00:00:00Z' }, DateLessThan: { [NOW]: '2020-06-30T23:59:59Z' } },
    { [NOW]: '2020-05-01T00:00:00Z' },
    'match',
  ],
  [
    'between two dates, outside',
    { DateGreaterThan: { [NOW]: '2020-04-01T00:00:00Z' }, DateLessThan: { [NOW]: '2020-06-30T23:59:59Z' } },
    { [NOW]: '2020-08-01T00:00:00Z' },
    'no match',
  ],
];

export default rows.map(underAllow(OPERATORS)) satisfies readonly PolicyCase[];
