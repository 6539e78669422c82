import type { Call, Operation } from '../../../sandbox/emulation.ts';
import type { EventRecord } from '../../../sandbox/event-record.ts';
import { isRecord, list, optionalText, text } from '../../../sandbox/input.ts';
import {
  invalidAttributes,
  invalidCategory,
  invalidMaxResults,
  invalidTime,
  invalidToken,
} from './errors.ts';
import { timeIn } from './time.ts';
import { onAnything } from './trail-of.ts';

const NINETY_DAYS = 90 * 86_400_000;

/**
 * The management events of this account and Region of the last 90 days, newest first. Insights events there are none.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
function lookupEvents(call: Call): unknown {
  const category = optionalText(call.input, 'EventCategory');
  if (category === 'insight') return { Events: [] };
  if (category !== undefined) throw invalidCategory(`${category} is not an event category.`);
  const { from, to } = range(call);
  const matches = attributeTest(list(call.input, 'LookupAttributes', 1));
  const wanted = sizeOf(call) + 1;
  const history = call.world.accounts.get(call.caller.accountId ?? '')?.eventHistory ?? [];
  const found: { readonly at: number; readonly record: EventRecord }[] = [];
  for (let at = startOf(call, history.length) - 1; at >= 0 && found.length < wanted; at--) {
    const record = history[at];
    if (record === undefined || Date.parse(record.eventTime) < from) break;
    const isHere = record.awsRegion === call.region && Date.parse(record.eventTime) <= to;
    if (isHere && matches(record)) found.push({ at, record });
  }
  const given = found.slice(0, wanted - 1);
  const last = given.at(-1);
  return {
    Events: given.map(({ record }) => eventShape(record)),
    ...(last !== undefined && found.length === wanted ? { NextToken: tokenBefore(last.at) } : {}),
  };
}

function range(call: Call): { readonly from: number; readonly to: number } {
  const now = call.now.getTime();
  const from = timeIn(call, 'StartTime') ?? 0;
  const to = timeIn(call, 'EndTime') ?? now;
  if (from > to) throw invalidTime('The start time is after the end time.');
  return { from: Math.max(from, now - NINETY_DAYS), to };
}

function sizeOf({ input }: Call): number {
  const size = input.MaxResults ?? 50;
  if (typeof size !== 'number' || !Number.isInteger(size) || size < 1 || size > 50) {
    throw invalidMaxResults('MaxResults must be between 1 and 50.');
  }
  return size;
}

const ATTRIBUTES: Readonly<Record<string, (record: EventRecord) => readonly unknown[]>> = {
  EventId: ({ eventID }) => [eventID],
  EventName: ({ eventName }) => [eventName],
  EventSource: ({ eventSource }) => [eventSource],
  ReadOnly: ({ readOnly }) => [String(readOnly)],
  Username: (record) => [usernameOf(record)],
  AccessKeyId: ({ userIdentity }) => [userIdentity.accessKeyId],
  ResourceName: ({ resources }) => (resources ?? []).map(({ ARN }) => ARN),
  ResourceType: ({ resources }) => (resources ?? []).map(({ type }) => type),
};

function attributeTest([attribute]: readonly unknown[]): (record: EventRecord) => boolean {
  if (attribute === undefined) return () => true;
  if (!isRecord(attribute)) throw invalidAttributes('An attribute is a key and a value.');
  const key = text(attribute, 'AttributeKey');
  const values = Object.hasOwn(ATTRIBUTES, key) ? ATTRIBUTES[key] : undefined;
  const wanted = text(attribute, 'AttributeValue', { max: 2000 });
  if (values === undefined) throw invalidAttributes(`${key} is not a lookup attribute.`);
  return (record) => values(record).includes(wanted);
}

function usernameOf({ userIdentity }: EventRecord): unknown {
  if (userIdentity.type === 'Root') return 'root';
  if (userIdentity.type === 'AssumedRole') return String(userIdentity.arn).split('/').at(-1);
  return userIdentity.userName;
}

function eventShape(record: EventRecord): unknown {
  const username = usernameOf(record);
  const { accessKeyId } = record.userIdentity;
  return {
    EventId: record.eventID,
    EventName: record.eventName,
    ReadOnly: String(record.readOnly),
    ...(accessKeyId === undefined ? {} : { AccessKeyId: accessKeyId }),
    EventTime: new Date(record.eventTime),
    EventSource: record.eventSource,
    ...(username === undefined ? {} : { Username: username }),
    Resources: (record.resources ?? []).map(({ type, ARN }) => ({ ResourceType: type, ResourceName: ARN })),
    CloudTrailEvent: JSON.stringify(record),
  };
}

/** A place in the history, which only grows at its end: looking up is itself an event, and moves no page. */
const tokenBefore = (at: number): string => Buffer.from(`before:${at}`).toString('base64url');

function startOf(call: Call, length: number): number {
  const token = optionalText(call.input, 'NextToken');
  if (token === undefined) return length;
  const found = /^before:(\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString());
  if (found === null || Number(found[1]) > length) throw invalidToken();
  return Number(found[1]);
}

export const lookupOperations: Readonly<Record<string, Operation>> = {
  LookupEvents: { access: 'read', needs: onAnything, run: lookupEvents },
};
