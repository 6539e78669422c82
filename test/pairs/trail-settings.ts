import {
  deny,
  LOG_ARCHIVE,
  MANAGEMENT,
  ORGANIZATION_TRAIL,
  organizationTrail,
  resource,
  role,
  roleOf,
  scp,
  TRAIL,
  trail,
  WORKLOAD,
  WORKLOADS,
} from '../worlds/build.ts';
import { type Pair, staying, withScp } from './pair.ts';

const open = staying();
const recordingData = staying({
  trails: [
    trail({ eventSelectors: [{ DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] }] }),
  ],
});

/** By an administrator of the trail's account, with one call that a policy can deny on the trail. */
const onTrail = (technique: string, action: string, snapshot = open): Pair => ({
  technique,
  open: snapshot,
  actor: 'admin',
  account: WORKLOAD,
  path: [action],
  closed: withScp(snapshot, deny(action, TRAIL)),
});

const delegating = staying({
  trails: [organizationTrail()],
  delegatedAdministrators: [{ servicePrincipal: 'cloudtrail.amazonaws.com', accountId: LOG_ARCHIVE }],
});

const UNBOUND = 'no policy binds the management account';
const SLR = roleOf(WORKLOAD, 'aws-service-role/cloudtrail.amazonaws.com/AWSServiceRoleForCloudTrail');
/** Without trusted access, CloudTrail gives its role up. */
const distrusted = staying({ trails: [organizationTrail()], trustedAccess: [] });

const DELIVERY_ROLE = roleOf(WORKLOAD, 'CloudTrailToLogs');
const alarmed = staying({
  trails: [
    trail({
      logGroupArn: `arn:aws:logs:us-east-1:${WORKLOAD}:log-group:audit`,
      logRoleArn: DELIVERY_ROLE,
    }),
  ],
});
/** Any role of the account may be the one. */
const roleUnread = withScp(
  staying({ trails: [trail({ logGroupArn: `arn:aws:logs:us-east-1:${WORKLOAD}:log-group:audit` })] }),
  deny('cloudtrail:UpdateTrail', TRAIL),
);
const ROLE_CHANGES = ['iam:Update*', 'iam:Put*', 'iam:Attach*', 'iam:De*'];

const STORE = `arn:aws:cloudtrail:us-east-1:${WORKLOAD}:eventdatastore/11111111-2222-3333-4444-555555555555`;
const storing = staying({
  trails: [],
  resources: [resource('AWS::CloudTrail::EventDataStore', STORE, { protected: true, organization: false })],
});

const STACK = `arn:aws:cloudformation:us-east-1:${WORKLOAD}:stack/audit/11111111-2222-3333-4444-555555555555`;
const stack = (protection: boolean, roleArn?: string) =>
  resource('AWS::CloudFormation::Stack', STACK, {
    concerns: [TRAIL],
    protected: protection,
    ...(roleArn === undefined ? {} : { roleArn }),
  });
const built = staying({ resources: [stack(false)] });
const protectedStack = staying({
  policies: [
    scp('no-updates', [WORKLOADS], deny(['cloudformation:UpdateStack', 'cloudformation:ExecuteChangeSet'])),
  ],
  resources: [stack(true)],
});
/** Its root stack protects it, and may not be deleted or updated itself. */
const ROOT_STACK = STACK.replace('/audit/', '/baseline/');
const nestedStack = staying({
  policies: [
    scp(
      'only-deletion-of-the-nested',
      [WORKLOADS],
      deny(['cloudformation:UpdateStack', 'cloudformation:ExecuteChangeSet']),
      deny('cloudformation:DeleteStack', ROOT_STACK),
      deny('cloudformation:UpdateTerminationProtection', STACK),
    ),
  ],
  resources: [
    stack(true),
    resource('AWS::CloudFormation::Stack', ROOT_STACK, { concerns: [STACK, TRAIL], protected: true }),
  ],
});
const DEPLOYER = roleOf(WORKLOAD, 'Deployer');
/** The trail is guarded against everybody but the role by which CloudFormation made it. */
const deployed = staying({
  policies: [
    scp(
      'guard',
      [WORKLOADS],
      deny('cloudtrail:*', TRAIL, { Condition: { ArnNotEquals: { 'aws:PrincipalArn': DEPLOYER } } }),
      deny(['iam:*', 'sts:*'], DEPLOYER),
    ),
  ],
  resources: [stack(false, DEPLOYER)],
  roles: [role(WORKLOAD, 'Deployer', { Service: 'cloudformation.amazonaws.com' })],
});
const STACK_CHANGES = [
  'cloudformation:DeleteStack',
  'cloudformation:UpdateStack',
  'cloudformation:ExecuteChangeSet',
];

