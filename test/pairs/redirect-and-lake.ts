import type { Resource } from '../../src/model/resource.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { OUTSIDER_ACCOUNT } from '../../src/model/technique.ts';
import {
  allow,
  bucket,
  deny,
  denyAnybody,
  document,
  LOG_ARCHIVE,
  MANAGEMENT,
  OBJECTS,
  organizationTrail,
  resource,
  TRAIL,
  trail,
  WORKLOAD,
} from '../worlds/build.ts';
import { type Pair, staying, withRcp, withScp } from './pair.ts';

const open = staying();
/** Its selectors record management events alone, as by default. */
const RECORDED = { eventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }] };

/** By an administrator of the account that has the trail. */
const onTrail = (technique: string, path: readonly string[], ...denied: readonly string[]): Pair => ({
  technique,
  open,
  actor: 'admin',
  account: WORKLOAD,
  path,
  closed: withScp(open, deny(denied, TRAIL)),
});

const STORE = `arn:aws:cloudtrail:us-east-1:${LOG_ARCHIVE}:eventdatastore/EXAMPLE-f852-4e8f-8bd1-bcf6cEXAMPLE`;
const ORGANIZATION_STORE = STORE.replace(LOG_ARCHIVE, MANAGEMENT);
const store = (arn: string, rest: Partial<Resource> = {}): Resource =>
  resource('AWS::CloudTrail::EventDataStore', arn, { organization: false, protected: true, ...rest });
const withStore = staying({ resources: [store(STORE)] });
const ofOrganization = [store(ORGANIZATION_STORE, { organization: true })];

const delegatedStore = staying({
  resources: ofOrganization,
  delegatedAdministrators: [{ servicePrincipal: 'cloudtrail.amazonaws.com', accountId: WORKLOAD }],
});

/** By an administrator of the account that has the event data store. */
const onStore = (technique: string, path: readonly string[], ...denied: readonly string[]): Pair => ({
  technique,
  open: withStore,
  actor: 'admin',
  account: LOG_ARCHIVE,
  path,
  closed: withScp(withStore, deny(denied, STORE)),
});

const CHANNEL = `arn:aws:cloudtrail:us-east-1:${LOG_ARCHIVE}:channel/EXAMPLE8-0558-4f7e-a06a-43969EXAMPLE`;
const LINKED = 'aws-service-channel/resource-explorer-2/slc';
const withChannel = staying({ resources: [resource('AWS::CloudTrail::Channel', CHANNEL)] });
const withLinkedChannel = staying({
  resources: [resource('AWS::CloudTrail::Channel', CHANNEL, { name: LINKED })],
});
const partner = { Principal: { AWS: OUTSIDER_ACCOUNT } };
const withSharedChannel = staying({
  resources: [
    resource('AWS::CloudTrail::Channel', CHANNEL, {
      policy: document(allow('cloudtrail-data:PutAuditEvents', CHANNEL, partner)),
    }),
  ],
});

const deliveringFor = (Condition: Record<string, Record<string, string>>): Snapshot =>
  staying({
    buckets: [
      bucket({
        policy: document(
          allow('s3:PutObject', OBJECTS, { Principal: { Service: 'cloudtrail.amazonaws.com' }, Condition }),
        ),
      }),
    ],
  });
const deputy = {
  technique: 'confused-deputy-delivery',
  actor: 'outside',
  account: OUTSIDER_ACCOUNT,
  path: ['cloudtrail:CreateTrail', 'cloudtrail:StartLogging'],
} as const;

const IN_HONG_KONG = { buckets: [bucket({ region: 'ap-east-1' })] };
const inHongKong = staying(IN_HONG_KONG);
const administered = staying({
  ...IN_HONG_KONG,
  delegatedAdministrators: [{ servicePrincipal: 'account.amazonaws.com', accountId: WORKLOAD }],
});
const disabling = { technique: 'region-disable', open: inHongKong, path: ['account:DisableRegion'] } as const;
const oneRegion = staying({ trails: [trail({ multiRegion: false })] });
const oneRegionForAll = staying({ trails: [{ ...organizationTrail(), multiRegion: false }] });
const enabling = { technique: 'unwatched-region-optin', path: ['account:EnableRegion'] } as const;

