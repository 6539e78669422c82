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
      ({ type: recorded, ARN, ARNPrefix = '' }) =>
        recorded === Type && Values.some((value) => covers(value, ARN ?? ARNPrefix)),
    ),
  );
}

/** `arn:aws:s3` stands for every object of every bucket; other values are prefixes of the object's ARN. */
const covers = (value: string, arn: string): boolean =>
  value.split(':').length <= 3 ? arn.startsWith(`${value}:`) : arn.startsWith(value);

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html */
function advanced({ FieldSelectors }: AdvancedEventSelector, record: EventRecord): boolean {
  return FieldSelectors.every((field) => {
    const values = valuesOf(field.Field, record);
    const some = (wanted: readonly string[] | undefined, test: (value: string, text: string) => boolean) =>
      wanted === undefined || wanted.some((text) => values.some((value) => test(value, text)));
    const none = (unwanted: readonly string[] | undefined, test: (value: string, text: string) => boolean) =>
      unwanted === undefined || !unwanted.some((text) => values.some((value) => test(value, text)));
    return (
      some(field.Equals, (value, text) => value === text) &&
      some(field.StartsWith, (value, text) => value.startsWith(text)) &&
      some(field.EndsWith, (value, text) => value.endsWith(text)) &&
      none(field.NotEquals, (value, text) => value === text) &&
      none(field.NotStartsWith, (value, text) => value.startsWith(text)) &&
      none(field.NotEndsWith, (value, text) => value.endsWith(text))
    );
  });
}

/** Only the resource of the event's own type counts: an S3 record names the object and its bucket. */
function valuesOf(field: string, record: EventRecord): readonly string[] {
  const [resource] = record.resources ?? [];
  switch (field) {
    case 'eventCategory':
      return [record.eventCategory];
    case 'eventName':
      return [record.eventName];
    case 'eventSource':
      return [record.eventSource];
    case 'eventType':
      return [record.eventType];
    case 'readOnly':
      return [String(record.readOnly)];
    case 'resources.type':
      return resource?.type === undefined ? [] : [resource.type];
    case 'resources.ARN':
      return [resource?.ARN ?? resource?.ARNPrefix ?? []].flat();
    case 'userIdentity.arn':
      return typeof record.userIdentity.arn === 'string' ? [record.userIdentity.arn] : [];
    default:
      return [];
  }
}
