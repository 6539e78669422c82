import { callerOf } from './authorize.ts';
import { deliverDue } from './delivery.ts';
import type { Caller, Emulation } from './emulation.ts';
import { uuid } from './ids.ts';
import { perform } from './perform.ts';
import type { World } from './world.ts';

interface Plausible {
  readonly service: string;
  readonly operation: string;
}

const CALLS: readonly Plausible[] = [
  { service: 'sts', operation: 'GetCallerIdentity' },
  { service: 's3', operation: 'ListBuckets' },
  { service: 'iam', operation: 'ListUsers' },
  { service: 'cloudtrail', operation: 'DescribeTrails' },
  { service: 'iam', operation: 'ListRoles' },
  { service: 'organizations', operation: 'DescribeOrganization' },
  { service: 'cloudtrail', operation: 'LookupEvents' },
];

const STEPS = 12;
const TURNS = 2;
const TURN = 150_000;

/**
 * Lets the World live for an hour of ordinary calls, so that the trails' buckets hold delivered log files.
 * Services without an emulation are left out.
 */
export function liveThroughAnHour(world: World, emulations: ReadonlyMap<string, Emulation>): void {
  const users = usersOf(world);
  for (let turn = 0; turn < STEPS * TURNS; turn++) {
    users.forEach((caller, index) => {
      const call = CALLS[(turn + index) % CALLS.length];
      if (call) make(world, emulations, caller, call);
    });
    world.clock.advance(TURN);
    deliverDue(world);
  }
}

function usersOf(world: World): readonly Caller[] {
  return [...world.credentials.values()]
    .filter(({ identity }) => identity.type === 'user')
    .map((credential) => callerOf(world, credential));
}

function make(
  world: World,
  emulations: ReadonlyMap<string, Emulation>,
  caller: Caller,
  call: Plausible,
): void {
  const emulation = emulations.get(call.service);
  if (!emulation) return;
  perform(world, emulation, {
    caller,
    operation: call.operation,
    input: {},
    body: new Uint8Array(),
    region: 'us-east-1',
    now: world.clock.now(),
    // An address of RFC 5737: these calls came from nowhere.
    sourceIp: '203.0.113.10',
    userAgent: 'aws-cli/2.31.0',
    requestId: uuid(),
  });
}
