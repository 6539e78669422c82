import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { isRecord, list, optionalBoolean, optionalText, text } from '../../../sandbox/input.ts';
import type { AdvancedEventSelector, EventSelector, TrailState } from '../../../sandbox/world.ts';
import { invalidCombination, invalidSelectors } from './errors.ts';
import { changeableTrail, onTrail, readableTrail } from './trail-of.ts';

/** What a trail without selectors of its own answers. */
const DEFAULT: EventSelector = {
  ReadWriteType: 'All',
  IncludeManagementEvents: true,
  DataResources: [],
  ExcludeManagementEventSources: [],
};

const shapeOf = (trail: TrailState) => ({
  TrailARN: trail.arn,
  ...(trail.advancedEventSelectors === undefined
    ? { EventSelectors: trail.eventSelectors ?? [DEFAULT] }
    : { AdvancedEventSelectors: trail.advancedEventSelectors }),
});

/** The new selectors replace all that were there. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html */
function putEventSelectors(call: Call): unknown {
  const trail = changeableTrail(call, 'TrailName');
  const basic = list(call.input, 'EventSelectors').map(basicSelector);
  const advanced = list(call.input, 'AdvancedEventSelectors').map(advancedSelector);
  if (basic.length > 0 && advanced.length > 0) {
    throw invalidCombination('You can use either event selectors or advanced event selectors, but not both.');
  }
  if (basic.length + advanced.length === 0) throw invalidSelectors('No event selectors were specified.');
  if (basic.length > 5) throw invalidSelectors('A trail has at most 5 event selectors.');
  if (basic.reduce((sum, { DataResources }) => sum + valuesIn(DataResources), 0) > 250) {
    throw invalidSelectors('A trail has at most 250 data resources.');
  }
  trail.eventSelectors = basic.length > 0 ? basic : undefined;
  trail.advancedEventSelectors = advanced.length > 0 ? advanced : undefined;
  return shapeOf(trail);
}

const valuesIn = (resources: EventSelector['DataResources']): number =>
  resources.reduce((sum, { Values }) => sum + Values.length, 0);

const EXCLUDABLE = ['kms.amazonaws.com', 'rdsdata.amazonaws.com'];
const DATA_TYPES = ['AWS::S3::Object', 'AWS::Lambda::Function', 'AWS::DynamoDB::Table'];

function basicSelector(item: unknown): EventSelector {
  if (!isRecord(item)) throw invalidSelectors('An event selector is a structure.');
  const type = optionalText(item, 'ReadWriteType') ?? 'All';
  if (type !== 'All' && type !== 'ReadOnly' && type !== 'WriteOnly') {
    throw invalidSelectors(`The value ${type} is not a read/write type.`);
  }
  const excluded = texts(item, 'ExcludeManagementEventSources');
  if (excluded.some((source) => !EXCLUDABLE.includes(source))) {
    throw invalidSelectors('Only kms.amazonaws.com and rdsdata.amazonaws.com can be excluded.');
  }
  return {
    ReadWriteType: type,
    IncludeManagementEvents: optionalBoolean(item, 'IncludeManagementEvents') ?? true,
    DataResources: list(item, 'DataResources').map(dataResource),
    ExcludeManagementEventSources: excluded,
  };
}

function dataResource(item: unknown): EventSelector['DataResources'][number] {
  if (!isRecord(item)) throw invalidSelectors('A data resource is a structure.');
  const Type = text(item, 'Type');
  const Values = texts(item, 'Values');
  if (!DATA_TYPES.includes(Type)) throw invalidSelectors(`The data resource type ${Type} is not valid.`);
  for (const value of Values) {
    // `arn:aws:s3` is every bucket; a bucket's ARN needs a slash after its name.
    const whole = value.split(':').length === 3;
    if (!value.startsWith('arn:') || (Type === 'AWS::S3::Object' && !whole && !value.includes('/'))) {
      throw invalidSelectors(`Value ${value} for DataResources.Values is invalid.`);
    }
  }
  return { Type, Values };
}

const TESTS = ['Equals', 'StartsWith', 'EndsWith', 'NotEquals', 'NotStartsWith', 'NotEndsWith'] as const;

function advancedSelector(item: unknown): AdvancedEventSelector {
  if (!isRecord(item)) throw invalidSelectors('An advanced event selector is a structure.');
  const fields = list(item, 'FieldSelectors').map((field) => {
    if (!isRecord(field)) throw invalidSelectors('A field selector is a structure.');
    const tests = TESTS.map((test) => [test, texts(field, test)] as const).filter(
      ([, values]) => values.length > 0,
    );
    if (tests.length === 0) throw invalidSelectors('A field selector needs a value.');
    return { Field: text(field, 'Field'), ...Object.fromEntries(tests) };
  });
  const category = fields.find(({ Field }) => Field === 'eventCategory') as
    | { Equals?: readonly string[] }
    | undefined;
  if (category?.Equals?.length !== 1) throw invalidSelectors('Each selector needs one eventCategory.');
  if (category.Equals[0] === 'Data' && !fields.some(({ Field }) => Field === 'resources.type')) {
    throw invalidSelectors('A selector of data events needs a resources.type.');
  }
  const name = optionalText(item, 'Name', { max: 1000 });
  return { ...(name === undefined ? {} : { Name: name }), FieldSelectors: fields };
}

function texts(item: Readonly<Record<string, unknown>>, name: string): readonly string[] {
  return list(item, name).map((value) => text({ value }, 'value', { max: 2048 }));
}

export const selectorOperations: Readonly<Record<string, Operation>> = {
  GetEventSelectors: {
    access: 'read',
    needs: onTrail('TrailName'),
    run: (call) => shapeOf(readableTrail(call, text(call.input, 'TrailName', { max: 512 }))),
  },
  PutEventSelectors: { access: 'write', needs: onTrail('TrailName'), run: putEventSelectors },
};
