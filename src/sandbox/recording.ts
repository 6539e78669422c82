import type { AwsError } from './aws-error.ts';
import type { AuthorizationNeed, Call, ExtraEvent, Operation, RecordDetails } from './emulation.ts';
import type { EventRecord } from './event-record.ts';
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
  readonly extra: readonly ExtraEvent[];
}

/** The trails as they are before a call acts: the call that stops a trail is the last one that it records. */
export function listeningTrails(world: World): readonly TrailState[] {
  return [...world.trails.values()].map((trail) => ({ ...trail }));
}

/** Writes a call into the Event history of its accounts and gives it to every trail that takes it. */
export function recordCall(world: World, recorded: RecordedCall): void {
  const { call, operation } = recorded;
  const event = {
    eventName: operation.eventName ?? call.operation,
    ...(operation.category === undefined ? {} : { category: operation.category }),
    ...(recorded.error === undefined ? {} : { error: recorded.error }),
    ...detailsOf(recorded),
  };
  for (const one of [event, ...recorded.extra]) {
    for (const record of recordsOf(world, recorded, one)) keep(world, recorded.listening, record);
  }
}

function detailsOf({ call, operation, output, error }: RecordedCall): RecordDetails {
  const told = { requestParameters: parametersOf(call), responseElements: null };
  if (operation.record === undefined) return told;
  const details = { ...told, ...operation.record(call, output) };
  return error === undefined ? details : { ...details, responseElements: null };
}

/** The input as sent, its names beginning in lower case; null where there was none. */
function parametersOf({ input }: Call): unknown {
  return Object.keys(input).length === 0 ? null : responseElements(input);
}

function recordsOf(world: World, recorded: RecordedCall, event: ExtraEvent): readonly EventRecord[] {
  const { call, operation } = recorded;
  const recipients = recipientsOf(recorded, event);
  // AWS gives the records of one call in several accounts the same id to find them by.
  const shared = recipients.length > 1 ? { sharedEventID: uuid() } : {};
  return recipients.map((recipientAccountId) => ({
    eventVersion: '1.11',
    userIdentity:
      call.caller.accountId === undefined || recipientAccountId === call.caller.accountId
        ? userIdentity(world, call.caller)
        : foreignIdentity(call.caller),
    eventTime: toSecond(call.now),
    eventSource: `${call.service}.amazonaws.com`,
    eventName: event.eventName,
    awsRegion: call.region,
    sourceIPAddress: call.sourceIp,
    userAgent: call.userAgent,
    ...(event.error === undefined ? {} : { errorCode: event.error.code, errorMessage: event.error.message }),
    requestParameters: event.requestParameters ?? null,
    responseElements: event.responseElements ?? null,
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

/** The caller's account; the resource owner's too for data events and for roles assumed from another account. */
function recipientsOf({ call, needs }: RecordedCall, event: ExtraEvent): readonly string[] {
  const owners = needs.flatMap(({ resourceAccount }) => resourceAccount ?? []);
  const shares =
    event.category === 'Data' ||
    call.operation.startsWith('AssumeRole') ||
    call.caller.accountId === undefined;
  const own = call.caller.accountId === undefined ? [] : [call.caller.accountId];
  return [...new Set([...own, ...(shares ? owners : [])])];
}

function keep(world: World, listening: readonly TrailState[], record: EventRecord): void {
  if (record.managementEvent) world.accounts.get(record.recipientAccountId)?.eventHistory.push(record);
  for (const before of listening) {
    const trail = world.trails.get(before.arn);
    if (trail === undefined) continue;
    const started = record.eventName === 'StartLogging' && trail.logging;
    if ((before.logging || started) && hears(world, before, record) && selects(before, record)) {
      trail.pending.push(record);
    }
  }
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events */
const GLOBAL_SERVICES = new Set([
  'iam.amazonaws.com',
  'organizations.amazonaws.com',
  'cloudfront.amazonaws.com',
]);

/** Whether account and Region of an event are the trail's. */
function hears(world: World, trail: TrailState, record: EventRecord): boolean {
  if (GLOBAL_SERVICES.has(record.eventSource) && !trail.includeGlobalServiceEvents) return false;
  if (!trail.multiRegion && trail.homeRegion !== record.awsRegion) return false;
  if (!trail.organizationTrail) return trail.accountId === record.recipientAccountId;
  const account = world.accounts.get(record.recipientAccountId);
  return account?.parentId !== undefined;
}
