import * as sdk from '@aws-sdk/client-cloudtrail';
import { Organizations } from '@aws-sdk/client-organizations';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PolicyDocument } from '../../model/policy.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import iam from '../iam/emulate.ts';
import organizations from '../organizations/emulate.ts';
import sts from '../sts/emulate.ts';
import cloudtrail from './emulate.ts';

const MANAGEMENT = '111111111111';
const SHOP = '222222222222';
const LOGS = '333333333333';
const STRANGER = '999999999999';
const BUCKET = 'shop-logs';
const ORG_BUCKET = 'org-logs';
const ORG_TRAIL = `arn:aws:cloudtrail:us-east-1:${MANAGEMENT}:trail/org-trail`;
const SHOP_TRAIL = `arn:aws:cloudtrail:us-east-1:${SHOP}:trail/shop-trail`;
const HOUR = 3_600_000;

/** Lets CloudTrail in for whatever trail. */
const open = (bucket: string): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: ['s3:GetBucketAcl', 's3:PutObject'],
      Resource: [
        `arn:aws:s3:::${bucket}`,
        `arn:aws:s3:::${bucket}/AWSLogs/*`,
        `arn:aws:s3:::${bucket}/pre/AWSLogs/*`,
      ],
    },
  ],
});

let sandbox: Sandbox;
let shop: sdk.CloudTrail;
let management: sdk.CloudTrail;

const options = (accountId: string, region: string) => ({
  endpoint: sandbox.endpoint,
  region,
  credentials: credentialOf(accountId),
  maxAttempts: 1,
});

function credentialOf(accountId: string) {
  const credential = [...sandbox.world.credentials.values()].find(
    ({ identity }) => identity.type === 'user' && identity.accountId === accountId,
  );
  if (!credential) throw new Error(`no key in ${accountId}`);
  return credential;
}

const clientOf = (accountId: string, region = 'us-east-1') => new sdk.CloudTrail(options(accountId, region));

const refusal = (name: string, message?: RegExp) =>
  expect.objectContaining({ name, ...(message ? { message: expect.stringMatching(message) } : {}) });

beforeEach(async () => {
  sandbox = await startSandbox({
    emulations: [cloudtrail, organizations, iam, sts],
    world: {
      schema: 'indelible/world@1',
      organizationalUnits: [{ name: 'Workloads' }],
      accounts: [
        { id: MANAGEMENT, name: 'management', management: true },
        { id: SHOP, name: 'shop', ou: 'Workloads' },
        { id: LOGS, name: 'logs' },
        { id: STRANGER, name: 'stranger', outside: true },
      ],
      buckets: [
        { name: BUCKET, account: 'shop', policy: open(BUCKET) },
        { name: ORG_BUCKET, account: 'logs', policy: open(ORG_BUCKET) },
        { name: 'closed-logs', account: 'shop' },
      ],
      trails: [
        { name: 'shop-trail', account: 'shop', bucket: BUCKET, multiRegion: true },
        {
          name: 'org-trail',
          account: 'management',
          bucket: ORG_BUCKET,
          organization: true,
          multiRegion: true,
        },
      ],
    },
  });
  shop = clientOf(SHOP);
  management = clientOf(MANAGEMENT);
});
afterEach(() => sandbox.close());

test('every operation of the API is recognised', () => {
  const names = Object.keys(sdk)
    .filter((name) => name.endsWith('Command') && name !== '$Command')
    .map((name) => name.slice(0, -'Command'.length));
  expect(Object.keys(cloudtrail.operations).sort()).toEqual(names.sort());
});

test('what is not emulated is authorized on its resource, then answered 501', async () => {
  await expect(shop.listImports({})).rejects.toEqual(refusal('NotEmulated'));
  const { organization } = sandbox.world;
  const client = new Organizations(options(MANAGEMENT, 'us-east-1'));
  await client.enablePolicyType({ RootId: organization.root.id, PolicyType: 'SERVICE_CONTROL_POLICY' });
  const store = `arn:aws:cloudtrail:us-east-1:${SHOP}:eventdatastore/EXAMPLE`;
  await deny({ Effect: 'Deny', Action: 'cloudtrail:DeleteEventDataStore', Resource: store });
  await expect(shop.deleteEventDataStore({ EventDataStore: 'EXAMPLE' })).rejects.toEqual(
    refusal('AccessDeniedException', /explicit deny in a service control policy/),
  );
  await expect(shop.deleteEventDataStore({ EventDataStore: 'OTHER' })).rejects.toEqual(
    refusal('NotEmulated'),
  );
});

