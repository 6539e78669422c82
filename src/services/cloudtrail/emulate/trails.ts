import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { list, optionalBoolean, optionalText, text } from '../../../sandbox/input.ts';
import type { TrailState } from '../../../sandbox/world.ts';
import * as errors from './errors.ts';
import { checkName, checkSettings } from './settings.ts';
import { settingsOf } from './shapes.ts';
import { tagsIn } from './tags.ts';
import { arnOf, changeableTrail, onTrail } from './trail-of.ts';

const TRAILS_A_REGION = 5;

function createTrail(call: Call): unknown {
  const { world, caller, region } = call;
  const accountId = caller.accountId ?? '';
  const name = checkName(text(call.input, 'Name', { max: 512 }));
  const arn = arnOf(call, name);
  if (world.trails.has(arn)) throw errors.trailExists(name, accountId);
  const inRegion = [...world.trails.values()].filter(
    (trail) => trail.accountId === accountId && (trail.homeRegion === region || trail.multiRegion),
  );
  if (inRegion.length >= TRAILS_A_REGION) throw errors.tooManyTrails(accountId);
  const trail = withInput(call, emptyTrail(call, name), text(call.input, 'S3BucketName'));
  checkSettings(call, trail);
  for (const [key, value] of tagsIn(list(call.input, 'TagsList', 50))) trail.tags.set(key, value);
  world.trails.set(trail.arn, trail);
  return settingsOf(trail);
}

/** An organization's trail belongs to the management account, also where a delegated administrator makes it. */
function emptyTrail(call: Call, name: string): TrailState {
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
  return {
    ...trail,
    bucketName,
    keyPrefix: optionalText(input, 'S3KeyPrefix') ?? trail.keyPrefix,
    multiRegion: optionalBoolean(input, 'IsMultiRegionTrail') ?? trail.multiRegion,
    organizationTrail: optionalBoolean(input, 'IsOrganizationTrail') ?? trail.organizationTrail,
    includeGlobalServiceEvents:
      optionalBoolean(input, 'IncludeGlobalServiceEvents') ?? trail.includeGlobalServiceEvents,
    logFileValidation: optionalBoolean(input, 'EnableLogFileValidation') ?? trail.logFileValidation,
  };
}

function updateTrail(call: Call): unknown {
  const trail = changeableTrail(call);
  const wanted = withInput(call, trail, optionalText(call.input, 'S3BucketName') ?? trail.bucketName);
  checkSettings(call, wanted);
  Object.assign(trail, wanted);
  return settingsOf(trail);
}

function deleteTrail(call: Call): unknown {
  call.world.trails.delete(changeableTrail(call).arn);
  return {};
}

function startLogging(call: Call): unknown {
  const trail = changeableTrail(call);
  if (!trail.logging) trail.startedAt = call.now;
  trail.logging = true;
  return {};
}

function stopLogging(call: Call): unknown {
  const trail = changeableTrail(call);
  if (trail.logging) trail.stoppedAt = call.now;
  trail.logging = false;
  return {};
}

const write = (run: NonNullable<Operation['run']>): Operation => ({
  access: 'write',
  needs: onTrail('Name'),
  run,
});

export const trailOperations: Readonly<Record<string, Operation>> = {
  CreateTrail: write(createTrail),
  UpdateTrail: write(updateTrail),
  DeleteTrail: write(deleteTrail),
  StartLogging: write(startLogging),
  StopLogging: write(stopLogging),
};
