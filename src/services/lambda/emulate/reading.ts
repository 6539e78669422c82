import type { Resource } from '../../../model/resource.ts';
import { AwsError } from '../../../sandbox/aws-error.ts';
import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { optionalInteger, optionalText } from '../../../sandbox/input.ts';
import { ownResources } from '../../../sandbox/own-resources.ts';
import { page } from '../../../sandbox/pages.ts';
import {
  functionArn,
  MAPPING,
  type Mapping,
  onAnything,
  onFunction,
  ownMappings,
  unqualified,
} from './named.ts';

interface Listing<Item> {
  readonly name: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  readonly size: number;
}

function paged<Item>({ input }: Call, { name, items, keyOf, size }: Listing<Item>) {
  const found = page(items, keyOf, {
    token: optionalText(input, 'Marker'),
    size: Math.min(optionalInteger(input, 'MaxItems', { min: 1, max: 10_000 }) ?? size, size),
  });
  if (found === undefined) throw new AwsError('InvalidParameterValueException', 400, 'Invalid marker.');
  return { [name]: found.items, ...(found.next === undefined ? {} : { NextMarker: found.next }) };
}

const listFunctions = (call: Call): unknown =>
  paged(call, {
    name: 'Functions',
    items: ownResources(call, 'AWS::Lambda::Function').map(functionShape),
    keyOf: ({ FunctionArn }) => FunctionArn,
    size: 50,
  });

const functionShape = ({ arn, name, roleArn, kmsKeyArn }: Resource) => ({
  FunctionArn: arn,
  FunctionName: name,
  Version: '$LATEST',
  ...(roleArn === undefined ? {} : { Role: roleArn }),
  ...(kmsKeyArn === undefined ? {} : { KMSKeyArn: kmsKeyArn }),
});

/** A function without a policy is answered like one that does not exist. */
function getPolicy(call: Call): unknown {
  const arn = functionArn(call);
  const { policy } = call.world.resources.get(arn) ?? {};
  if (policy === undefined) {
    throw new AwsError('ResourceNotFoundException', 404, 'The resource you requested does not exist.', {
      Type: 'User',
    });
  }
  return { Policy: JSON.stringify(policy), RevisionId: '00000000-0000-0000-0000-000000000000' };
}

function listEventSourceMappings(call: Call): unknown {
  const { FunctionName } = call.input;
  const ofFunction = FunctionName === undefined ? undefined : unqualified(functionArn(call));
  const from = optionalText(call.input, 'EventSourceArn', { max: 1024 });
  const mappings = ownMappings(call).filter(
    (mapping) =>
      (ofFunction === undefined || mapping.functionArn === ofFunction) &&
      (from === undefined || mapping.source === from),
  );
  return paged(call, {
    name: 'EventSourceMappings',
    items: mappings.map(mappingShape),
    keyOf: ({ EventSourceMappingArn }) => EventSourceMappingArn,
    size: 100,
  });
}

const mappingShape = ({ arn, functionArn, source }: Mapping) => ({
  UUID: arn.slice(arn.indexOf(MAPPING) + MAPPING.length),
  EventSourceMappingArn: arn,
  FunctionArn: functionArn,
  State: 'Enabled',
  ...(source === undefined ? {} : { EventSourceArn: source }),
});

export const readingOperations = {
  GetPolicy: { access: 'read', eventName: 'GetPolicy20150331v2', needs: onFunction(), run: getPolicy },
  ListEventSourceMappings: {
    access: 'read',
    eventName: 'ListEventSourceMappings20150331',
    needs: onAnything,
    run: listEventSourceMappings,
  },
  ListFunctions: {
    access: 'read',
    eventName: 'ListFunctions20150331',
    needs: onAnything,
    run: listFunctions,
  },
} satisfies Readonly<Record<string, Operation>>;