/** Attaches a service control policy to shop. */
async function deny(statement: object): Promise<void> {
  const client = new Organizations(options(MANAGEMENT, 'us-east-1'));
  const { Roots } = await client.listRoots({});
  if (Roots?.[0]?.PolicyTypes?.length === 0) {
    await client.enablePolicyType({ RootId: Roots[0].Id, PolicyType: 'SERVICE_CONTROL_POLICY' });
  }
  const { Policy } = await client.createPolicy({
    Name: 'guard',
    Description: '',
    Type: 'SERVICE_CONTROL_POLICY',
    Content: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
  });
  await client.attachPolicy({ PolicyId: Policy?.PolicySummary?.Id, TargetId: SHOP });
}

describe('create, update, delete', () => {
  const trail = { Name: 'second', S3BucketName: BUCKET };

  test('a trail is made, found, started, changed and deleted', async () => {
    const made = await shop.createTrail({ ...trail, S3KeyPrefix: 'pre', EnableLogFileValidation: true });
    const arn = `arn:aws:cloudtrail:us-east-1:${SHOP}:trail/second`;
    expect(made).toMatchObject({
      TrailARN: arn,
      S3KeyPrefix: 'pre',
      IsMultiRegionTrail: false,
      IncludeGlobalServiceEvents: true,
      LogFileValidationEnabled: true,
      IsOrganizationTrail: false,
    });
    expect(await shop.getTrailStatus({ Name: 'second' })).toMatchObject({ IsLogging: false });
    await shop.startLogging({ Name: arn });
    const status = await shop.getTrailStatus({ Name: arn });
    expect(status.IsLogging).toBe(true);
    expect(status.StartLoggingTime).toBeInstanceOf(Date);
    await shop.updateTrail({ Name: 'second', IsMultiRegionTrail: true, S3KeyPrefix: '' });
    const { Trail } = await shop.getTrail({ Name: 'second' });
    expect(Trail).toMatchObject({
      IsMultiRegionTrail: true,
      HomeRegion: 'us-east-1',
      HasCustomEventSelectors: false,
    });
    expect(Trail?.S3KeyPrefix).toBeUndefined();
    await shop.stopLogging({ Name: 'second' });
    expect(await shop.getTrailStatus({ Name: 'second' })).toMatchObject({ IsLogging: false });
    await shop.deleteTrail({ Name: 'second' });
    await expect(shop.getTrail({ Name: 'second' })).rejects.toEqual(refusal('TrailNotFoundException'));
  });

  test.each<[string, Partial<sdk.CreateTrailRequest>, string]>([
    ['a short name', { Name: 'ab' }, 'InvalidTrailNameException'],
    ['a long name', { Name: 'a'.repeat(129) }, 'InvalidTrailNameException'],
    ['two marks in a row', { Name: 'a--b' }, 'InvalidTrailNameException'],
    ['a mark at the end', { Name: 'trail-' }, 'InvalidTrailNameException'],
    ['an address', { Name: '192.168.5.4' }, 'InvalidTrailNameException'],
    ['a name that is taken', { Name: 'shop-trail' }, 'TrailAlreadyExistsException'],
    ['no such bucket', { S3BucketName: 'no-such-bucket' }, 'S3BucketDoesNotExistException'],
    ['no bucket name', { S3BucketName: 'A' }, 'InvalidS3BucketNameException'],
    ['a bucket that lets nobody in', { S3BucketName: 'closed-logs' }, 'InsufficientS3BucketPolicyException'],
    ['a prefix that the policy leaves out', { S3KeyPrefix: 'other' }, 'InsufficientS3BucketPolicyException'],
    ['a long prefix', { S3KeyPrefix: 'p'.repeat(201) }, 'InvalidS3PrefixException'],
    [
      'all Regions without global services',
      { IsMultiRegionTrail: true, IncludeGlobalServiceEvents: false },
      'InvalidParameterCombinationException',
    ],
    [
      'an organization trail of a member',
      { IsOrganizationTrail: true },
      'NotOrganizationMasterAccountException',
    ],
    ['a tag of AWS', { TagsList: [{ Key: 'aws:x', Value: '' }] }, 'InvalidTagParameterException'],
    ['a key, which is not emulated', { KmsKeyId: 'alias/x' }, 'NotEmulated'],
  ])('refuses %s', async (_, input, name) => {
    await expect(shop.createTrail({ ...trail, ...input })).rejects.toEqual(refusal(name));
    expect(sandbox.world.trails.size).toBe(2);
  });

  test('five trails fill a Region, those of all Regions count in each', async () => {
    const elsewhere = clientOf(SHOP, 'eu-west-1');
    for (let n = 0; n < 4; n++) await elsewhere.createTrail({ ...trail, Name: `trail-${n}` });
    await expect(elsewhere.createTrail({ ...trail, Name: 'one-more' })).rejects.toEqual(
      refusal('MaximumNumberOfTrailsExceededException'),
    );
    await shop.createTrail({ ...trail, Name: 'one-more' });
  });

  test.each(['s3:GetBucketAcl', 's3:PutObject'])('a bucket must allow %s', async (needed) => {
    const bucket = sandbox.world.buckets.get(BUCKET);
    if (bucket) {
      const document: PolicyDocument = {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Deny', Principal: '*', Action: needed, Resource: '*' },
          ...[open(BUCKET).Statement].flat(),
        ],
      };
      bucket.policy = { text: '', policy: { name: BUCKET, document } };
    }
    await expect(shop.createTrail(trail)).rejects.toEqual(refusal('InsufficientS3BucketPolicyException'));
  });

  test('the bucket of a trail that stays is not looked at again, the new one is', async () => {
    const bucket = sandbox.world.buckets.get(BUCKET);
    if (bucket) bucket.policy = undefined;
    await shop.updateTrail({ Name: 'shop-trail', IsMultiRegionTrail: false });
    await expect(shop.updateTrail({ Name: 'shop-trail', S3BucketName: 'closed-logs' })).rejects.toEqual(
      refusal('InsufficientS3BucketPolicyException'),
    );
    expect((await shop.getTrail({ Name: 'shop-trail' })).Trail?.S3BucketName).toBe(BUCKET);
  });

  test('changes go to the home Region, whether by name or ARN', async () => {
    const elsewhere = clientOf(SHOP, 'eu-west-1');
    for (const Name of ['shop-trail', SHOP_TRAIL]) {
      await expect(elsewhere.stopLogging({ Name })).rejects.toEqual(refusal('InvalidHomeRegionException'));
      await expect(elsewhere.deleteTrail({ Name })).rejects.toEqual(refusal('InvalidHomeRegionException'));
    }
    await expect(elsewhere.getTrailStatus({ Name: 'shop-trail' })).rejects.toEqual(
      refusal('TrailNotFoundException'),
    );
    expect(await elsewhere.getTrailStatus({ Name: SHOP_TRAIL })).toMatchObject({ IsLogging: true });
  });

  test('a name in another Region is authorized on the ARN of the trail', async () => {
    await deny({ Effect: 'Deny', Action: 'cloudtrail:StopLogging', Resource: SHOP_TRAIL });
    await expect(clientOf(SHOP, 'eu-west-1').stopLogging({ Name: 'shop-trail' })).rejects.toEqual(
      refusal('AccessDeniedException'),
    );
  });

  test.each([
    ['not-a-trail', 'TrailNotFoundException'],
    ['a--b', 'InvalidTrailNameException'],
    ['arn:aws:cloudtrail:nonsense', 'CloudTrailARNInvalidException'],
    [`arn:aws:cloudtrail:us-east-1:${LOGS}:trail/any`, 'TrailNotFoundException'],
  ])('nothing is called %s', async (Name, name) => {
    for (const call of [shop.startLogging({ Name }), shop.getTrail({ Name }), shop.updateTrail({ Name })]) {
      await expect(call).rejects.toEqual(refusal(name));
    }
  });
});

