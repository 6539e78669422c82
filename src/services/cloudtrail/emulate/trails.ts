import type { AuthorizationNeed, Call, Operation } from '../../../sandbox/emulation.ts';
import { list, optionalBoolean, optionalText, text } from '../../../sandbox/input.ts';
import type { TrailState } from '../../../sandbox/world.ts';
import * as errors from './errors.ts';
import { validName } from './name.ts';
import { mustBeConsistent, mustLetCloudTrailIn, mustManageOrganization } from './settings.ts';
import { settingsOf } from './shapes.ts';
import { requestTags, tagsIn } from './tags.ts';
import { changeableTrail, needOn, onTrail } from './trail-of.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html */
const TRAILS_A_REGION = 5;

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html */
function createTrail(call: Call): unknown {
  const { world, caller, region } = call;
  const trail = withInput(call, emptyTrail(call), text(call.input, 'S3BucketName'));
  if (trail.organizationTrail) mustManageOrganization(call);
  mustBeConsistent(trail);
  if (world.trails.has(trail.arn)) throw errors.trailExists(trail.name, trail.accountId);
  const inRegion = [...world.trails.values()].filter(
    (other) => other.accountId === trail.accountId && (other.homeRegion === region || other.multiRegion),
  );
  if (inRegion.length >= TRAILS_A_REGION) throw errors.tooManyTrails(caller.accountId ?? '');
  mustLetCloudTrailIn(call, trail);
  for (const [key, value] of tagsIn(call)) trail.tags.set(key, value);
  world.trails.set(trail.arn, trail);
  return settingsOf(trail);
}

/** An organization's trail belongs to the management account, also where a delegated administrator makes it. */
function emptyTrail(call: Call): TrailState {
  const name = validName(text(call.input, 'Name', { max: 512 }));
  const organization = optionalBoolean(call.input, 'IsOrganizationTrail') ?? false;
  const accountId = organization
    ? call.world.organization.managementAccountId
    : (call.caller.accountId ?? '');
  return {
    name,
    arn: `arn:${call.world.partition}:cloudtrail:${call.region}:${accountId}:trail/${name}`,
    accountId,
    homeRegion: call.region,
    bucketName: '',
    keyPrefix: undefined,
    multiRegion: false,
    organizationTrail: false,
    includeGlobalServiceEvents: true,
    logFileValidation: false,
    snsTopicArn: undefined,
    kmsKeyId: undefined,
    logGroupArn: undefined,
    logRoleArn: undefined,
    insights: false,
    logging: false,
    eventSelectors: undefined,
    advancedEventSelectors: undefined,
    tags: new Map(),
    startedAt: undefined,
    stoppedAt: undefined,
    latestDeliveryAt: undefined,
    latestDeliveryAttemptAt: undefined,
    latestDeliveryError: undefined,
    pending: [],
  };
}

/** The trail as the input would have it; what the input does not name stays. */
function withInput({ input }: Call, trail: TrailState, bucketName: string): TrailState {
  for (const member of ['CloudWatchLogsLogGroupArn', 'KmsKeyId', 'SnsTopicName']) {
    if (optionalText(input, member)) throw errors.notEmulated(`${member} of a trail`);
  }
  const keyPrefix = optionalText(input, 'S3KeyPrefix') ?? trail.keyPrefix;
  return {
    ...trail,
    bucketName,
    keyPrefix: keyPrefix === '' ? undefined : keyPrefix,
    multiRegion: optionalBoolean(input, 'IsMultiRegionTrail') ?? trail.multiRegion,
    organizationTrail: optionalBoolean(input, 'IsOrganizationTrail') ?? trail.organizationTrail,
    includeGlobalServiceEvents:
      optionalBoolean(input, 'IncludeGlobalServiceEvents') ?? trail.includeGlobalServiceEvents,
    logFileValidation: optionalBoolean(input, 'EnableLogFileValidation') ?? trail.logFileValidation,
  };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateTrail.html */
function updateTrail(call: Call): unknown {
  const trail = changeableTrail(call, nameOf(call));
  const wanted = withInput(call, trail, optionalText(call.input, 'S3BucketName') ?? trail.bucketName);
  mustBeConsistent(wanted);
  const converted = wanted.organizationTrail !== trail.organizationTrail;
  if (converted) mustConvert(call, wanted);
  // AWS does not say that it looks at a bucket which stays; nor then does the sandbox refuse an attack for it.
  const moved = wanted.bucketName !== trail.bucketName || wanted.keyPrefix !== trail.keyPrefix;
  if (moved || converted) mustLetCloudTrailIn(call, wanted);
  Object.assign(trail, wanted);
  return settingsOf(trail);
}

/**
 * Only the management account makes a trail the organization's, or an account's again.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-delegated-administrator.html
 */
function mustConvert(call: Call, wanted: TrailState): void {
  if (wanted.organizationTrail) mustManageOrganization(call);
  if (call.caller.accountId !== call.world.organization.managementAccountId) throw errors.notManagement();
}

function startLogging(call: Call): void {
  const trail = changeableTrail(call, nameOf(call));
  if (!trail.logging) trail.startedAt = call.now;
  trail.logging = true;
}

function stopLogging(call: Call): void {
  const trail = changeableTrail(call, nameOf(call));
  if (trail.logging) trail.stoppedAt = call.now;
  trail.logging = false;
}

function deleteTrail(call: Call): void {
  call.world.trails.delete(changeableTrail(call, nameOf(call)).arn);
}

const nameOf = ({ input }: Call): string => text(input, 'Name', { max: 512 });

/** With tags, the permission to tag too. */
function creating(call: Call): readonly AuthorizationNeed[] {
  const need = needOn(call, nameOf(call), requestTags(call));
  return list(call.input, 'TagsList').length > 0 ? [need, { ...need, action: 'cloudtrail:AddTags' }] : [need];
}

const write = (run: NonNullable<Operation['run']>, needs = onTrail('Name')): Operation => ({
  access: 'write',
  needs,
  run,
});

export const trailOperations: Readonly<Record<string, Operation>> = {
  CreateTrail: write(createTrail, creating),
  UpdateTrail: write(updateTrail),
  DeleteTrail: write(deleteTrail),
  StartLogging: write(startLogging),
  StopLogging: write(stopLogging),
};
