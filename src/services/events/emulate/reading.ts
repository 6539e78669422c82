import type { Resource } from '../../../model/resource.ts';
import { AwsError } from '../../../sandbox/aws-error.ts';
import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { optionalInteger, optionalText } from '../../../sandbox/input.ts';
import { ownResources } from '../../../sandbox/own-resources.ts';
import { page } from '../../../sandbox/pages.ts';
import {
  busArn,
  busNameOf,
  busOfRule,
  onAnything,
  onBus,
  onOwn,
  onRule,
  ownBuses,
  ownTargetArn,
  ruleArn,
} from './named.ts';

const CONNECTION = ':connection/';
const DESTINATION = ':api-destination/';

function paged<Item>(call: Call, name: string, items: readonly Item[], keyOf: (item: Item) => string) {
  const found = page(items, keyOf, {
    token: optionalText(call.input, 'NextToken', { max: 2048 }),
    size: optionalInteger(call.input, 'Limit', { min: 1, max: 100 }) ?? 100,
  });
  if (found === undefined) throw new AwsError('InvalidToken', 400, 'The token is not valid.');
  return { [name]: found.items, ...(found.next === undefined ? {} : { NextToken: found.next }) };
}

const beginsWith = (call: Call, name: string): boolean =>
  name.startsWith(optionalText(call.input, 'NamePrefix') ?? '');

function listEventBuses(call: Call): unknown {
  const buses = ownBuses(call).filter(({ name }) => beginsWith(call, name));
  return paged(call, 'EventBuses', buses.map(busShape), ({ Arn }) => Arn);
}

const busShape = ({ name, arn, policy }: Resource) => ({
  Name: name,
  Arn: arn,
  ...(policy === undefined ? {} : { Policy: JSON.stringify(policy) }),
});

function describeEventBus(call: Call): unknown {
  const bus = ownBus(call, 'Name');
  return {
    ...busShape(bus),
    ...(bus.kmsKeyArn === undefined ? {} : { KmsKeyIdentifier: bus.kmsKeyArn }),
  };
}

function ownBus(call: Call, member: 'EventBusName' | 'Name'): Resource {
  const named = busArn(call, member);
  const bus = ownBuses(call).find(({ arn }) => arn === named);
  if (bus === undefined) throw notFound(`Event bus ${busNameOf(named)} does not exist.`);
  return bus;
}

const notFound = (message: string): AwsError => new AwsError('ResourceNotFoundException', 400, message);

function listRules(call: Call): unknown {
  const bus = ownBus(call, 'EventBusName');
  const rules = ownResources(call, 'AWS::Events::Rule').filter(
    ({ arn, name }) => busOfRule(arn) === bus.arn && beginsWith(call, name),
  );
  return paged(
    call,
    'Rules',
    rules.map((rule) => ruleShape(rule, bus.name)),
    ({ Arn }) => Arn,
  );
}

const ruleShape = ({ name, arn, roleArn }: Resource, bus: string) => ({
  Name: name,
  Arn: arn,
  State: 'ENABLED',
  EventBusName: bus,
  ...(roleArn === undefined ? {} : { RoleArn: roleArn }),
  ...(name === 'AutoScalingManagedRule' ? { ManagedBy: 'autoscaling.amazonaws.com' } : {}),
});

function listTargetsByRule(call: Call): unknown {
  const { world } = call;
  const named = ruleArn(call, 'Rule');
  const rule = world.resources.get(named);
  if (rule === undefined) {
    throw notFound(
      `Rule ${named.split('/').at(-1)} does not exist on EventBus ${busNameOf(busOfRule(named))}.`,
    );
  }
  const targets = (rule.concerns ?? []).filter((arn) => !arn.includes(CONNECTION));
  return paged(
    call,
    'Targets',
    targets.map((Arn, index) => ({ Id: `Id${String(index + 1).padStart(3, '0')}`, Arn })),
    ({ Id }) => Id,
  );
}

/** Of a rule's API destinations and connections, the first belong together, then the second, … */
function describeApiDestination(call: Call): unknown {
  const arn = ownTargetArn(call, 'api-destination');
  const rule = ownResources(call, 'AWS::Events::Rule').find(({ concerns = [] }) => concerns.includes(arn));
  const ofKind = (kind: string) => (rule?.concerns ?? []).filter((one) => one.includes(kind));
  const [, name] = arn.split('/');
  if (rule === undefined) throw notFound(`Failed to describe the api-destination(s) '${name}'.`);
  const connections = ofKind(CONNECTION);
  const connection = connections[Math.min(ofKind(DESTINATION).indexOf(arn), connections.length - 1)];
  return {
    ApiDestinationArn: arn,
    Name: name,
    ApiDestinationState: 'ACTIVE',
    ...(connection === undefined ? {} : { ConnectionArn: connection }),
  };
}

export const readingOperations = {
  DescribeApiDestination: { access: 'read', needs: onOwn('api-destination'), run: describeApiDestination },
  DescribeEventBus: { access: 'read', needs: onBus, run: describeEventBus },
  ListEventBuses: { access: 'read', needs: onAnything, run: listEventBuses },
  ListRules: { access: 'read', needs: onAnything, run: listRules },
  ListTargetsByRule: { access: 'read', needs: onRule('Rule'), run: listTargetsByRule },
} satisfies Readonly<Record<string, Operation>>;
