import type { Resource } from '../model/resource.ts';
import type { Handshake, KmsKey, LogGroup } from '../model/snapshot.ts';
import {
  flag,
  items,
  oneOf,
  optional,
  optionalText,
  type Place,
  positive,
  structure,
  text,
  texts,
} from './document.ts';
import { readPolicy } from './read-policy.ts';
import { readAdvancedEventSelectors, readEventSelectors } from './read-selectors.ts';
import { type BucketSettings, SETTINGS } from './world.ts';
import type {
  WorldBucket,
  WorldLifecycleRule,
  WorldObject,
  WorldRetention,
  WorldTrail,
} from './world-file.ts';

const ARN = /^arn:/;
const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d$/;

export function readBucket(place: Place): WorldBucket {
  const at = structure(place, [
    'name',
    'account',
    'region',
    'versioning',
    'policy',
    'publicAccessBlock',
    'lifecycle',
    'objectLock',
    'settings',
    'objects',
  ]);
  const versioning = at('versioning');
  const policy = at('policy');
  const lock = at('objectLock');
  return {
    name: text(at('name'), /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/),
    account: text(at('account')),
    ...optional('region', optionalText(at('region'), REGION)),
    ...(versioning.value === undefined ? {} : { versioning: oneOf(versioning, ['Enabled', 'Suspended']) }),
    ...(policy.value === undefined
      ? {}
      : { policy: policy.value === 'none' ? 'none' : readPolicy(policy, 'resource') }),
    publicAccessBlock: flag(at('publicAccessBlock'), true),
    ...(at('lifecycle').value === undefined ? {} : { lifecycle: items(at('lifecycle')).map(readLifecycle) }),
    ...(lock.value === undefined ? {} : { objectLock: readLock(lock) }),
    ...optional('settings', readSettings(at('settings'))),
    objects: items(at('objects')).map(readObject),
  };
}

/** A part that stands in a world as it stands in a Snapshot: whoever wrote it has it from one. */
function asInSnapshot<Value>(place: Place, known: readonly string[], needed: readonly string[]): Value {
  const at = structure(place, known);
  for (const name of needed) text(at(name));
  return place.value as Value;
}

const readSettings = (place: Place): BucketSettings | undefined =>
  place.value === undefined ? undefined : asInSnapshot(place, SETTINGS, []);

const OWNED = ['arn', 'accountId', 'region'];

export const readKey = (place: Place): KmsKey =>
  asInSnapshot(
    place,
    [
      ...OWNED,
      'enabled',
      'deletionDate',
      'rotation',
      'policy',
      'grants',
      'aliases',
      'origin',
      'keyStoreId',
      'tags',
    ],
    OWNED,
  );

export const readLogGroup = (place: Place): LogGroup =>
  asInSnapshot(
    place,
    [...OWNED, 'name', 'deletionProtection', 'metricFilters', 'subscriptionFilters', 'kmsKeyArn'],
    [...OWNED, 'name'],
  );

export const readResource = (place: Place): Resource =>
  asInSnapshot(
    place,
    [
      ...OWNED,
      'type',
      'name',
      'policy',
      'kmsKeyArn',
      'roleArn',
      'concerns',
      'protected',
      'enabled',
      'organization',
      'landingZone',
    ],
    [...OWNED, 'type', 'name'],
  );

export const readHandshake = (place: Place): Handshake =>
  asInSnapshot(
    place,
    ['id', 'arn', 'action', 'state', 'parties', 'expiresAt'],
    ['id', 'arn', 'action', 'state'],
  );

const MODES = ['GOVERNANCE', 'COMPLIANCE'] as const;

function readLock(place: Place): NonNullable<WorldBucket['objectLock']> {
  const at = structure(place, ['mode', 'days']);
  if (at('mode').value === undefined && at('days').value === undefined) return {};
  return { mode: oneOf(at('mode'), MODES), days: positive(at('days')) };
}

function readObject(place: Place): WorldObject {
  const at = structure(place, ['key', 'body', 'retention', 'legalHold']);
  const retention = at('retention');
  return {
    key: text(at('key'), /^.{1,1024}$/s),
    ...optional('body', optionalText(at('body'))),
    ...(at('legalHold').value === undefined ? {} : { legalHold: flag(at('legalHold'), false) }),
    ...(retention.value === undefined
      ? {}
      : { retention: retention.value === 'none' ? 'none' : readRetention(retention) }),
  };
}

function readRetention(place: Place): WorldRetention {
  const at = structure(place, ['mode', 'until']);
  const until = text(at('until'), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/);
  return { mode: oneOf(at('mode'), MODES), until };
}

function readLifecycle(place: Place): WorldLifecycleRule {
  const at = structure(place, ['id', 'days', 'enabled', 'prefix', 'tag']);
  const tag = at('tag');
  return {
    id: text(at('id'), /^.{1,255}$/),
    days: positive(at('days')),
    enabled: flag(at('enabled'), true),
    ...optional('prefix', optionalText(at('prefix'))),
    ...(tag.value === undefined ? {} : { tag: readTag(tag) }),
  };
}

function readTag(place: Place): { readonly key: string; readonly value: string } {
  const at = structure(place, ['key', 'value']);
  return { key: text(at('key'), /^.{1,128}$/), value: text(at('value')) };
}

export function readTrail(place: Place): WorldTrail {
  const at = structure(place, [
    'name',
    'account',
    'bucket',
    'region',
    'keyPrefix',
    'organization',
    'multiRegion',
    'logFileValidation',
    'includeGlobalServiceEvents',
    'tags',
    'logging',
    'kmsKeyArn',
    'logGroupArn',
    'logRoleArn',
    'snsTopicArn',
    'insights',
    'eventSelectors',
    'advancedEventSelectors',
  ]);
  return {
    name: text(at('name'), /^[A-Za-z0-9][\w.-]{1,126}[A-Za-z0-9]$/),
    account: text(at('account')),
    bucket: text(at('bucket')),
    ...optional('region', optionalText(at('region'), REGION)),
    ...optional('keyPrefix', optionalText(at('keyPrefix'), /^[^/].{0,198}[^/]$|^[^/]$/)),
    organization: flag(at('organization'), false),
    multiRegion: flag(at('multiRegion'), false),
    logFileValidation: flag(at('logFileValidation'), false),
    includeGlobalServiceEvents: flag(at('includeGlobalServiceEvents'), true),
    tags: texts(at('tags')),
    logging: flag(at('logging'), true),
    ...optional('kmsKeyArn', optionalText(at('kmsKeyArn'), ARN)),
    ...optional('logGroupArn', optionalText(at('logGroupArn'), ARN)),
    ...optional('logRoleArn', optionalText(at('logRoleArn'), ARN)),
    ...optional('snsTopicArn', optionalText(at('snsTopicArn'), ARN)),
    insights: flag(at('insights'), false),
    ...optional('eventSelectors', readEventSelectors(at('eventSelectors'))),
    ...optional('advancedEventSelectors', readAdvancedEventSelectors(at('advancedEventSelectors'))),
  };
}