describe('organization trail', () => {
  test('members see it and cannot touch it', async () => {
    expect((await shop.describeTrails({})).trailList?.map(({ TrailARN }) => TrailARN).sort()).toEqual([
      ORG_TRAIL,
      SHOP_TRAIL,
    ]);
    expect(await shop.getTrailStatus({ Name: ORG_TRAIL })).toMatchObject({ IsLogging: true });
    expect((await shop.getEventSelectors({ TrailName: ORG_TRAIL })).EventSelectors).toHaveLength(1);
    await expect(shop.getTrailStatus({ Name: 'org-trail' })).rejects.toEqual(
      refusal('TrailNotFoundException'),
    );
    const Name = ORG_TRAIL;
    const selectors = { TrailName: ORG_TRAIL, EventSelectors: [{ IncludeManagementEvents: false }] };
    for (const call of [
      shop.stopLogging({ Name }),
      shop.startLogging({ Name }),
      shop.updateTrail({ Name, IsMultiRegionTrail: false }),
      shop.deleteTrail({ Name }),
      shop.putEventSelectors(selectors),
      shop.addTags({ ResourceId: Name, TagsList: [{ Key: 'a', Value: 'b' }] }),
    ]) {
      await expect(call).rejects.toEqual(refusal('NotOrganizationMasterAccountException'));
    }
    await expect(shop.listTags({ ResourceIdList: [Name] })).rejects.toEqual(
      refusal('CloudTrailARNInvalidException'),
    );
    expect(sandbox.world.trails.get(ORG_TRAIL)).toMatchObject({ logging: true, multiRegion: true });
  });

  test('nobody outside sees it', async () => {
    const stranger = clientOf(STRANGER);
    expect((await stranger.describeTrails({})).trailList).toEqual([]);
    await expect(stranger.stopLogging({ Name: ORG_TRAIL })).rejects.toEqual(
      refusal('TrailNotFoundException'),
    );
  });

  test('the management account owns it', async () => {
    await management.stopLogging({ Name: 'org-trail' });
    expect(await management.getTrailStatus({ Name: 'org-trail' })).toMatchObject({ IsLogging: false });
    await management.deleteTrail({ Name: ORG_TRAIL });
    expect((await shop.listTrails({})).Trails).toHaveLength(1);
  });

  test('needs trusted access, and an organization', async () => {
    const trail = { Name: 'another', S3BucketName: ORG_BUCKET, IsOrganizationTrail: true };
    sandbox.world.organization.trustedServices.clear();
    await expect(management.createTrail(trail)).rejects.toEqual(
      refusal('CloudTrailAccessNotEnabledException'),
    );
    await expect(clientOf(STRANGER).createTrail(trail)).rejects.toEqual(
      refusal('OrganizationsNotInUseException'),
    );
  });

  test('a delegated administrator makes and changes it, for the management account, and cannot convert it', async () => {
    await new Organizations(options(MANAGEMENT, 'us-east-1')).registerDelegatedAdministrator({
      AccountId: LOGS,
      ServicePrincipal: 'cloudtrail.amazonaws.com',
    });
    const delegate = clientOf(LOGS);
    const trail = { Name: 'another', S3BucketName: ORG_BUCKET, IsOrganizationTrail: true };
    const { TrailARN } = await delegate.createTrail(trail);
    expect(TrailARN).toBe(`arn:aws:cloudtrail:us-east-1:${MANAGEMENT}:trail/another`);
    await expect(delegate.createTrail(trail)).rejects.toEqual(refusal('TrailAlreadyExistsException'));
    // https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1932
    await expect(delegate.startLogging({ Name: 'another' })).rejects.toEqual(
      refusal('TrailNotFoundException'),
    );
    await delegate.startLogging({ Name: TrailARN });
    await delegate.stopLogging({ Name: ORG_TRAIL });
    await expect(delegate.updateTrail({ Name: ORG_TRAIL, IsOrganizationTrail: false })).rejects.toEqual(
      refusal('NotOrganizationMasterAccountException'),
    );
    await management.updateTrail({ Name: ORG_TRAIL, IsOrganizationTrail: false });
    expect((await shop.listTrails({})).Trails?.map(({ Name }) => Name).sort()).toEqual([
      'another',
      'shop-trail',
    ]);
  });
});

