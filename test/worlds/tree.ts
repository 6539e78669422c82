import {
  ACCOUNTS,
  account,
  admin,
  allow,
  BUCKET,
  BUCKET_WRITES,
  blocked,
  bucket,
  deny,
  denyAnybody,
  EVERYWHERE,
  GUARD_BUCKET,
  GUARD_TRAILS,
  LOG_ARCHIVE,
  MANAGEMENT,
  NO_LEAVING,
  OBJECTS,
  organization,
  possible,
  ROOT,
  rcp,
  SANDBOXES,
  scp,
  WORKLOAD,
  WORKLOADS,
  type World,
} from './build.ts';

const moved = ACCOUNTS.map((one) => (one.id === WORKLOAD ? account(WORKLOAD, 'workload', SANDBOXES) : one));
const without = (...targets: readonly string[]) => EVERYWHERE.filter((target) => !targets.includes(target));
const inManagement = [bucket({ accountId: MANAGEMENT })];
const READS = ['s3:Get*', 's3:List*'];

export default [
  {
    name: 'a guard on the unit of the account',
    why: 'SCPs are inherited from every level above the account.',
    snapshot: organization({ policies: [scp('guard', [WORKLOADS], GUARD_TRAILS, NO_LEAVING)] }),
    expect: [blocked(WORKLOAD, 'cloudtrail-stop-logging', 'statement')],
  },
  {
    name: 'a guard on the unit that the account has left for another',
    why: 'The account is under another unit, where the SCP is not attached.',
    snapshot: organization({
      accounts: moved,
      policies: [scp('guard', [WORKLOADS], GUARD_TRAILS, NO_LEAVING)],
    }),
    expect: [possible(WORKLOAD, 'cloudtrail-stop-logging')],
  },
  {
    name: 'a guard on the account itself',
    why: 'An SCP may be attached to the account.',
    snapshot: organization({ policies: [scp('guard', [WORKLOAD], GUARD_TRAILS, NO_LEAVING)] }),
    expect: [
      blocked(WORKLOAD, 'cloudtrail-stop-logging', 'statement'),
      possible(LOG_ARCHIVE, 's3-delete-object'),
    ],
  },
  {
    name: 'a guard on the root, and the bucket in the management account',
    why: 'SCPs do not bind the management account. Members are let in by nobody.',
    snapshot: organization({
      buckets: inManagement,
      policies: [scp('guard', [ROOT], GUARD_TRAILS, GUARD_BUCKET, NO_LEAVING)],
    }),
    expect: [
      { technique: 's3-delete-object', account: MANAGEMENT, direct: 'possible', verdict: 'possible' },
      { technique: 's3-lifecycle-expire', account: MANAGEMENT, direct: 'possible', verdict: 'possible' },
      admin(WORKLOAD, 's3-delete-object', 'blocked', { direct: 'blocked' }),
    ],
  },
  {
    name: 'an RCP on the root, and the bucket in the management account',
    why: 'RCPs do not apply to resources of the management account.',
    snapshot: organization({
      buckets: inManagement,
      policies: [rcp('guard', [ROOT], denyAnybody('s3:*', [BUCKET, OBJECTS]))],
    }),
    expect: [{ technique: 's3-delete-object', account: MANAGEMENT, direct: 'possible', verdict: 'possible' }],
  },
  {
    name: 'service control policies are not enabled',
    why: 'An SCP binds only while its policy type is enabled at the root.',
    snapshot: organization({
      policyTypes: ['RESOURCE_CONTROL_POLICY'],
      policies: [scp('guard', [ROOT], GUARD_TRAILS, GUARD_BUCKET, NO_LEAVING)],
    }),
    expect: [possible(WORKLOAD, 'cloudtrail-stop-logging'), possible(LOG_ARCHIVE, 's3-delete-object')],
  },
  {
    name: 'resource control policies are not enabled',
    why: 'Nor does an RCP bind without its type.',
    snapshot: organization({
      policyTypes: ['SERVICE_CONTROL_POLICY'],
      policies: [rcp('guard', [ROOT], denyAnybody('s3:*', [BUCKET, OBJECTS]))],
    }),
    expect: [possible(LOG_ARCHIVE, 's3-delete-object')],
  },
  {
    name: 'a unit where no SCP allows anything',
    why: 'Every level must allow; a level with a Deny alone allows nothing, leaving included.',
    snapshot: organization({
      full: without(WORKLOADS),
      policies: [scp('regions', [WORKLOADS], deny('ec2:RunInstances'))],
    }),
    expect: [
      blocked(WORKLOAD, 'cloudtrail-stop-logging', 'scp-not-allowed'),
      blocked(WORKLOAD, 'organization-leave', 'scp-not-allowed'),
    ],
  },
  {
    name: 'an account to which no SCP is attached',
    why: 'An empty level allows nothing.',
    snapshot: organization({ full: without(LOG_ARCHIVE) }),
    expect: [
      blocked(LOG_ARCHIVE, 's3-delete-object', 'scp-not-allowed'),
      possible(WORKLOAD, 'cloudtrail-stop-logging'),
    ],
  },
  {
    name: 'an allow list without the action',
    why: 'What the list does not name is not allowed at that level.',
    snapshot: organization({
      full: without(WORKLOADS),
      policies: [scp('list', [WORKLOADS], allow(['ec2:*', 's3:*', 'cloudtrail:Describe*']))],
    }),
    expect: [
      blocked(WORKLOAD, 'cloudtrail-stop-logging', 'scp-not-allowed'),
      blocked(WORKLOAD, 'organization-leave', 'scp-not-allowed'),
    ],
  },
  {
    name: 'an allow list with the action',
    why: 'The list names the service.',
    snapshot: organization({
      full: without(WORKLOADS),
      policies: [scp('list', [WORKLOADS], allow(['ec2:*', 'cloudtrail:*']))],
    }),
    expect: [possible(WORKLOAD, 'cloudtrail-stop-logging')],
  },
  {
    name: 'an allow list at the root, and full access below',
    why: 'One level that does not allow is enough; those below cannot give it back.',
    snapshot: organization({
      full: without(ROOT),
      policies: [scp('list', [ROOT], allow(['ec2:*', 'iam:*', 'sts:*']))],
    }),
    expect: [blocked(WORKLOAD, 'cloudtrail-stop-logging', 'scp-not-allowed')],
  },
  {
    name: 'an allow list that leaves the log bucket out by its resources',
    why: 'Since September 2025 an Allow of an SCP may name resources; the log bucket is none of them.',
    snapshot: organization({
      full: EVERYWHERE.filter((target) => target !== LOG_ARCHIVE),
      policies: [
        scp(
          'list',
          [LOG_ARCHIVE],
          allow('s3:*', ['arn:aws:s3:::amzn-s3-demo-app', 'arn:aws:s3:::amzn-s3-demo-app/*']),
        ),
      ],
    }),
    expect: [blocked(LOG_ARCHIVE, 's3-delete-object', 'scp-not-allowed')],
  },
  {
    name: 'NotAction on the bucket, and the door open',
    why: 'Everything but reading is denied on the bucket; leaving is authorized on `*`, which is not the bucket.',
    snapshot: organization({
      policies: [scp('guard', [ROOT], { Effect: 'Deny', NotAction: READS, Resource: [BUCKET, OBJECTS] })],
    }),
    expect: [
      admin(LOG_ARCHIVE, 's3-delete-object', 'possible', { direct: 'blocked', pathLength: 2 }),
      admin(LOG_ARCHIVE, 's3-lifecycle-expire', 'possible', { direct: 'blocked', pathLength: 2 }),
    ],
  },
  {
    name: 'NotAction on the bucket, and nobody leaves',
    why: 'Everything but reading is denied on the bucket and its objects.',
    snapshot: organization({
      policies: [
        scp('guard', [ROOT], { Effect: 'Deny', NotAction: READS, Resource: [BUCKET, OBJECTS] }, NO_LEAVING),
      ],
    }),
    expect: [
      blocked(LOG_ARCHIVE, 's3-delete-object', 'statement'),
      blocked(LOG_ARCHIVE, 's3-lifecycle-expire', 'statement'),
      blocked(LOG_ARCHIVE, 's3-bucket-policy-strip', 'statement'),
    ],
  },
  {
    name: 'NotAction on everything',
    why: 'What the list does not name is denied everywhere: trails and leaving too, storage not.',
    snapshot: organization({
      policies: [
        scp('list', [ROOT], { Effect: 'Deny', NotAction: ['s3:*', 'ec2:*', 'iam:*'], Resource: '*' }),
      ],
    }),
    expect: [
      blocked(WORKLOAD, 'cloudtrail-stop-logging', 'statement'),
      blocked(WORKLOAD, 'organization-leave', 'statement'),
      possible(LOG_ARCHIVE, 's3-delete-object'),
    ],
  },
  {
    name: 'NotResource',
    why: 'Every bucket but the excepted one is guarded, the log bucket among them.',
    snapshot: organization({
      policies: [
        scp(
          'guard',
          [ROOT],
          {
            Effect: 'Deny',
            Action: BUCKET_WRITES,
            NotResource: ['arn:aws:s3:::amzn-s3-demo-scratch', 'arn:aws:s3:::amzn-s3-demo-scratch/*'],
          },
          NO_LEAVING,
        ),
      ],
    }),
    expect: [
      blocked(LOG_ARCHIVE, 's3-delete-object', 'statement'),
      blocked(LOG_ARCHIVE, 's3-lifecycle-expire', 'statement'),
    ],
  },
  {
    name: 'NotResource that excepts the log bucket by a wildcard',
    why: 'The exception is wider than its author thought.',
    snapshot: organization({
      policies: [
        scp(
          'guard',
          [ROOT],
          { Effect: 'Deny', Action: BUCKET_WRITES, NotResource: 'arn:aws:s3:::amzn-s3-demo-*' },
          NO_LEAVING,
        ),
      ],
    }),
    expect: [possible(LOG_ARCHIVE, 's3-delete-object'), possible(LOG_ARCHIVE, 's3-lifecycle-expire')],
  },
  {
    name: 'a guard on some prefixes of the log files',
    why: 'Any log file will do for the attack: those of other accounts are open.',
    snapshot: organization({
      policies: [
        scp('guard', [ROOT], deny('s3:DeleteObject*', `${BUCKET}/AWSLogs/${WORKLOAD}/*`), NO_LEAVING),
      ],
    }),
    expect: [possible(LOG_ARCHIVE, 's3-delete-object')],
  },
] satisfies readonly World[];