const byDefault = staying({ trails: [trail(RECORDED)] });
const DATA_ACCESS = [
  's3:GetObject',
  'lambda:InvokeFunction',
  'dynamodb:Scan',
  'sqs:SendMessage',
  'sns:Publish',
];

const pairs: readonly Pair[] = [
  onTrail('cloudtrail-redirect-bucket', ['cloudtrail:UpdateTrail'], 'cloudtrail:UpdateTrail'),
  onTrail('cloudtrail-redirect-prefix', ['cloudtrail:UpdateTrail'], 'cloudtrail:UpdateTrail'),
  onTrail('cloudtrail-kms-key-swap', ['cloudtrail:UpdateTrail'], 'cloudtrail:UpdateTrail'),
  onTrail(
    'cloudtrail-create-decoy-trail',
    ['cloudtrail:CreateTrail', 'cloudtrail:StartLogging', 'cloudtrail:StopLogging'],
    'cloudtrail:StopLogging',
    'cloudtrail:DeleteTrail',
  ),
  {
    ...deputy,
    open,
    closed: deliveringFor({ StringEquals: { 'aws:SourceArn': TRAIL } }),
  },
  onStore(
    'lake-stop-ingestion',
    ['cloudtrail:StopEventDataStoreIngestion'],
    'cloudtrail:StopEventDataStoreIngestion',
  ),
  {
    technique: 'lake-stop-ingestion',
    open: staying({ resources: ofOrganization }),
    actor: 'management',
    account: MANAGEMENT,
    path: ['cloudtrail:StopEventDataStoreIngestion'],
    closed: { never: 'the management account owns the event data store, and no policy binds it' },
  },
  onStore('lake-narrow', ['cloudtrail:UpdateEventDataStore'], 'cloudtrail:UpdateEventDataStore'),
  onStore('lake-retention-min', ['cloudtrail:UpdateEventDataStore'], 'cloudtrail:UpdateEventDataStore'),
  onStore(
    'lake-delete',
    ['cloudtrail:UpdateEventDataStore', 'cloudtrail:DeleteEventDataStore'],
    'cloudtrail:DeleteEventDataStore',
  ),
  onStore(
    'lake-federate',
    ['cloudtrail:PutResourcePolicy'],
    'cloudtrail:PutResourcePolicy',
    'cloudtrail:EnableFederation',
  ),
  // Whose service the role is passed to is not documented, nor that the rest is asked for.
  ...[
    deny('iam:PassRole', '*', {
      Condition: { StringNotEquals: { 'iam:PassedToService': 'lakeformation.amazonaws.com' } },
    }),
    deny('lakeformation:RegisterResource'),
  ].map((denying): Pair => {
    const unshared = withScp(withStore, deny('cloudtrail:PutResourcePolicy'), denying);
    return {
      technique: 'lake-federate',
      open: unshared,
      actor: 'admin',
      account: LOG_ARCHIVE,
      path: ['cloudtrail:EnableFederation', 'iam:PassRole'],
      unverified: true,
      closed: withScp(unshared, deny('iam:PassRole')),
    };
  }),
  {
    technique: 'lake-organization-delegated',
    open: delegatedStore,
    actor: 'delegated',
    account: WORKLOAD,
    path: ['cloudtrail:StopEventDataStoreIngestion'],
    closed: withScp(
      delegatedStore,
      deny(
        [
          'cloudtrail:StopEventDataStoreIngestion',
          'cloudtrail:UpdateEventDataStore',
          'cloudtrail:DeleteEventDataStore',
        ],
        ORGANIZATION_STORE,
      ),
    ),
  },
  {
    technique: 'lake-channel-poison',
    open: withChannel,
    actor: 'admin',
    account: LOG_ARCHIVE,
    path: ['cloudtrail-data:PutAuditEvents'],
    closed: withRcp(withChannel, denyAnybody('cloudtrail-data:PutAuditEvents', CHANNEL)),
  },
  {
    technique: 'lake-channel-poison',
    open: withSharedChannel,
    actor: 'outside',
    account: OUTSIDER_ACCOUNT,
    path: ['cloudtrail-data:PutAuditEvents'],
    closed: withRcp(withSharedChannel, denyAnybody('cloudtrail-data:PutAuditEvents', CHANNEL)),
  },
  {
    // Past the deny of the call itself, by way of an account outside.
    technique: 'lake-channel-poison',
    open: withScp(withChannel, deny('cloudtrail-data:PutAuditEvents')),
    actor: 'root',
    account: LOG_ARCHIVE,
    path: ['cloudtrail:PutResourcePolicy', 'cloudtrail-data:PutAuditEvents'],
    closed: withScp(withChannel, deny(['cloudtrail-data:PutAuditEvents', 'cloudtrail:PutResourcePolicy'])),
  },
  {
    technique: 'lake-channel-poison',
    open: staying({ resources: ofOrganization }),
    actor: 'management',
    account: MANAGEMENT,
    path: ['cloudtrail:StartImport', 'iam:PassRole'],
    closed: { never: 'the management account owns the event data store, and no policy binds it' },
  },
  {
    technique: 'cloudtrail-channel-delete',
    open: withChannel,
    actor: 'admin',
    account: LOG_ARCHIVE,
    path: ['cloudtrail:DeleteChannel'],
    closed: withScp(withChannel, deny(['cloudtrail:DeleteChannel', 'cloudtrail:UpdateChannel'], CHANNEL)),
  },
  {
    technique: 'cloudtrail-channel-delete',
    open: withLinkedChannel,
    actor: 'root',
    account: LOG_ARCHIVE,
    path: ['cloudtrail:DeleteServiceLinkedChannel'],
    closed: withScp(withLinkedChannel, deny('cloudtrail:*ServiceLinkedChannel', CHANNEL)),
  },
  {
    ...disabling,
    actor: 'admin',
    account: LOG_ARCHIVE,
    closed: withScp(inHongKong, deny('account:DisableRegion')),
  },
  {
    ...disabling,
    actor: 'management',
    account: MANAGEMENT,
    closed: { never: 'the management account may disable Regions of members, and no policy binds it' },
  },
  {
    ...disabling,
    technique: 'region-disable-delegated',
    open: administered,
    actor: 'delegated',
    account: WORKLOAD,
    closed: withScp(administered, deny('account:DisableRegion')),
  },
  {
    ...enabling,
    open: oneRegion,
    actor: 'admin',
    account: WORKLOAD,
    closed: withScp(oneRegion, deny('account:EnableRegion')),
  },
  {
    ...enabling,
    open: oneRegionForAll,
    actor: 'root',
    account: WORKLOAD,
    closed: withScp(oneRegionForAll, deny('account:EnableRegion')),
  },
  {
    technique: 'event-payload-overflow',
    open,
    actor: 'admin',
    account: WORKLOAD,
    path: ['iam:PutRolePolicy'],
    closed: withScp(open, deny(['iam:Put*', 'iam:Create*', 'iam:UpdateAssumeRolePolicy'])),
  },
  {
    technique: 'event-payload-overflow',
    open,
    actor: 'management',
    account: MANAGEMENT,
    path: ['iam:PutRolePolicy'],
    closed: { never: 'no policy tells the size of a request, and none binds the management account' },
  },
  {
    technique: 'non-logged-api',
    open: byDefault,
    actor: 'admin',
    account: WORKLOAD,
    path: ['s3:GetObject'],
    closed: withScp(byDefault, deny(DATA_ACCESS)),
  },
  {
    technique: 'non-logged-api',
    open: staying({ trails: [{ ...organizationTrail(), ...RECORDED }] }),
    actor: 'management',
    account: MANAGEMENT,
    path: ['s3:GetObject'],
    closed: { never: 'no policy makes a trail record a call, and none binds the management account' },
  },
];

export default pairs;
