import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { isRecord, list, optionalBoolean, optionalText, text } from '../../../sandbox/input.ts';
import type { AdvancedEventSelector, EventSelector, TrailState } from '../../../sandbox/world.ts';
import { advancedSelector } from './advanced-selector.ts';
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
  const trail = changeableTrail(call, text(call.input, 'TrailName', { max: 512 }));
  const basic = list(call.input, 'EventSelectors').map(basicSelector);
  const advanced = list(call.input, 'AdvancedEventSelectors').map(advancedSelector);
  if (basic.length > 0 && advanced.length > 0) {
    throw invalidCombination('You can use either event selectors or advanced event selectors, but not both.');
  }
  if (basic.length + advanced.length === 0) throw invalidSelectors('No event selectors were specified.');
  mustFit(basic, advanced);
  trail.eventSelectors = basic.length > 0 ? basic : undefined;
  trail.advancedEventSelectors = advanced.length > 0 ? advanced : undefined;
  return shapeOf(trail);
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html */
function mustFit(basic: readonly EventSelector[], advanced: readonly AdvancedEventSelector[]): void {
  if (basic.length > 5) throw invalidSelectors('A trail has at most 5 event selectors.');
  const resources = basic.flatMap(({ DataResources }) => DataResources.flatMap(({ Values }) => Values));
  if (resources.length > 250) throw invalidSelectors('A trail has at most 250 data resources.');
  const values = advanced.flatMap(({ FieldSelectors }) =>
    FieldSelectors.flatMap(({ Field: _, ...operators }) => Object.values(operators).flat()),
  );
  if (values.length > 500) throw invalidSelectors('A trail has at most 500 values in advanced selectors.');
}

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
    // Everything of S3, or a bucket with a slash after its name.
    const named = Type !== 'AWS::S3::Object' || /^arn:[a-z-]+:s3(:::)?$/.test(value) || value.includes('/');
    if (!value.startsWith('arn:') || !named) {
      throw invalidSelectors(`Value ${value} for DataResources.Values is invalid.`);
    }
  }
  return { Type, Values };
}

function texts(item: Readonly<Record<string, unknown>>, name: string): readonly string[] {
  return list(item, name).map((value) => text({ value }, 'value', { max: 2048 }));
}

export const selectorOperations: Readonly<Record<string, Operation>> = {
  GetEventSelectors: {
    access: 'read',
    needs: onTrail('TrailName'),
    run: (call) => shapeOf(readableTrail(call, 'TrailName')),
  },
  PutEventSelectors: { access: 'write', needs: onTrail('TrailName'), run: putEventSelectors },
};
