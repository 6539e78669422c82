import { type ConditionRow, iam, type PolicyCase, underAllow, underDeny } from './build.ts';

const OPERATORS = iam('reference_policies_elements_condition_operators');
const DENY_IP = iam('reference_policies_examples_aws_deny-ip');
const IP = 'aws:SourceIp';
const both = ['203.0.113.0/24', '2001:DB8:1234:5678::/64'];

const rows: readonly ConditionRow[] = [
  ['IpAddress inside the range', { IpAddress: { [IP]: '203.0.113.0/24' } }, { [IP]: '203.0.113.1' }, 'match'],
  [
    'IpAddress outside the range',
    { IpAddress: { [IP]: '203.0.113.0/24' } },
    { [IP]: '198.51.100.1' },
    'no match',
  ],
  [
    'IpAddress: the first address',
    { IpAddress: { [IP]: '203.0.113.0/24' } },
    { [IP]: '203.0.113.0' },
    'match',
  ],
  [
    'IpAddress: the last address',
    { IpAddress: { [IP]: '203.0.113.0/24' } },
    { [IP]: '203.0.113.255' },
    'match',
  ],
  [
    'IpAddress: one before the range',
    { IpAddress: { [IP]: '203.0.113.0/24' } },
    { [IP]: '203.0.112.255' },
    'no match',
  ],
  [
    'IpAddress: a prefix that ends inside a byte',
    { IpAddress: { [IP]: '203.0.113.64/26' } },
    { [IP]: '203.0.113.127' },
    'match',
  ],
  [
    'IpAddress: one after such a prefix',
    { IpAddress: { [IP]: '203.0.113.64/26' } },
    { [IP]: '203.0.113.128' },
    'no match',
  ],
  [
    'an address without prefix is /32',
    { IpAddress: { [IP]: '203.0.113.5' } },
    { [IP]: '203.0.113.5' },
    'match',
  ],
  [
    'an address without prefix is no range',
    { IpAddress: { [IP]: '203.0.113.0' } },
    { [IP]: '203.0.113.5' },
    'no match',
  ],
  ['/0 is every IPv4 address', { IpAddress: { [IP]: '0.0.0.0/0' } }, { [IP]: '198.51.100.1' }, 'match'],
  [
    'addresses are no text patterns',
    { IpAddress: { [IP]: '203.0.113.0/24' } },
    { [IP]: '203.0.11.3' },
    'no match',
  ],
  ['IPv6 inside the range', { IpAddress: { [IP]: both } }, { [IP]: '2001:db8:1234:5678:abcd::1' }, 'match'],
  ['IPv6 outside the range', { IpAddress: { [IP]: both } }, { [IP]: '2001:db8:1234:5679::1' }, 'no match'],
  ['IPv4 beside an IPv6 range', { IpAddress: { [IP]: both } }, { [IP]: '203.0.113.9' }, 'match'],
  [
    ':: stands for zeros',
    { IpAddress: { [IP]: '2001:db8::/32' } },
    { [IP]: '2001:0db8:0000:0000:0000:0000:0000:0001' },
    'match',
  ],
  [
    'an IPv4 address is in no IPv6 range',
    { IpAddress: { [IP]: '2001:db8::/32' } },
    { [IP]: '32.1.13.184' },
    'no match',
  ],
  [
    'IpAddress without the key: the request came through a VPC endpoint',
    { IpAddress: { [IP]: '0.0.0.0/0' } },
    {},
    'no match',
  ],
  [
    'NotIpAddress outside the range',
    { NotIpAddress: { [IP]: '203.0.113.0/24' } },
    { [IP]: '198.51.100.1' },
    'match',
  ],
  [
    'NotIpAddress inside the range',
    { NotIpAddress: { [IP]: '203.0.113.0/24' } },
    { [IP]: '203.0.113.1' },
    'no match',
  ],
  ['NotIpAddress without the key', { NotIpAddress: { [IP]: '203.0.113.0/24' } }, {}, 'match'],
];

const company = { NotIpAddress: { [IP]: ['192.0.2.0/24', '203.0.113.0/24'] } };
const denied: readonly ConditionRow[] = [
  ['outside both ranges', company, { [IP]: '198.51.100.1' }, 'match'],
  ['inside the second range', company, { [IP]: '203.0.113.7' }, 'no match'],
  ['inside the first range', company, { [IP]: '192.0.2.7' }, 'no match'],
];

export default [
  ...rows.map(underAllow(OPERATORS)),
  ...denied.map(underDeny(DENY_IP)),
] satisfies readonly PolicyCase[];