const pairs: readonly Pair[] = [
  onTrail('cloudtrail-delete-trail', 'cloudtrail:DeleteTrail'),
  onTrail('cloudtrail-event-selectors-management-off', 'cloudtrail:PutEventSelectors'),
  onTrail('cloudtrail-single-region', 'cloudtrail:UpdateTrail'),
  onTrail('cloudtrail-event-selectors-readonly', 'cloudtrail:PutEventSelectors'),
  onTrail('cloudtrail-exclude-kms-source', 'cloudtrail:PutEventSelectors'),
  onTrail('cloudtrail-advanced-selector-narrow', 'cloudtrail:PutEventSelectors'),
  onTrail('cloudtrail-data-events-off', 'cloudtrail:PutEventSelectors', recordingData),
  onTrail('cloudtrail-recursive-logging-off', 'cloudtrail:UpdateTrail', recordingData),
  onTrail('cloudtrail-global-events-off', 'cloudtrail:UpdateTrail'),
  onTrail(
    'cloudtrail-insights-off',
    'cloudtrail:PutInsightSelectors',
    staying({ trails: [trail({ insights: true })] }),
  ),
  onTrail('cloudtrail-event-configuration', 'cloudtrail:PutEventConfiguration'),
  onTrail(
    'cloudtrail-sns-notification-off',
    'cloudtrail:UpdateTrail',
    staying({ trails: [trail({ snsTopicArn: `arn:aws:sns:us-east-1:${WORKLOAD}:delivered` })] }),
  ),
  onTrail('cloudtrail-validation-off', 'cloudtrail:UpdateTrail'),
  {
    technique: 'cloudtrail-event-configuration',
    open: storing,
    actor: 'admin',
    account: WORKLOAD,
    path: ['cloudtrail:PutEventConfiguration'],
    closed: withScp(storing, deny('cloudtrail:PutEventConfiguration', STORE)),
  },
  {
    technique: 'cloudtrail-cloudwatch-delivery-off',
    open: alarmed,
    actor: 'admin',
    account: WORKLOAD,
    path: ['cloudtrail:UpdateTrail'],
    closed: withScp(alarmed, deny('cloudtrail:UpdateTrail', TRAIL), deny(ROLE_CHANGES, DELIVERY_ROLE)),
  },
  {
    technique: 'cloudtrail-cloudwatch-delivery-off',
    open: withScp(alarmed, deny('cloudtrail:UpdateTrail', TRAIL)),
    actor: 'admin',
    account: WORKLOAD,
    path: ['iam:UpdateAssumeRolePolicy'],
    closed: withScp(alarmed, deny('cloudtrail:UpdateTrail', TRAIL), deny(ROLE_CHANGES, DELIVERY_ROLE)),
  },
  {
    technique: 'cloudtrail-cloudwatch-delivery-off',
    open: roleUnread,
    actor: 'admin',
    account: WORKLOAD,
    path: ['iam:UpdateAssumeRolePolicy'],
    unverified: true,
    closed: withScp(roleUnread, deny(ROLE_CHANGES)),
  },
  {
    technique: 'cloudtrail-delete-owning-stack',
    open: withScp(built, deny(['cloudformation:DeleteStack', 'cloudformation:UpdateStack'], STACK)),
    actor: 'admin',
    account: WORKLOAD,
    path: ['cloudformation:CreateChangeSet', 'cloudformation:ExecuteChangeSet', 'cloudtrail:DeleteTrail'],
    closed: withScp(built, deny(STACK_CHANGES, STACK)),
  },
  {
    technique: 'cloudtrail-delete-owning-stack',
    open: built,
    actor: 'admin',
    account: WORKLOAD,
    path: ['cloudformation:DeleteStack', 'cloudtrail:DeleteTrail'],
    closed: withScp(built, deny(STACK_CHANGES, STACK)),
  },
  {
    technique: 'cloudtrail-delete-owning-stack',
    open: protectedStack,
    actor: 'admin',
    account: WORKLOAD,
    path: [
      'cloudformation:UpdateTerminationProtection',
      'cloudformation:DeleteStack',
      'cloudtrail:DeleteTrail',
    ],
    closed: withScp(protectedStack, deny('cloudformation:UpdateTerminationProtection', STACK)),
  },
  {
    technique: 'cloudtrail-delete-owning-stack',
    open: nestedStack,
    actor: 'admin',
    account: WORKLOAD,
    path: [
      'cloudformation:UpdateTerminationProtection',
      'cloudformation:DeleteStack',
      'cloudtrail:DeleteTrail',
    ],
    closed: withScp(nestedStack, deny('cloudformation:UpdateTerminationProtection', ROOT_STACK)),
  },
  {
    technique: 'cloudtrail-delete-owning-stack',
    open: deployed,
    actor: 'admin',
    account: WORKLOAD,
    path: ['cloudformation:DeleteStack', 'cloudtrail:DeleteTrail'],
    closed: withScp(deployed, deny(STACK_CHANGES, STACK)),
  },
  {
    technique: 'cloudtrail-delete-slr',
    open: distrusted,
    actor: 'admin',
    account: WORKLOAD,
    path: ['iam:DeleteServiceLinkedRole'],
    closed: staying({ trails: [organizationTrail()], trustedAccess: ['cloudtrail.amazonaws.com'] }),
  },
  {
    technique: 'cloudtrail-delete-slr',
    open: distrusted,
    actor: 'root',
    account: WORKLOAD,
    path: ['iam:DeleteServiceLinkedRole'],
    closed: withScp(distrusted, deny('iam:DeleteServiceLinkedRole', SLR)),
  },
  {
    technique: 'cloudtrail-org-trail-stop-delegated',
    open: delegating,
    actor: 'delegated',
    account: LOG_ARCHIVE,
    path: ['cloudtrail:StopLogging'],
    closed: withScp(
      delegating,
      deny(
        [
          'cloudtrail:StopLogging',
          'cloudtrail:DeleteTrail',
          'cloudtrail:UpdateTrail',
          'cloudtrail:PutEventSelectors',
        ],
        ORGANIZATION_TRAIL,
      ),
    ),
  },
  {
    technique: 'cloudtrail-org-trail-to-account-trail',
    open: staying({ trails: [organizationTrail()] }),
    actor: 'management',
    account: MANAGEMENT,
    path: ['cloudtrail:UpdateTrail'],
    closed: { never: UNBOUND },
  },
  {
    technique: 'cloudtrail-disable-trusted-access',
    open: staying({ trails: [organizationTrail()], trustedAccess: ['cloudtrail.amazonaws.com'] }),
    actor: 'management',
    account: MANAGEMENT,
    path: ['organizations:DisableAWSServiceAccess'],
    closed: { never: UNBOUND },
  },
];

export default pairs;