describe('describe and list', () => {
  test('shadow trails are shown unless they are left out', async () => {
    await shop.createTrail({ Name: 'here', S3BucketName: BUCKET });
    const elsewhere = clientOf(SHOP, 'eu-west-1');
    const names = async (client: sdk.CloudTrail, includeShadowTrails?: boolean) =>
      (
        await client.describeTrails(includeShadowTrails === undefined ? {} : { includeShadowTrails })
      ).trailList
        ?.map(({ Name }) => Name)
        .sort();
    expect(await names(shop)).toEqual(['here', 'org-trail', 'shop-trail']);
    expect(await names(shop, false)).toEqual(['here', 'shop-trail']);
    expect(await names(elsewhere)).toEqual(['org-trail', 'shop-trail']);
    expect(await names(elsewhere, false)).toEqual([]);
    expect((await elsewhere.listTrails({})).Trails).toHaveLength(3);
  });

  test('by name those of this Region and account, by ARN any', async () => {
    const elsewhere = clientOf(SHOP, 'eu-west-1');
    const found = await elsewhere.describeTrails({ trailNameList: ['shop-trail', ORG_TRAIL, 'nothing'] });
    expect(found.trailList?.map(({ TrailARN }) => TrailARN)).toEqual([ORG_TRAIL]);
    const { trailList } = await shop.describeTrails({ trailNameList: ['shop-trail'] });
    expect(trailList).toMatchObject([
      { TrailARN: SHOP_TRAIL, S3BucketName: BUCKET, HomeRegion: 'us-east-1' },
    ]);
  });

  test('no key has signed a digest, and Insights is off', async () => {
    expect((await shop.listPublicKeys({})).PublicKeyList).toEqual([]);
    await expect(shop.listPublicKeys({ StartTime: new Date(2000), EndTime: new Date(1000) })).rejects.toEqual(
      refusal('InvalidTimeRangeException'),
    );
    await expect(shop.getInsightSelectors({ TrailName: 'shop-trail' })).rejects.toEqual(
      refusal('InsightNotEnabledException'),
    );
  });
});

