import { isRecord, list, optionalText, text } from '../../../sandbox/input.ts';
import type { AdvancedEventSelector } from '../../../sandbox/world.ts';
import { invalidSelectors } from './errors.ts';

type FieldSelector = AdvancedEventSelector['FieldSelectors'][number];

const OPERATORS = ['Equals', 'StartsWith', 'EndsWith', 'NotEquals', 'NotStartsWith', 'NotEndsWith'] as const;
const EXACT = ['eventCategory', 'readOnly', 'resources.type'];

/** What a trail (not an event data store) may filter on, by event category; the first of each is required. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  Management: ['eventCategory', 'eventSource', 'readOnly'],
  Data: [
    'resources.type',
    'eventCategory',
    'eventName',
    'eventSource',
    'eventType',
    'readOnly',
    'resources.ARN',
    'sessionCredentialFromConsole',
    'userIdentity.arn',
  ],
  NetworkActivity: ['eventSource', 'eventCategory', 'eventName', 'errorCode', 'vpcEndpointId'],
};

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html */
export function advancedSelector(item: unknown): AdvancedEventSelector {
  if (!isRecord(item)) throw invalidSelectors('An advanced event selector is a structure.');
  const name = optionalText(item, 'Name', { max: 1000 });
  const fields = list(item, 'FieldSelectors').map(fieldSelector);
  const names = fields.map(({ Field }) => Field);
  if (new Set(names).size < names.length)
    throw invalidSelectors('A field stands in one field selector only.');
  const category = fields.find(({ Field }) => Field === 'eventCategory')?.Equals;
  if (category?.length !== 1) throw invalidSelectors('eventCategory must equal one value.');
  const allowed = FIELDS[category[0] ?? ''];
  if (allowed === undefined) throw invalidSelectors(`The event category ${category[0]} is not valid.`);
  const unknown = names.find((field) => !allowed.includes(field));
  if (unknown !== undefined) throw invalidSelectors(`Field ${unknown} is not supported for ${category[0]}.`);
  if (!names.includes(allowed[0] ?? '')) throw invalidSelectors(`Field ${allowed[0]} is required.`);
  if (category[0] === 'Management') fields.forEach(mustExcludeKnown);
  return { ...(name === undefined ? {} : { Name: name }), FieldSelectors: fields };
}

function fieldSelector(item: unknown): FieldSelector {
  if (!isRecord(item)) throw invalidSelectors('A field selector is a structure.');
  const Field = text(item, 'Field', { max: 1000 });
  const operators = OPERATORS.map((operator) => [operator, values(item, operator)] as const).filter(
    ([, listed]) => listed.length > 0,
  );
  if (operators.length === 0) throw invalidSelectors(`Field ${Field} needs a value.`);
  if (EXACT.includes(Field) && operators.some(([operator]) => operator !== 'Equals')) {
    throw invalidSelectors(`Field ${Field} can only use Equals.`);
  }
  const selector: FieldSelector = { Field, ...Object.fromEntries(operators) };
  if (Field === 'readOnly' && !['true', 'false'].includes(selector.Equals?.join() ?? '')) {
    throw invalidSelectors('readOnly must equal true or false.');
  }
  return selector;
}

/** Of management events a trail can leave out these two sources and no other. */
function mustExcludeKnown({ Field, NotEquals = [], ...others }: FieldSelector): void {
  if (Field !== 'eventSource') return;
  const known = NotEquals.every((source) => ['kms.amazonaws.com', 'rdsdata.amazonaws.com'].includes(source));
  if (!known || Object.keys(others).length > 0) {
    throw invalidSelectors('eventSource can only not equal kms.amazonaws.com or rdsdata.amazonaws.com.');
  }
}

function values(item: Readonly<Record<string, unknown>>, name: string): readonly string[] {
  return list(item, name).map((value) => text({ value }, 'value', { max: 2048 }));
}
