import {
  DescribeApiDestinationCommand,
  DescribeEventBusCommand,
  type EventBridgeClient,
  ListEventBusesCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  type Rule,
} from '@aws-sdk/client-eventbridge';
import { orAbsent } from '../../aws/absent.ts';
import type { AwsAccess } from '../../aws/access.ts';
import { byArn, distinct, ownArn } from '../../aws/arn.ts';
import { all, concurrently, Reader, type Reading } from '../../aws/reading.ts';
import type { Resource } from '../../model/resource.ts';
import { keyArnOf } from './key-arn.ts';
import { eventsClient } from './operations.ts';

/** The account's event buses and rules of one Region, but for the rules that AWS services manage. */
export async function collectRules(access: AwsAccess): Promise<Reading<readonly Resource[]>> {
  const client = eventsClient(access);
  const reader = new Reader();
  const buses = await reader.read(ownArn(access, 'events', 'event-bus/*'), 'events:ListEventBuses', () =>
    listBuses(client),
  );
  const found = await concurrently(buses ?? [], async (listed) => {
    const rules = await rulesOf(client, reader, listed);
    // Nothing passes a bus without rules, so its key does not matter; archives are rules too, which AWS manages.
    const bus = rules?.length === 0 ? listed : await withKey(access, client, reader, listed);
    const own = (rules ?? []).filter(({ ManagedBy }) => ManagedBy === undefined);
    return [bus, ...(await concurrently(own, (rule) => ruleOf(client, reader, bus, rule)))];
  });
  return { value: found.flat().sort(byArn), gaps: reader.gaps };
}

interface Paged {
  readonly NextToken?: string | undefined;
}

/** The SDK has no paginators for EventBridge. */
async function* pages<Page extends Paged>(
  ask: (token: string | undefined) => Promise<Page>,
): AsyncIterable<Page> {
  let token: string | undefined;
  do {
    const page = await ask(token);
    yield page;
    token = page.NextToken;
  } while (token !== undefined);
}

async function listBuses(client: EventBridgeClient): Promise<readonly Resource[]> {
  const buses = await all(
    pages((NextToken) => client.send(new ListEventBusesCommand({ NextToken }))),
    (page) => page.EventBuses,
  );
  return buses.map(({ Arn = '', Name = '', Policy }) => ({
    type: 'AWS::Events::EventBus',
    ...placed(Arn, Name),
    ...(Policy === undefined ? {} : { policy: JSON.parse(Policy) }),
  }));
}

async function withKey(
  access: AwsAccess,
  client: EventBridgeClient,
  reader: Reader,
  bus: Resource,
): Promise<Resource> {
  const described = await reader.read(bus.arn, 'events:DescribeEventBus', () =>
    client.send(new DescribeEventBusCommand({ Name: bus.name })),
  );
  const key = described?.KmsKeyIdentifier;
  return key === undefined ? bus : { ...bus, kmsKeyArn: await keyArnOf(access, reader, key) };
}

const placed = (arn: string, name: string): Pick<Resource, 'arn' | 'name' | 'accountId' | 'region'> => ({
  arn,
  name,
  accountId: arn.split(':')[4] ?? '',
  region: arn.split(':')[3] ?? '',
});

const rulesOf = (
  client: EventBridgeClient,
  reader: Reader,
  bus: Resource,
): Promise<readonly Rule[] | undefined> =>
  reader.read(bus.arn, 'events:ListRules', () =>
    all(
      pages((NextToken) => client.send(new ListRulesCommand({ EventBusName: bus.name, NextToken }))),
      (page) => page.Rules,
    ),
  );

async function ruleOf(
  client: EventBridgeClient,
  reader: Reader,
  bus: Resource,
  { Arn: arn = '', Name: name = '', RoleArn }: Rule,
): Promise<Resource> {
  const targets = await reader.read(arn, 'events:ListTargetsByRule', () =>
    all(
      pages((NextToken) =>
        client.send(new ListTargetsByRuleCommand({ Rule: name, EventBusName: bus.name, NextToken })),
      ),
      (page) => page.Targets,
    ),
  );
  const arns = targets?.map((target) => target.Arn ?? '');
  return {
    type: 'AWS::Events::Rule',
    ...placed(arn, name),
    ...(bus.policy === undefined ? {} : { policy: bus.policy }),
    ...(RoleArn === undefined ? {} : { roleArn: RoleArn }),
    ...(arns === undefined
      ? {}
      : { concerns: distinct([...arns, ...(await connectionsOf(client, reader, arns))]) }),
  };
}

const DESTINATION = ':api-destination/';

function connectionsOf(
  client: EventBridgeClient,
  reader: Reader,
  targets: readonly string[],
): Promise<readonly (string | undefined)[]> {
  return concurrently(
    targets.filter((arn) => arn.includes(DESTINATION)),
    (arn) => reader.read(arn, 'events:DescribeApiDestination', () => connectionOf(client, arn)),
  );
}

/** `undefined`: the target is an API destination that is gone. */
const connectionOf = (client: EventBridgeClient, arn: string): Promise<string | undefined> =>
  orAbsent('ResourceNotFoundException', undefined, async () => {
    const [, Name] = arn.split('/');
    return (await client.send(new DescribeApiDestinationCommand({ Name }))).ConnectionArn;
  });