describe('event selectors', () => {
  const TrailName = 'shop-trail';
  const object = { Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::shop-logs/'] };
  const dataOf = (...more: sdk.AdvancedFieldSelector[]) => ({
    FieldSelectors: [
      { Field: 'eventCategory', Equals: ['Data'] },
      { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
      ...more,
    ],
  });
  const managementOf = (...more: sdk.AdvancedFieldSelector[]) => ({
    FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }, ...more],
  });

  test('new selectors replace what was there, basic by advanced and back', async () => {
    const basic = await shop.putEventSelectors({ TrailName, EventSelectors: [{ DataResources: [object] }] });
    expect(basic.EventSelectors).toEqual([
      {
        ReadWriteType: 'All',
        IncludeManagementEvents: true,
        DataResources: [object],
        ExcludeManagementEventSources: [],
      },
    ]);
    const advanced = [{ Name: 'all', ...dataOf() }, managementOf()];
    await shop.putEventSelectors({ TrailName, AdvancedEventSelectors: advanced });
    const read = await shop.getEventSelectors({ TrailName });
    expect(read.AdvancedEventSelectors).toEqual(advanced);
    expect(read.EventSelectors).toBeUndefined();
    await shop.putEventSelectors({
      TrailName,
      EventSelectors: [{ IncludeManagementEvents: false, DataResources: [object] }],
    });
    expect((await shop.getEventSelectors({ TrailName })).AdvancedEventSelectors).toBeUndefined();
  });

  const many = (count: number) => Array.from({ length: count }, (_, n) => `arn:aws:s3:::shop-logs/${n}`);
  test.each<[string, Partial<sdk.PutEventSelectorsRequest>, string]>([
    ['none', {}, 'InvalidEventSelectorsException'],
    ['six', { EventSelectors: Array(6).fill({}) }, 'InvalidEventSelectorsException'],
    [
      'both kinds',
      { EventSelectors: [{}], AdvancedEventSelectors: [managementOf()] },
      'InvalidParameterCombinationException',
    ],
    [
      'read-only',
      { EventSelectors: [{ ReadWriteType: 'read-only' as 'All' }] },
      'InvalidEventSelectorsException',
    ],
    [
      '251 objects',
      { EventSelectors: [{ DataResources: [{ ...object, Values: many(251) }] }] },
      'InvalidEventSelectorsException',
    ],
    [
      'a bucket without slash',
      { EventSelectors: [{ DataResources: [{ ...object, Values: ['arn:aws:s3:::shop-logs'] }] }] },
      'InvalidEventSelectorsException',
    ],
    [
      'an unknown type',
      { EventSelectors: [{ DataResources: [{ ...object, Type: 'AWS::SNS::Topic' }] }] },
      'InvalidEventSelectorsException',
    ],
    [
      'sources that stay',
      { EventSelectors: [{ ExcludeManagementEventSources: ['iam.amazonaws.com'] }] },
      'InvalidEventSelectorsException',
    ],
    [
      'no category',
      { AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'readOnly', Equals: ['true'] }] }] },
      'InvalidEventSelectorsException',
    ],
    [
      'an unknown category',
      { AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Any'] }] }] },
      'InvalidEventSelectorsException',
    ],
    [
      'data of no type',
      { AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }] }] },
      'InvalidEventSelectorsException',
    ],
    [
      'readOnly of neither',
      { AdvancedEventSelectors: [dataOf({ Field: 'readOnly', Equals: ['yes'] })] },
      'InvalidEventSelectorsException',
    ],
    [
      'readOnly by another operator',
      { AdvancedEventSelectors: [dataOf({ Field: 'readOnly', NotEquals: ['true'] })] },
      'InvalidEventSelectorsException',
    ],
    [
      'an unknown field',
      { AdvancedEventSelectors: [dataOf({ Field: 'awsRegion', Equals: ['x'] })] },
      'InvalidEventSelectorsException',
    ],
    [
      'a field twice',
      {
        AdvancedEventSelectors: [
          dataOf({ Field: 'eventName', Equals: ['x'] }, { Field: 'eventName', Equals: ['y'] }),
        ],
      },
      'InvalidEventSelectorsException',
    ],
    [
      'names of management events',
      { AdvancedEventSelectors: [managementOf({ Field: 'eventName', Equals: ['x'] })] },
      'InvalidEventSelectorsException',
    ],
    [
      'only one source',
      { AdvancedEventSelectors: [managementOf({ Field: 'eventSource', Equals: ['kms.amazonaws.com'] })] },
      'InvalidEventSelectorsException',
    ],
    [
      '501 values',
      { AdvancedEventSelectors: [dataOf({ Field: 'resources.ARN', Equals: many(499) })] },
      'InvalidEventSelectorsException',
    ],
  ])('refuses %s, and keeps what was', async (_, input, name) => {
    await expect(shop.putEventSelectors({ TrailName, ...input })).rejects.toEqual(refusal(name));
    expect((await shop.getEventSelectors({ TrailName })).EventSelectors).toMatchObject([
      { ReadWriteType: 'All', IncludeManagementEvents: true },
    ]);
  });
});

