import { expect, test } from 'vitest';
import type { EventRecord } from './event-record.ts';
import { selects } from './selectors.ts';
import type { AdvancedEventSelector, EventSelector } from './world.ts';

const OBJECT = 'arn:aws:s3:::logs/AWSLogs/file.json.gz';

const management: EventRecord = {
  eventVersion: '1.11',
  userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::222222222222:user/Admin' },
  eventTime: '2026-01-01T00:00:00Z',
  eventSource: 'cloudtrail.amazonaws.com',
  eventName: 'StopLogging',
  awsRegion: 'us-east-1',
  sourceIPAddress: '127.0.0.1',
  userAgent: 'test',
  requestParameters: null,
  responseElements: null,
  requestID: 'r',
  eventID: 'e',
  readOnly: false,
  eventType: 'AwsApiCall',
  managementEvent: true,
  recipientAccountId: '222222222222',
  eventCategory: 'Management',
};
const data: EventRecord = {
  ...management,
  eventSource: 's3.amazonaws.com',
  eventName: 'DeleteObject',
  managementEvent: false,
  eventCategory: 'Data',
  resources: [
    { type: 'AWS::S3::Object', ARN: OBJECT },
    { accountId: '222222222222', type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::logs' },
  ],
};
const read = (record: EventRecord): EventRecord => ({ ...record, readOnly: true });
const listed: EventRecord = {
  ...read(data),
  eventName: 'ListObjectsV2',
  resources: [{ type: 'AWS::S3::Object', ARNPrefix: 'arn:aws:s3:::logs/AWSLogs' }],
};
const invoked: EventRecord = {
  ...data,
  eventSource: 'lambda.amazonaws.com',
  resources: [{ type: 'AWS::Lambda::Function', ARN: 'arn:aws:lambda:us-east-1:2:function:one2' }],
};

const basic = (selector: Partial<EventSelector> = {}): readonly EventSelector[] => [
  {
    ReadWriteType: 'All',
    IncludeManagementEvents: true,
    DataResources: [],
    ExcludeManagementEventSources: [],
    ...selector,
  },
];
const on = (...Values: string[]) => basic({ DataResources: [{ Type: 'AWS::S3::Object', Values }] });

test.each<[string, readonly EventSelector[] | undefined, EventRecord, boolean]>([
  ['no selectors take management events', undefined, management, true],
  ['no selectors take no data events', undefined, data, false],
  ['All takes writes', basic(), management, true],
  ['All takes reads', basic(), read(management), true],
  ['WriteOnly takes writes', basic({ ReadWriteType: 'WriteOnly' }), management, true],
  ['WriteOnly leaves reads', basic({ ReadWriteType: 'WriteOnly' }), read(management), false],
  ['ReadOnly takes reads', basic({ ReadWriteType: 'ReadOnly' }), read(management), true],
  ['ReadOnly leaves writes', basic({ ReadWriteType: 'ReadOnly' }), management, false],
  ['management events off', basic({ IncludeManagementEvents: false }), management, false],
  [
    'an excluded source',
    basic({ ExcludeManagementEventSources: ['kms.amazonaws.com'] }),
    { ...management, eventSource: 'kms.amazonaws.com' },
    false,
  ],
  [
    'another source than the excluded',
    basic({ ExcludeManagementEventSources: ['kms.amazonaws.com'] }),
    management,
    true,
  ],
  ['no data resources', basic(), data, false],
  ['every object', on('arn:aws:s3'), data, true],
  ['every object, the old way', on('arn:aws:s3:::'), data, true],
  ['every object of a bucket', on('arn:aws:s3:::logs/'), data, true],
  ['objects under a prefix', on('arn:aws:s3:::logs/AWS'), data, true],
  ['objects under another prefix', on('arn:aws:s3:::logs/other'), data, false],
  ['objects of a bucket whose name goes on', on('arn:aws:s3:::log/'), data, false],
  ['one of several values', on('arn:aws:s3:::other/', 'arn:aws:s3:::logs/'), data, true],
  ['a listing of the bucket', on('arn:aws:s3:::logs/'), listed, true],
  ['a listing of another', on('arn:aws:s3:::other/'), listed, false],
  [
    'data events follow ReadWriteType',
    basic({ ...on('arn:aws:s3')[0], ReadWriteType: 'ReadOnly' }),
    data,
    false,
  ],
  [
    'a function by another name',
    basic({
      DataResources: [{ Type: 'AWS::Lambda::Function', Values: ['arn:aws:lambda:us-east-1:2:function:one'] }],
    }),
    invoked,
    false,
  ],
  [
    'every function',
    basic({ DataResources: [{ Type: 'AWS::Lambda::Function', Values: ['arn:aws:lambda'] }] }),
    invoked,
    true,
  ],
  [
    'one of two selectors',
    [...basic({ ReadWriteType: 'ReadOnly' }), ...basic({ ReadWriteType: 'WriteOnly' })],
    management,
    true,
  ],
])('basic: %s', (_, eventSelectors, record, taken) => {
  expect(selects({ eventSelectors, advancedEventSelectors: undefined }, record)).toBe(taken);
});

type Fields = AdvancedEventSelector['FieldSelectors'];
const isData: Fields = [
  { Field: 'eventCategory', Equals: ['Data'] },
  { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
];
const isManagement: Fields = [{ Field: 'eventCategory', Equals: ['Management'] }];
const session = { ...data, userIdentity: { type: 'AWSAccount', principalId: 'AROA:x' } };

test.each<[string, Fields, EventRecord, boolean]>([
  ['the category', isManagement, management, true],
  ['another category', isManagement, data, false],
  ['the type', isData, data, true],
  ['another type', isData, invoked, false],
  ['readOnly', [...isData, { Field: 'readOnly', Equals: ['true'] }], data, false],
  ['not readOnly', [...isData, { Field: 'readOnly', Equals: ['false'] }], data, true],
  [
    'a source left out',
    [...isManagement, { Field: 'eventSource', NotEquals: ['cloudtrail.amazonaws.com'] }],
    management,
    false,
  ],
  ['ARN equals', [...isData, { Field: 'resources.ARN', Equals: [OBJECT] }], data, true],
  [
    'ARN is not a prefix',
    [...isData, { Field: 'resources.ARN', Equals: ['arn:aws:s3:::logs/'] }],
    data,
    false,
  ],
  ['ARN starts', [...isData, { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::logs/'] }], data, true],
  [
    'ARN prefix of a listing',
    [...isData, { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::logs/'] }],
    listed,
    true,
  ],
  ['ARN does not end', [...isData, { Field: 'resources.ARN', EndsWith: ['.txt'] }], data, false],
  [
    'ARN is left out by its start',
    [...isData, { Field: 'resources.ARN', NotStartsWith: ['arn:aws:s3:::logs/'] }],
    data,
    false,
  ],
  [
    'the bucket is not the resource',
    [...isData, { Field: 'resources.ARN', NotEndsWith: [':logs'] }],
    data,
    true,
  ],
  [
    'one of the values',
    [...isData, { Field: 'eventName', Equals: ['PutObject', 'DeleteObject'] }],
    data,
    true,
  ],
  [
    'one of the selecting operators',
    [...isData, { Field: 'eventName', Equals: ['PutObject'], StartsWith: ['Delete'] }],
    data,
    true,
  ],
  [
    'none of the selecting operators',
    [...isData, { Field: 'eventName', Equals: ['PutObject'], EndsWith: ['Acl'] }],
    data,
    false,
  ],
  [
    'any deselecting operator leaves out',
    [...isData, { Field: 'eventName', StartsWith: ['Delete'], NotEquals: ['x'], NotEndsWith: ['Object'] }],
    data,
    false,
  ],
  ['who', [...isData, { Field: 'userIdentity.arn', EndsWith: ['user/Admin'] }], data, true],
  [
    'nobody is not left out',
    [...isData, { Field: 'userIdentity.arn', NotEndsWith: ['user/Admin'] }],
    session,
    true,
  ],
  [
    'nobody is not selected',
    [...isData, { Field: 'userIdentity.arn', StartsWith: ['arn:'] }],
    session,
    false,
  ],
  ['event type', [...isData, { Field: 'eventType', Equals: ['AwsServiceEvent'] }], data, false],
  ['no console', [...isData, { Field: 'sessionCredentialFromConsole', Equals: ['true'] }], data, false],
  ['a field that no record has', [...isData, { Field: 'vpcEndpointId', Equals: ['vpce-1'] }], data, false],
])('advanced: %s', (_, FieldSelectors, record, taken) => {
  const advancedEventSelectors = [{ FieldSelectors }];
  expect(selects({ eventSelectors: basic(), advancedEventSelectors }, record)).toBe(taken);
});
