import { expect, it } from 'vitest';
import type { Trail } from '../../model/snapshot.ts';
import { recordsAll } from './data-events.ts';

const trail = (selectors: Pick<Trail, 'eventSelectors' | 'advancedEventSelectors'>): Trail => ({
  name: 'audit',
  arn: 'arn:aws:cloudtrail:us-east-1:111111111111:trail/audit',
  accountId: '111111111111',
  homeRegion: 'us-east-1',
  bucketName: 'acme-trail',
  multiRegion: true,
  organizationTrail: false,
  includeGlobalServiceEvents: true,
  logFileValidation: true,
  logging: true,
  ...selectors,
});

const basic = (values: readonly string[], rest = {}) =>
  trail({ eventSelectors: [{ DataResources: [{ Type: 'AWS::S3::Object', Values: values }], ...rest }] });
const advanced = (...fields: readonly (readonly [string, string])[]) =>
  trail({
    advancedEventSelectors: [
      { FieldSelectors: fields.map(([Field, value]) => ({ Field, Equals: [value] })) },
    ],
  });
const DATA = ['eventCategory', 'Data'] as const;
const OBJECTS = ['resources.type', 'AWS::S3::Object'] as const;

it.each([
  ['every object', basic(['arn:aws:s3']), true],
  ['every object, with colons', basic(['arn:aws:s3:::']), true],
  ['the objects of one bucket', basic(['arn:aws:s3:::acme/']), false],
  ['what is written', basic(['arn:aws:s3'], { ReadWriteType: 'WriteOnly' }), false],
  ['management events', trail({ eventSelectors: [{ IncludeManagementEvents: true }] }), false],
  ['every object, by advanced selectors', advanced(DATA, OBJECTS), true],
  ['functions', advanced(DATA, ['resources.type', 'AWS::Lambda::Function']), false],
  ['what is written, by advanced selectors', advanced(DATA, OBJECTS, ['readOnly', 'false']), false],
  ['management events, by advanced selectors', advanced(['eventCategory', 'Management']), false],
  ['nothing that was read', trail({}), false],
])('a trail that records %s', (_, recording, all) => {
  expect(recordsAll(recording, 'AWS::S3::Object', 's3')).toBe(all);
});