describe('tags', () => {
  const ResourceId = SHOP_TRAIL;
  const list = async () =>
    (await shop.listTags({ ResourceIdList: [ResourceId] })).ResourceTagList?.[0]?.TagsList;

  test('are added, listed and removed', async () => {
    await shop.addTags({ ResourceId, TagsList: [{ Key: 'a', Value: '1' }, { Key: 'b' }] });
    expect(await list()).toEqual([
      { Key: 'a', Value: '1' },
      { Key: 'b', Value: '' },
    ]);
    await shop.removeTags({ ResourceId, TagsList: [{ Key: 'a' }] });
    expect(await list()).toEqual([{ Key: 'b', Value: '' }]);
  });

  test('stay at fifty', async () => {
    const tags = (from: number, count: number) =>
      Array.from({ length: count }, (_, n) => ({ Key: `k${from + n}`, Value: '' }));
    await shop.addTags({ ResourceId, TagsList: tags(0, 50) });
    await expect(shop.addTags({ ResourceId, TagsList: tags(50, 1) })).rejects.toEqual(
      refusal('TagsLimitExceededException'),
    );
    expect(await list()).toHaveLength(50);
  });

  test('are what conditions see', async () => {
    await shop.addTags({ ResourceId, TagsList: [{ Key: 'keep', Value: 'yes' }] });
    const tagged = { StringEquals: { 'aws:ResourceTag/keep': 'yes' } };
    await deny({ Effect: 'Deny', Action: 'cloudtrail:StopLogging', Resource: '*', Condition: tagged });
    await expect(shop.stopLogging({ Name: 'shop-trail' })).rejects.toEqual(refusal('AccessDeniedException'));
    await shop.removeTags({ ResourceId, TagsList: [{ Key: 'keep' }] });
    await shop.stopLogging({ Name: 'shop-trail' });
  });

  test('at creation need the permission to tag', async () => {
    await deny({ Effect: 'Deny', Action: 'cloudtrail:AddTags', Resource: '*' });
    const trail = { Name: 'second', S3BucketName: BUCKET };
    await expect(shop.createTrail({ ...trail, TagsList: [{ Key: 'a', Value: 'b' }] })).rejects.toEqual(
      refusal('AccessDeniedException', /cloudtrail:AddTags/),
    );
    await shop.createTrail(trail);
  });
});

