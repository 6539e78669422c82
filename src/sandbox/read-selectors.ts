import { flag, items, oneOf, optionalText, type Place, structure, text } from './document.ts';
import type { AdvancedEventSelector, EventSelector } from './world.ts';

/** A trail's event selectors in a world file, in AWS's own form; `undefined` where there are none. */
export function readEventSelectors(place: Place): readonly EventSelector[] | undefined {
  return place.value === undefined ? undefined : items(place).map(readEventSelector);
}

export function readAdvancedEventSelectors(place: Place): readonly AdvancedEventSelector[] | undefined {
  return place.value === undefined ? undefined : items(place).map(readAdvancedEventSelector);
}

function readEventSelector(place: Place): EventSelector {
  const at = structure(place, [
    'ReadWriteType',
    'IncludeManagementEvents',
    'DataResources',
    'ExcludeManagementEventSources',
  ]);
  const readWrite = at('ReadWriteType');
  return {
    ReadWriteType: readWrite.value === undefined ? 'All' : oneOf(readWrite, ['All', 'ReadOnly', 'WriteOnly']),
    IncludeManagementEvents: flag(at('IncludeManagementEvents'), true),
    DataResources: items(at('DataResources')).map((resource) => {
      const member = structure(resource, ['Type', 'Values']);
      return { Type: text(member('Type')), Values: texts(member('Values')) };
    }),
    ExcludeManagementEventSources: texts(at('ExcludeManagementEventSources')),
  };
}

const OPERATORS = ['Equals', 'StartsWith', 'EndsWith', 'NotEquals', 'NotStartsWith', 'NotEndsWith'] as const;

function readAdvancedEventSelector(place: Place): AdvancedEventSelector {
  const at = structure(place, ['Name', 'FieldSelectors']);
  const name = optionalText(at('Name'));
  return {
    ...(name === undefined ? {} : { Name: name }),
    FieldSelectors: items(at('FieldSelectors')).map((field) => {
      const member = structure(field, ['Field', ...OPERATORS]);
      const conditions = OPERATORS.filter((operator) => member(operator).value !== undefined);
      return {
        Field: text(member('Field')),
        ...Object.fromEntries(conditions.map((operator) => [operator, texts(member(operator))])),
      };
    }),
  };
}

const texts = (place: Place): readonly string[] => items(place).map((item) => text(item));
