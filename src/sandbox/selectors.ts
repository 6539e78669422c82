import type { EventRecord } from './event-record.ts';
import type { AdvancedEventSelector, EventSelector, TrailState } from './world.ts';

type Selecting = Pick<TrailState, 'eventSelectors' | 'advancedEventSelectors'>;

/** Whether a trail's selectors take this event; without any it takes all management events. */
export function selects({ eventSelectors, advancedEventSelectors }: Selecting, record: EventRecord): boolean {
  if (advancedEventSelectors) return advancedEventSelectors.some((one) => advanced(one, record));
  if (eventSelectors) return eventSelectors.some((one) => basic(one, record));
  return record.managementEvent;
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html */
function basic(selector: EventSelector, record: EventRecord): boolean {
  const { ReadWriteType: type } = selector;
  if (type !== 'All' && (type === 'ReadOnly') !== record.readOnly) return false;
  if (record.managementEvent) {
    return (
      selector.IncludeManagementEvents && !selector.ExcludeManagementEventSources.includes(record.eventSource)
    );
  }
  return selector.DataResources.some(({ Type, Values }) =>
    (record.resources ?? []).some(
      ({ type, ARN, ARNPrefix }) =>
        type === Type && Values.some((value) => covers(Type, value, ARN ?? ARNPrefix ?? '')),
    ),
  );
}

/**
 * `arn:aws:s3` stands for everything of the service; an object's value is a prefix of its ARN, others are exact.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DataResource.html
 */
function covers(type: string, value: string, arn: string): boolean {
  if (value.split(':').length <= 3) return arn.startsWith(`${value}:`);
  return type === 'AWS::S3::Object' ? arn.startsWith(value) : arn === value;
}

type FieldSelector = AdvancedEventSelector['FieldSelectors'][number];

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedEventSelector.html */
function advanced({ FieldSelectors }: AdvancedEventSelector, record: EventRecord): boolean {
  return FieldSelectors.every((selector) => passes(selector, fieldOf(selector.Field, record)));
}

/**
 * Of the operators that select one must hold, if there is any; of those that deselect none may.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html#filtering-data-events-conditions
 */
function passes(selector: FieldSelector, value: string | undefined): boolean {
  const { Equals, StartsWith, EndsWith, NotEquals, NotStartsWith, NotEndsWith } = selector;
  const selecting = Equals !== undefined || StartsWith !== undefined || EndsWith !== undefined;
  return (
    (!selecting || holds(value, { Equals, StartsWith, EndsWith })) &&
    !holds(value, { Equals: NotEquals, StartsWith: NotStartsWith, EndsWith: NotEndsWith })
  );
}

interface Operators {
  readonly Equals: readonly string[] | undefined;
  readonly StartsWith: readonly string[] | undefined;
  readonly EndsWith: readonly string[] | undefined;
}

function holds(value: string | undefined, { Equals, StartsWith, EndsWith }: Operators): boolean {
  if (value === undefined) return false;
  return (
    (Equals?.includes(value) ?? false) ||
    (StartsWith?.some((start) => value.startsWith(start)) ?? false) ||
    (EndsWith?.some((end) => value.endsWith(end)) ?? false)
  );
}

/** What a record has in a field; the first of its resources is the one that its event is about. */
function fieldOf(field: string, record: EventRecord): string | undefined {
  const resource = record.resources?.[0];
  switch (field) {
    case 'eventCategory':
      return record.eventCategory;
    case 'eventName':
      return record.eventName;
    case 'eventSource':
      return record.eventSource;
    case 'eventType':
      return record.eventType;
    case 'readOnly':
      return String(record.readOnly);
    case 'resources.type':
      return resource?.type;
    case 'resources.ARN':
      return resource?.ARN ?? resource?.ARNPrefix;
    case 'userIdentity.arn':
      return typeof record.userIdentity.arn === 'string' ? record.userIdentity.arn : undefined;
    case 'sessionCredentialFromConsole':
      // Nobody signs in to a console here.
      return 'false';
    default:
      return undefined;
  }
}