describe('Event history', () => {
  const lookup = (input: sdk.LookupEventsRequest = {}) => shop.lookupEvents(input);
  const names = ({ Events }: sdk.LookupEventsResponse) => Events?.map(({ EventName }) => EventName);
  const by = (AttributeKey: sdk.LookupAttributeKey, AttributeValue: string) =>
    lookup({ LookupAttributes: [{ AttributeKey, AttributeValue }] });

  test('holds the newest first, of one account and Region', async () => {
    await shop.stopLogging({ Name: 'shop-trail' });
    await shop.startLogging({ Name: 'shop-trail' });
    await clientOf(SHOP, 'eu-west-1').listTrails({});
    await management.listTrails({});
    const found = await lookup();
    expect(names(found)).toEqual(['StartLogging', 'StopLogging']);
    expect(found.Events?.[0]).toMatchObject({
      EventSource: 'cloudtrail.amazonaws.com',
      ReadOnly: 'false',
      Username: 'Admin',
    });
    expect(JSON.parse(found.Events?.[1]?.CloudTrailEvent ?? '')).toMatchObject({
      eventName: 'StopLogging',
      requestParameters: { name: 'shop-trail' },
      responseElements: null,
      userIdentity: { type: 'IAMUser', accountId: SHOP },
    });
    expect(names(await clientOf(SHOP, 'eu-west-1').lookupEvents({}))).toEqual(['ListTrails']);
  });

  test('is searched by one attribute', async () => {
    await shop.listTrails({});
    await shop.stopLogging({ Name: 'shop-trail' });
    expect(names(await by('EventName', 'ListTrails'))).toEqual(['ListTrails']);
    expect(names(await by('ReadOnly', 'false'))).toEqual(['StopLogging']);
    expect(names(await by('EventSource', 'iam.amazonaws.com'))).toEqual([]);
    expect(names(await by('Username', 'Admin'))).toContain('StopLogging');
    expect(names(await by('AccessKeyId', credentialOf(SHOP).accessKeyId))).toContain('StopLogging');
    await expect(by('EventTime' as 'EventId', 'x')).rejects.toEqual(
      refusal('InvalidLookupAttributesException'),
    );
  });

  test('comes in pages that new events do not move', async () => {
    for (let n = 0; n < 5; n++) await shop.getTrail({ Name: 'shop-trail' });
    const seen: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const part = await lookup({
        MaxResults: 2,
        LookupAttributes: [{ AttributeKey: 'ReadOnly', AttributeValue: 'true' }],
        ...(NextToken === undefined ? {} : { NextToken }),
      });
      seen.push(...(part.Events?.map(({ EventId }) => EventId) ?? []));
      NextToken = part.NextToken;
    } while (NextToken !== undefined);
    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBe(5);
    await expect(lookup({ NextToken: 'bm9uc2Vuc2U' })).rejects.toEqual(refusal('InvalidNextTokenException'));
    await expect(lookup({ MaxResults: 51 })).rejects.toEqual(refusal('InvalidMaxResultsException'));
  });

  test('keeps ninety days', async () => {
    await shop.stopLogging({ Name: 'shop-trail' });
    sandbox.advance(89 * 24 * HOUR);
    await shop.startLogging({ Name: 'shop-trail' });
    expect(names(await by('ReadOnly', 'false'))).toEqual(['StartLogging', 'StopLogging']);
    sandbox.advance(2 * 24 * HOUR);
    expect(names(await by('ReadOnly', 'false'))).toEqual(['StartLogging']);
    const EndTime = new Date(sandbox.world.clock.now().getTime() - 24 * HOUR);
    const StartTime = new Date(EndTime.getTime() - 48 * HOUR);
    // Looking up was an event, too.
    expect(names(await lookup({ StartTime, EndTime }))).toEqual(['LookupEvents', 'StartLogging']);
    await expect(lookup({ StartTime: new Date(2000), EndTime: new Date(1000) })).rejects.toEqual(
      refusal('InvalidTimeRangeException'),
    );
    await expect(lookup({ EventCategory: 'data' as 'insight' })).rejects.toEqual(
      refusal('InvalidEventCategoryException'),
    );
  });
});
