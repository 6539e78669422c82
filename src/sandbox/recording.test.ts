import { gunzipSync } from 'node:zlib';
import { CloudTrail } from '@aws-sdk/client-cloudtrail';
import { IAM } from '@aws-sdk/client-iam';
import { Organizations } from '@aws-sdk/client-organizations';
import { S3 } from '@aws-sdk/client-s3';
import { STS } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PolicyDocument } from '../model/policy.ts';
import { emulations } from '../services/emulations.ts';
import { deliverDue } from './delivery.ts';
import type { EventRecord } from './event-record.ts';
import { type Sandbox, startSandbox } from './start.ts';
import type { Credential, TrailState } from './world.ts';

const MANAGEMENT = '111111111111';
const SHOP = '222222222222';
const LOGS = '333333333333';
const STRANGER = '999999999999';
const SHOP_BUCKET = 'shop-logs';
const ORG_BUCKET = 'org-logs';
const SHOP_TRAIL = `arn:aws:cloudtrail:us-east-1:${SHOP}:trail/shop-trail`;
const ORG_TRAIL = `arn:aws:cloudtrail:us-east-1:${MANAGEMENT}:trail/org-trail`;
const DAY = 86_400_000;

const logBuckets = [
  {
    ReadWriteType: 'All' as const,
    IncludeManagementEvents: true,
    DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }],
    ExcludeManagementEventSources: [],
  },
];

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox({
    emulations,
    now: new Date('2026-03-01T09:02:00Z'),
    world: {
      schema: 'indelible/world@1',
      organization: { id: 'o-a1b2c3d4e5' },
      organizationalUnits: [{ name: 'Workloads' }],
      accounts: [
        { id: MANAGEMENT, name: 'management', management: true },
        {
          id: SHOP,
          name: 'shop',
          ou: 'Workloads',
          principals: [{ role: 'Auditor', policies: ['AdministratorAccess'], trust: trusting('*') }],
        },
        { id: LOGS, name: 'logs' },
        { id: STRANGER, name: 'stranger', outside: true },
      ],
      buckets: [
        { name: SHOP_BUCKET, account: 'shop', objects: [{ key: 'kept', body: 'kept' }] },
        { name: ORG_BUCKET, account: 'logs' },
      ],
      trails: [
        {
          name: 'shop-trail',
          account: 'shop',
          bucket: SHOP_BUCKET,
          multiRegion: true,
          eventSelectors: logBuckets,
        },
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
});
afterEach(() => sandbox.close());

function trusting(principal: string): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: principal }, Action: 'sts:AssumeRole' }],
  };
}

function key(accountId: string, type: 'user' | 'root' = 'user'): Credential {
  const found = [...sandbox.world.credentials.values()].find(
    ({ identity }) => identity.type === type && identity.accountId === accountId,
  );
  if (!found) throw new Error(`no key of ${type} in ${accountId}`);
  return found;
}

const as = (credentials: { accessKeyId: string; secretAccessKey: string }, region = 'us-east-1') => ({
  endpoint: sandbox.endpoint,
  region,
  credentials,
  maxAttempts: 1,
});

function trail(arn: string): TrailState {
  const found = sandbox.world.trails.get(arn);
  if (!found) throw new Error(`no trail ${arn}`);
  return found;
}

/** What lies in a bucket's log files, by key. */
function files(bucket: string): Map<string, EventRecord[]> {
  const objects = sandbox.world.buckets.get(bucket)?.objects ?? new Map();
  return new Map(
    [...objects]
      .filter(([name]) => name.endsWith('.json.gz'))
      .map(([name, [newest]]) => [name, JSON.parse(gunzipSync(newest.body).toString()).Records]),
  );
}

const delivered = (bucket: string): readonly EventRecord[] => {
  sandbox.deliver();
  return [...files(bucket).values()].flat();
};
const names = (records: readonly EventRecord[]) => records.map(({ eventName }) => eventName);

