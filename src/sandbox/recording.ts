import { AwsError } from './aws-error.ts';
import { deliverLast } from './delivery.ts';
import type { AuthorizationNeed, Call, ExtraEvent, Operation, RecordDetails } from './emulation.ts';
import type { EventRecord } from './event-record.ts';
import { isGlobalServiceEvent, recordedRegion } from './global-services.ts';
import { uuid } from './ids.ts';
import { responseElements } from './response-elements.ts';
import { selects } from './selectors.ts';
import { foreignIdentity, toSecond, userIdentity } from './user-identity.ts';
import type { TrailState, World } from './world.ts';

/** A call that was answered, allowed or not. */
export interface RecordedCall {
  readonly call: Call;
  readonly operation: Operation;
  readonly needs: readonly AuthorizationNeed[];
  readonly listening: readonly TrailState[];
  readonly output?: unknown;
  readonly error?: AwsError;
  /** A policy refused the call. */
  readonly denied: boolean;
  readonly extra: readonly ExtraEvent[];
}

/** The trails as they are before a call acts: the call that stops a trail is the last one that it records. */
export function listeningTrails(world: World): readonly TrailState[] {
  return [...world.trails.values()].map((trail) => ({ ...trail }));
}

/**
 * Writes a call into the Event history of its accounts and gives it to every trail that takes it. As on AWS, a call
 * whose credentials are not valid is none: nobody has made it.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/logging-with-S3.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html#cloudtrail-integration_apis
 */
export function recordCall(world: World, recorded: RecordedCall): void {
  const { call, operation, listening } = recorded;
  const event = {
    eventName: operation.eventName ?? call.operation,
    ...(operation.category === undefined ? {} : { category: operation.category }),
    ...(recorded.error === undefined ? {} : { error: recordedError(recorded.error, recorded.denied) }),
    ...detailsOf(recorded),
  };
  for (const one of [event, ...recorded.extra]) {
    for (const record of recordsOf(recorded, one)) keep(world, listening, record);
  }
  for (const before of listening) {
    if (!world.trails.has(before.arn)) deliverLast(world, before);
  }
}

/**
 * A denial is recorded as `AccessDenied`, also where the API answers `AccessDeniedException`. AWS does not document it;
 * these events show it: https://github.com/aws-samples/aws-health-aware/issues/19 (Secrets Manager) and
 * https://github.com/panther-labs/panther-analysis/blob/main/rules/aws_cloudtrail_rules/aws_cloudtrail_attempt_to_leave_org.yml
 */
const recordedError = (error: AwsError, denied: boolean): AwsError =>
  denied ? new AwsError('AccessDenied', error.status, error.message) : error;

function detailsOf({ call, operation, output, error }: RecordedCall): RecordDetails {
  const told = { requestParameters: orNull(responseElements(call.input)), responseElements: null };
  if (operation.record === undefined) return told;
  const details = { ...told, ...operation.record(call, output) };
  return {
    ...details,
    responseElements: error === undefined ? orNull(details.responseElements) : null,
  };
}

/** CloudTrail writes null where a structure has no member. */
const orNull = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0 ? null : value;

function recordsOf(recorded: RecordedCall, event: ExtraEvent): readonly EventRecord[] {
  const { call, operation } = recorded;
  const recipients = recipientsOf(recorded);
  // AWS gives the records of one call in several accounts the same id to find them by.
  const shared = recipients.length > 1 ? { sharedEventID: uuid() } : {};
  return recipients.map((recipientAccountId) => ({
    eventVersion: '1.11',
    userIdentity:
      call.caller.accountId === undefined || recipientAccountId === call.caller.accountId
        ? userIdentity(call.caller)
        : foreignIdentity(call.caller),
    eventTime: toSecond(call.now),
    eventSource: `${call.service}.amazonaws.com`,
    eventName: event.eventName,
    awsRegion: recordedRegion(call.world.partition, call.service, call.region),
    sourceIPAddress: call.sourceIp,
    userAgent: call.userAgent.slice(0, KIB),
    ...errorOf(event),
    requestParameters: unlessTooLarge('requestParameters', event.requestParameters ?? null),
    responseElements: unlessTooLarge('responseElements', event.responseElements ?? null),
    ...(event.additionalEventData === undefined ? {} : { additionalEventData: event.additionalEventData }),
    requestID: call.requestId,
    eventID: uuid(),
    readOnly: operation.access === 'read',
    ...(event.resources === undefined ? {} : { resources: event.resources }),
    eventType: 'AwsApiCall',
    managementEvent: event.category !== 'Data',
    recipientAccountId,
    ...shared,
    eventCategory: event.category ?? 'Management',
  }));
}

const KIB = 1024;

function errorOf({ error }: ExtraEvent): Pick<EventRecord, 'errorCode' | 'errorMessage'> {
  if (error === undefined) return {};
  return { errorCode: error.code.slice(0, KIB), errorMessage: error.message.slice(0, KIB) };
}

/**
 * CloudTrail keeps 100 KB of each and 1 KB of agent, error code and message.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
function unlessTooLarge(field: string, value: unknown): unknown {
  const originalSize = value === null ? 0 : Buffer.byteLength(JSON.stringify(value));
  if (originalSize <= 100 * KIB) return value;
  return { omitted: true, originalSize, reason: `${field} too large` };
}

/**
 * The accounts whose logs show a call: the caller's; the owner's of a bucket that it touched; that of a role which
 * was assumed, or would have been by nobody that AWS knows.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/logging-with-S3.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
 */
function recipientsOf({ call, needs, error }: RecordedCall): readonly string[] {
  const own = call.caller.accountId;
  const assumed = call.operation.startsWith('AssumeRole') && error === undefined;
  const shared = call.service === 's3' || assumed || own === undefined;
  const owners = shared ? needs.flatMap(({ resourceAccount }) => resourceAccount ?? []) : [];
  return [...new Set([...(own === undefined ? [] : [own]), ...owners])];
}

function keep(world: World, listening: readonly TrailState[], record: EventRecord): void {
  if (record.managementEvent) world.accounts.get(record.recipientAccountId)?.eventHistory.push(record);
  for (const before of listening) {
    // A trail that the call deleted still takes the event of its deletion; one that the call started, of its start.
    const trail = world.trails.get(before.arn) ?? before;
    if ((before.logging || trail.logging) && hears(world, before, record) && selects(before, record)) {
      trail.pending.push(record);
    }
  }
}

/** Whether account and Region of an event are the trail's. */
function hears(world: World, trail: TrailState, record: EventRecord): boolean {
  const service = record.eventSource.slice(0, -'.amazonaws.com'.length);
  if (!trail.includeGlobalServiceEvents && isGlobalServiceEvent(world.partition, service, record.awsRegion)) {
    return false;
  }
  if (!trail.multiRegion && trail.homeRegion !== record.awsRegion) return false;
  if (!trail.organizationTrail) return trail.accountId === record.recipientAccountId;
  return world.accounts.get(record.recipientAccountId)?.parentId !== undefined;
}
