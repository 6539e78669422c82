import type { Call, Operation } from '../../../sandbox/emulation.ts';
import type { EventRecord } from '../../../sandbox/event-record.ts';
import { isRecord, list, optionalInteger, optionalText, text } from '../../../sandbox/input.ts';
import { invalidAttributes, invalidTime, invalidToken } from './errors.ts';
import { onAnything } from './trail-of.ts';

const NINETY_DAYS = 90 * 86_400_000;

/** The management events of this account and Region of the last 90 days, newest first. */
function lookupEvents(call: Call): unknown {
  const { from, to } = range(call);
  const matches = attributeTest(list(call.input, 'LookupAttributes', 1));
  const size = optionalInteger(call.input, 'MaxResults', { min: 1, max: 50 }) ?? 50;
  const start = position(optionalText(call.input, 'NextToken'));
  const found = (call.world.accounts.get(call.caller.accountId ?? '')?.eventHistory ?? []).filter(
    (record) => {
      const time = Date.parse(record.eventTime);
      return record.awsRegion === call.region && time >= from && time <= to && matches(record);
    },
  );
  const newest = found.reverse();
  const next = start + size;
  return {
    Events: newest.slice(start, next).map(eventShape),
    ...(next < newest.length ? { NextToken: tokenAt(next) } : {}),
  };
}

function range(call: Call): { readonly from: number; readonly to: number } {
  const now = call.now.getTime();
  const from = Math.max(timeIn(call, 'StartTime') ?? 0, now - NINETY_DAYS);
  const to = timeIn(call, 'EndTime') ?? now;
  if (from > to) throw invalidTime('The start time is after the end time.');
  return { from, to };
}

/** Times come as seconds since 1970. */
function timeIn({ input }: Call, name: string): number | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isFinite(value)) throw invalidTime(`${name} is not a time.`);
  return value * 1000;
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
  return {
    EventId: record.eventID,
    EventName: record.eventName,
    ReadOnly: String(record.readOnly),
    ...(record.userIdentity.accessKeyId === undefined
      ? {}
      : { AccessKeyId: record.userIdentity.accessKeyId }),
    EventTime: Date.parse(record.eventTime) / 1000,
    EventSource: record.eventSource,
    ...(username === undefined ? {} : { Username: username }),
    Resources: (record.resources ?? []).map(({ type, ARN }) => ({ ResourceType: type, ResourceName: ARN })),
    CloudTrailEvent: JSON.stringify(record),
  };
}

const tokenAt = (start: number): string => Buffer.from(`at:${start}`).toString('base64url');

function position(token: string | undefined): number {
  if (token === undefined) return 0;
  const found = /^at:(\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString());
  if (found === null) throw invalidToken();
  return Number(found[1]);
}

export const lookupOperations: Readonly<Record<string, Operation>> = {
  LookupEvents: { access: 'read', needs: onAnything, run: lookupEvents },
};