async function guardShop(...statements: object[]): Promise<string> {
  const client = new Organizations(as(key(MANAGEMENT)));
  await client.enablePolicyType({
    RootId: sandbox.world.organization.root.id,
    PolicyType: 'SERVICE_CONTROL_POLICY',
  });
  const { Policy } = await client.createPolicy({
    Name: 'guard',
    Description: '',
    Type: 'SERVICE_CONTROL_POLICY',
    Content: JSON.stringify({ Version: '2012-10-17', Statement: statements }),
  });
  await client.attachPolicy({ PolicyId: Policy?.PolicySummary?.Id, TargetId: SHOP });
  return Policy?.PolicySummary?.Arn ?? '';
}

describe('an administrator whom a service control policy denies', () => {
  test('is found in the delivered files, each attempt with its error', async () => {
    const policy = await guardShop({
      Effect: 'Deny',
      Action: ['cloudtrail:*', 's3:Delete*', 's3:PutBucketPolicy', 'iam:CreateUser'],
      Resource: '*',
    });
    const cloudtrail = new CloudTrail(as(key(SHOP)));
    const s3 = new S3(as(key(SHOP, 'root')));
    const attempts: [string, () => Promise<unknown>][] = [
      ['StopLogging', () => cloudtrail.stopLogging({ Name: SHOP_TRAIL })],
      ['DeleteTrail', () => cloudtrail.deleteTrail({ Name: SHOP_TRAIL })],
      ['UpdateTrail', () => cloudtrail.updateTrail({ Name: SHOP_TRAIL })],
      [
        'PutEventSelectors',
        () => cloudtrail.putEventSelectors({ TrailName: SHOP_TRAIL, EventSelectors: [{}] }),
      ],
      ['DeleteObject', () => s3.deleteObject({ Bucket: SHOP_BUCKET, Key: 'kept' })],
      ['DeleteBucket', () => s3.deleteBucket({ Bucket: SHOP_BUCKET })],
      ['PutBucketPolicy', () => s3.putBucketPolicy({ Bucket: SHOP_BUCKET, Policy: '{}' })],
      ['CreateUser', () => new IAM(as(key(SHOP))).createUser({ UserName: 'x' })],
    ];
    for (const [, attempt] of attempts) await expect(attempt()).rejects.toThrow(policy);
    for (const bucket of [SHOP_BUCKET, ORG_BUCKET]) {
      const found = delivered(bucket).filter(({ recipientAccountId }) => recipientAccountId === SHOP);
      // The organization's trail takes no data events.
      const heard = attempts.filter(([name]) => bucket === SHOP_BUCKET || name !== 'DeleteObject');
      for (const [eventName] of heard) {
        expect(found.filter((record) => record.eventName === eventName)).toEqual([
          expect.objectContaining({
            // Whatever code the API answered with: CloudTrail's own is AccessDeniedException.
            errorCode: 'AccessDenied',
            errorMessage: expect.stringContaining(
              `with an explicit deny in a service control policy: ${policy}`,
            ),
            responseElements: null,
          }),
        ]);
      }
      expect(names(found)).toHaveLength(heard.length);
    }
    const [deletion] = delivered(SHOP_BUCKET).filter(({ eventName }) => eventName === 'DeleteObject');
    expect(deletion).toMatchObject({
      eventCategory: 'Data',
      managementEvent: false,
      readOnly: false,
      userIdentity: { type: 'Root', arn: `arn:aws:iam::${SHOP}:root`, principalId: SHOP },
      requestParameters: { bucketName: SHOP_BUCKET, key: 'kept' },
      resources: [{ type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${SHOP_BUCKET}/kept` }, {}],
    });
  });
});

describe('log files', () => {
  test('lie where AWS puts them, one an account and Region', async () => {
    await new STS(as(key(SHOP))).getCallerIdentity({});
    await new STS(as(key(SHOP))).getCallerIdentity({});
    await new STS(as(key(SHOP), 'eu-west-1')).getCallerIdentity({});
    await new STS(as(key(LOGS))).getCallerIdentity({});
    sandbox.setTime(new Date('2026-03-01T09:07:00Z'));
    const unique = '[A-Za-z0-9]{16}';
    const file = (root: string, account: string, region: string) =>
      new RegExp(
        `^AWSLogs/${root}${account}/CloudTrail/${region}/2026/03/01/${account}_CloudTrail_${region}_20260301T0907Z_${unique}\\.json\\.gz$`,
      );
    expect([...files(SHOP_BUCKET).keys()].sort()).toEqual([
      expect.stringMatching(file('', SHOP, 'eu-west-1')),
      expect.stringMatching(file('', SHOP, 'us-east-1')),
    ]);
    expect([...files(ORG_BUCKET).keys()].sort()).toEqual([
      expect.stringMatching(file('o-a1b2c3d4e5/', SHOP, 'eu-west-1')),
      expect.stringMatching(file('o-a1b2c3d4e5/', SHOP, 'us-east-1')),
      expect.stringMatching(file('o-a1b2c3d4e5/', LOGS, 'us-east-1')),
    ]);
    expect([...files(SHOP_BUCKET).values()].map(({ length }) => length).sort()).toEqual([1, 2]);
    const [versions] = [...(sandbox.world.buckets.get(SHOP_BUCKET)?.objects.values() ?? [])].slice(-1);
    expect(versions?.[0]).toMatchObject({
      contentType: 'application/json',
      headers: { 'content-encoding': 'gzip' },
    });
  });

  test('have the prefix of the trail', async () => {
    await new CloudTrail(as(key(SHOP))).updateTrail({ Name: SHOP_TRAIL });
    Object.assign(trail(SHOP_TRAIL), { keyPrefix: 'audit/logs' });
    openBucket(SHOP_BUCKET);
    sandbox.deliver();
    expect([...files(SHOP_BUCKET).keys()]).toEqual([
      expect.stringMatching(/^audit\/logs\/AWSLogs\/222222222222\//),
    ]);
  });

  test('hold a thousand records each at most', async () => {
    await new STS(as(key(SHOP))).getCallerIdentity({});
    const { pending } = trail(SHOP_TRAIL);
    const [event] = pending;
    if (event) pending.push(...Array.from({ length: 2_499 }, (_, n) => ({ ...event, eventID: String(n) })));
    const found = delivered(SHOP_BUCKET);
    expect([...files(SHOP_BUCKET).values()].map(({ length }) => length)).toEqual([1000, 1000, 500]);
    expect(new Set(found.map(({ eventID }) => eventID)).size).toBe(2_500);
  });

  test('are in no folder that a caller makes up', async () => {
    for (const region of ['..', 'x'.repeat(1000), 'US-EAST-1']) {
      await expect(new STS(as(key(SHOP), region)).getCallerIdentity({})).rejects.toThrow();
    }
    expect(delivered(SHOP_BUCKET)).toEqual([]);
  });

  test('hold nothing of their own delivery', async () => {
    await new STS(as(key(SHOP))).getCallerIdentity({});
    expect(names(delivered(SHOP_BUCKET))).toEqual(['GetCallerIdentity']);
    expect(trail(SHOP_TRAIL).pending).toEqual([]);
  });
});

function setPolicy(bucket: string, document: PolicyDocument): void {
  const state = sandbox.world.buckets.get(bucket);
  if (state) state.policy = { text: JSON.stringify(document), policy: { name: bucket, document } };
}

function openBucket(bucket: string, condition?: Record<string, Record<string, string>>): void {
  setPolicy(bucket, {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: `arn:aws:s3:::${bucket}/*`,
        ...(condition ? { Condition: condition } : {}),
      },
    ],
  });
}

describe('delivery', () => {
  const call = () => new STS(as(key(SHOP))).getCallerIdentity({});
  const status = () => new CloudTrail(as(key(SHOP))).getTrailStatus({ Name: SHOP_TRAIL });

  test('broken by the bucket policy is told, kept, and made up for once it is repaired', async () => {
    const before = sandbox.world.buckets.get(SHOP_BUCKET)?.policy;
    await new S3(as(key(SHOP))).deleteBucketPolicy({ Bucket: SHOP_BUCKET });
    await call();
    sandbox.deliver();
    expect(files(SHOP_BUCKET).size).toBe(0);
    expect(await status()).toMatchObject({ IsLogging: true, LatestDeliveryError: 'AccessDenied' });
    sandbox.advance(29 * DAY);
    expect(await status()).toMatchObject({ LatestDeliveryError: 'AccessDenied' });
    await new S3(as(key(SHOP))).putBucketPolicy({ Bucket: SHOP_BUCKET, Policy: before?.text ?? '' });
    const found = delivered(SHOP_BUCKET);
    expect(names(found)).toEqual(
      expect.arrayContaining(['DeleteBucketPolicy', 'GetCallerIdentity', 'PutBucketPolicy']),
    );
    const after = await status();
    expect(after.LatestDeliveryError).toBeUndefined();
    expect(after.LatestDeliveryTime).toBeInstanceOf(Date);
  });

  test('broken for longer than thirty days loses what was recorded before', async () => {
    await new S3(as(key(SHOP))).deleteBucketPolicy({ Bucket: SHOP_BUCKET });
    await call();
    sandbox.advance(31 * DAY);
    await status();
    openBucket(SHOP_BUCKET);
    expect(names(delivered(SHOP_BUCKET))).toEqual(['GetTrailStatus']);
  });

  test('is tried once in five minutes', async () => {
    setPolicy(SHOP_BUCKET, {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: '*',
          Action: 's3:GetObject',
          Resource: `arn:aws:s3:::${SHOP_BUCKET}/*`,
        },
      ],
    });
    await call();
    sandbox.setTime(new Date('2026-03-01T09:05:01Z'));
    const tried = trail(SHOP_TRAIL).latestDeliveryAttemptAt;
    expect(tried).toBeDefined();
    openBucket(SHOP_BUCKET);
    deliverDue(sandbox.world);
    expect(trail(SHOP_TRAIL).latestDeliveryAttemptAt).toBe(tried);
    sandbox.setTime(new Date('2026-03-01T09:10:00Z'));
    expect(names([...files(SHOP_BUCKET).values()].flat())).toEqual(['GetCallerIdentity']);
  });

  test('leaves what happened after the last five minutes', async () => {
    await call();
    sandbox.world.clock.set(new Date('2026-03-01T09:05:00Z'));
    await call();
    deliverDue(sandbox.world);
    expect(names([...files(SHOP_BUCKET).values()].flat())).toEqual(['GetCallerIdentity']);
    expect(trail(SHOP_TRAIL).pending).toHaveLength(1);
  });

  test('to a bucket that is gone', async () => {
    await call();
    sandbox.world.buckets.delete(SHOP_BUCKET);
    sandbox.deliver();
    expect(await status()).toMatchObject({ LatestDeliveryError: 'NoSuchBucket' });
  });

  test.each<[string, Record<string, Record<string, string>>, boolean]>([
    ['its own ARN', { StringEquals: { 'aws:SourceArn': SHOP_TRAIL } }, true],
    ['another ARN', { StringEquals: { 'aws:SourceArn': ORG_TRAIL } }, false],
    ['its own account', { StringEquals: { 'aws:SourceAccount': SHOP } }, true],
    ['another account', { StringEquals: { 'aws:SourceAccount': LOGS } }, false],
    ['its organization', { StringEquals: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } }, true],
    ['the full-control ACL', { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } }, true],
    ['another ACL', { StringEquals: { 's3:x-amz-acl': 'private' } }, false],
    ['a service', { Bool: { 'aws:PrincipalIsAWSService': 'true' } }, true],
  ])('meets a policy that asks for %s', async (_, condition, arrives) => {
    openBucket(SHOP_BUCKET, condition);
    await call();
    expect(delivered(SHOP_BUCKET)).toHaveLength(arrives ? 1 : 0);
  });

  test('meets the resource control policies of the bucket’s account', async () => {
    const client = new Organizations(as(key(MANAGEMENT)));
    await client.enablePolicyType({
      RootId: sandbox.world.organization.root.id,
      PolicyType: 'RESOURCE_CONTROL_POLICY',
    });
    const { Policy } = await client.createPolicy({
      Name: 'starve',
      Description: '',
      Type: 'RESOURCE_CONTROL_POLICY',
      Content: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: '*' }],
      }),
    });
    await client.attachPolicy({ PolicyId: Policy?.PolicySummary?.Id, TargetId: LOGS });
    await call();
    expect(delivered(ORG_BUCKET)).toEqual([]);
    expect(trail(ORG_TRAIL).latestDeliveryError).toBe('AccessDenied');
    expect(names(delivered(SHOP_BUCKET))).toEqual(['GetCallerIdentity']);
  });
});

describe('a trail takes', () => {
  const admin = (region?: string) => new CloudTrail(as(key(SHOP), region));

  test('its own stop and start, and nothing between', async () => {
    await admin().stopLogging({ Name: SHOP_TRAIL });
    await admin().listTrails({});
    await admin().startLogging({ Name: SHOP_TRAIL });
    expect(names(delivered(SHOP_BUCKET))).toEqual(['StopLogging', 'StartLogging']);
    expect(names(delivered(ORG_BUCKET))).toEqual(['StopLogging', 'ListTrails', 'StartLogging']);
  });

  test('its own deletion, and delivers it', async () => {
    await admin().listTrails({});
    await admin().deleteTrail({ Name: SHOP_TRAIL });
    expect(names([...files(SHOP_BUCKET).values()].flat())).toEqual(['ListTrails', 'DeleteTrail']);
  });

  test('the change of its selectors by those that it had', async () => {
    await admin().putEventSelectors({
      TrailName: SHOP_TRAIL,
      EventSelectors: [{ ReadWriteType: 'ReadOnly' }],
    });
    await admin()
      .stopLogging({ Name: ORG_TRAIL })
      .catch(() => undefined);
    await admin().listTrails({});
    expect(names(delivered(SHOP_BUCKET))).toEqual(['PutEventSelectors', 'ListTrails']);
  });

  test('of one Region only what happens there', async () => {
    Object.assign(trail(SHOP_TRAIL), { multiRegion: false });
    await admin().listTrails({});
    await admin('eu-west-1').lookupEvents({});
    expect(names(delivered(SHOP_BUCKET))).toEqual(['ListTrails']);
  });

  test('of one Region every call on its buckets, for S3 heeds no foreign signature', async () => {
    Object.assign(trail(SHOP_TRAIL), { multiRegion: false });
    const object = { Bucket: SHOP_BUCKET, Key: 'kept' };
    await expect(new S3(as(key(SHOP), 'eu-west-1')).deleteObject(object)).rejects.toThrow('endpoint');
    await new S3(as(key(SHOP))).deleteObject(object);
    expect(names(delivered(SHOP_BUCKET))).toEqual(['DeleteObject']);
  });

  test('global services in us-east-1, wherever they were called from, unless it leaves them out', async () => {
    await new IAM(as(key(SHOP), 'eu-west-1')).listUsers({});
    expect(delivered(SHOP_BUCKET)).toMatchObject([{ eventName: 'ListUsers', awsRegion: 'us-east-1' }]);
    Object.assign(trail(SHOP_TRAIL), { multiRegion: false, includeGlobalServiceEvents: false });
    await new IAM(as(key(SHOP))).listRoles({});
    await new STS(as(key(SHOP))).getCallerIdentity({});
    await admin().listTrails({});
    expect(names(delivered(SHOP_BUCKET)).slice(1)).toEqual(['ListTrails']);
  });

  test('nobody else’s events, and the organization’s none from outside', async () => {
    await new STS(as(key(STRANGER))).getCallerIdentity({});
    await new STS(as(key(LOGS))).getCallerIdentity({});
    expect(trail(SHOP_TRAIL).pending).toEqual([]);
    expect(delivered(ORG_BUCKET).map(({ recipientAccountId }) => recipientAccountId)).toEqual([LOGS]);
    expect(sandbox.world.accounts.get(STRANGER)?.eventHistory).toHaveLength(1);
  });

  test('a hundred thousand events as fast as one', async () => {
    await admin().listTrails({});
    const { pending } = trail(SHOP_TRAIL);
    const [event] = pending;
    for (let n = 0; event && n < 100_000; n++) pending.push(event);
    await admin().listTrails({});
    deliverDue(sandbox.world);
    // Neither copied nor filtered by a call, or while nothing is due.
    expect(trail(SHOP_TRAIL).pending).toBe(pending);
    expect(pending).toHaveLength(100_002);
  });

  test('no call whose signature is wrong', async () => {
    const wrong = { ...key(SHOP), secretAccessKey: 'wrong' };
    await expect(new STS(as(wrong)).getCallerIdentity({})).rejects.toThrow();
    expect(delivered(SHOP_BUCKET)).toEqual([]);
  });
});

describe('a record', () => {
  test('says who called through a role', async () => {
    const assumed = await new STS(as(key(SHOP))).assumeRole({
      RoleArn: `arn:aws:iam::${SHOP}:role/Admin`,
      RoleSessionName: 'night',
    });
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = assumed.Credentials ?? {};
    const session = {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    };
    await new S3(as(session)).listBuckets({});
    const [assume, list] = delivered(SHOP_BUCKET);
    const roleId = assumed.AssumedRoleUser?.AssumedRoleId?.split(':')[0];
    expect(assume).toMatchObject({
      userIdentity: {
        type: 'IAMUser',
        userName: 'Admin',
        accountId: SHOP,
        accessKeyId: key(SHOP).accessKeyId,
      },
      requestParameters: { roleSessionName: 'night' },
      responseElements: { credentials: { accessKeyId: AccessKeyId } },
    });
    expect(list?.userIdentity).toEqual({
      type: 'AssumedRole',
      principalId: `${roleId}:night`,
      arn: `arn:aws:sts::${SHOP}:assumed-role/Admin/night`,
      accountId: SHOP,
      accessKeyId: AccessKeyId,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: roleId,
          arn: `arn:aws:iam::${SHOP}:role/Admin`,
          accountId: SHOP,
          userName: 'Admin',
        },
        attributes: {
          creationDate: expect.stringMatching(/^2026-03-01T09:02:\d\dZ$/),
          mfaAuthenticated: 'false',
        },
      },
    });
    const everything = JSON.stringify(delivered(SHOP_BUCKET));
    expect(everything).not.toContain(SecretAccessKey);
    expect(everything).not.toContain(SessionToken);
  });

  test('of a role assumed from another account is in both, with one id, and without the caller’s name', async () => {
    const RoleArn = `arn:aws:iam::${SHOP}:role/Auditor`;
    await new STS(as(key(STRANGER))).assumeRole({ RoleArn, RoleSessionName: 'visit' });
    const [own] = sandbox.world.accounts.get(STRANGER)?.eventHistory ?? [];
    const [other] = delivered(SHOP_BUCKET);
    expect(own).toMatchObject({ recipientAccountId: STRANGER, userIdentity: { type: 'IAMUser' } });
    expect(other).toMatchObject({ recipientAccountId: SHOP, sharedEventID: own?.sharedEventID });
    expect(other?.eventID).not.toBe(own?.eventID);
    expect(other?.userIdentity).toEqual({
      type: 'AWSAccount',
      principalId: expect.stringMatching(/^AIDA/),
      accountId: STRANGER,
    });
  });

  test('of a role that another account may not assume is in the caller’s alone', async () => {
    const RoleArn = `arn:aws:iam::${SHOP}:role/Admin`;
    await expect(
      new STS(as(key(STRANGER))).assumeRole({ RoleArn, RoleSessionName: 'visit' }),
    ).rejects.toThrow();
    expect(sandbox.world.accounts.get(STRANGER)?.eventHistory).toMatchObject([{ errorCode: 'AccessDenied' }]);
    expect(delivered(SHOP_BUCKET)).toEqual([]);
  });

  test('of an object of another account is in both', async () => {
    await expect(new S3(as(key(STRANGER))).getObject({ Bucket: SHOP_BUCKET, Key: 'kept' })).rejects.toThrow();
    expect(delivered(SHOP_BUCKET)).toMatchObject([
      {
        eventName: 'GetObject',
        errorCode: 'AccessDenied',
        userIdentity: { type: 'AWSAccount', accountId: STRANGER },
      },
    ]);
    expect(sandbox.world.accounts.get(STRANGER)?.eventHistory).toEqual([]);
  });

  test('of a bucket of another account is in both', async () => {
    await expect(new S3(as(key(STRANGER))).deleteBucket({ Bucket: SHOP_BUCKET })).rejects.toThrow();
    const [own] = sandbox.world.accounts.get(STRANGER)?.eventHistory ?? [];
    expect(own).toMatchObject({ eventName: 'DeleteBucket', userIdentity: { type: 'IAMUser' } });
    expect(delivered(SHOP_BUCKET)).toMatchObject([
      {
        eventName: 'DeleteBucket',
        errorCode: 'AccessDenied',
        recipientAccountId: SHOP,
        sharedEventID: own?.sharedEventID,
        userIdentity: { type: 'AWSAccount', accountId: STRANGER },
      },
    ]);
  });

  test('of a call by nobody is the owner’s', async () => {
    expect((await fetch(`${sandbox.endpoint}/${SHOP_BUCKET}/kept`)).status).toBe(403);
    expect(delivered(SHOP_BUCKET)).toMatchObject([
      { eventName: 'GetObject', userIdentity: { type: 'AWSAccount', accountId: 'ANONYMOUS_PRINCIPAL' } },
    ]);
  });

  test('keeps no secret', async () => {
    const { AccessKey } = await new IAM(as(key(SHOP))).createAccessKey({ UserName: 'Admin' });
    await guardShop({ Effect: 'Deny', Action: 'iam:*', Resource: '*' });
    const profile = { UserName: 'Admin', Password: 'hunter2-hunter2' };
    await expect(new IAM(as(key(SHOP))).createLoginProfile(profile)).rejects.toThrow();
    const everything = JSON.stringify(delivered(SHOP_BUCKET));
    expect(everything).toContain('CreateLoginProfile');
    expect(everything).not.toContain('hunter2');
    expect(everything).not.toContain(AccessKey?.SecretAccessKey);
  });

  test('leaves out what is too large', async () => {
    const PolicyDocument = `${' '.repeat(200_000)}{}`;
    const input = { UserName: 'Admin', PolicyName: 'big', PolicyDocument };
    await expect(new IAM(as(key(SHOP))).putUserPolicy(input)).rejects.toThrow();
    expect(delivered(SHOP_BUCKET)).toMatchObject([{ requestParameters: { omitted: true } }]);
  });

  test('has null where there is nothing to tell', async () => {
    await new CloudTrail(as(key(SHOP))).stopLogging({ Name: SHOP_TRAIL });
    await new STS(as(key(SHOP))).getCallerIdentity({});
    const [stop] = delivered(SHOP_BUCKET);
    expect(stop).toMatchObject({
      requestParameters: { name: SHOP_TRAIL },
      responseElements: null,
      readOnly: false,
    });
    const [, whoami] = sandbox.world.accounts.get(SHOP)?.eventHistory ?? [];
    expect(whoami).toMatchObject({ requestParameters: null, responseElements: null, readOnly: true });
    expect(whoami).not.toHaveProperty('errorCode');
  });
});
