import { type Asker, authorize, denialOf } from './authorize.ts';
import { AwsError } from './aws-error.ts';
import type { AuthorizationNeed, Call, Emulation, ExtraEvent, Operation } from './emulation.ts';
import { listeningTrails, recordCall } from './recording.ts';
import type { TrailState, World } from './world.ts';

/** A call that is understood and whose caller is known. */
export interface Asked extends Asker {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly body: Uint8Array;
  readonly requestId: string;
}

/** Authorizes a call, lets it act and records it. Returns its output; throws the AwsError that AWS answers. */
export function perform(world: World, emulation: Emulation, asked: Asked): unknown {
  const operation = operationOf(emulation, asked.operation);
  const extra: ExtraEvent[] = [];
  const call = callFor(world, emulation, asked, extra);
  const attempt: Attempt = {
    call,
    operation,
    extra,
    listening: listeningTrails(world),
    needs: [],
    denied: false,
  };
  try {
    authorizeNeeds(attempt);
    if (!operation.run) throw notEmulated(emulation.service, asked.operation);
    const output = operation.run(call);
    recordCall(world, { ...attempt, output });
    return output;
  } catch (error) {
    // What the sandbox does not act out, AWS would not have answered so: there is nothing true to record.
    if (error instanceof AwsError && error.code !== NOT_EMULATED) recordCall(world, { ...attempt, error });
    throw error;
  }
}

const NOT_EMULATED = 'NotEmulated';

export function notEmulated(service: string, operation?: string): AwsError {
  const what = operation === undefined ? service : `${service}:${operation}`;
  return new AwsError(NOT_EMULATED, 501, `The sandbox does not emulate ${what}.`);
}

interface Attempt {
  readonly call: Call;
  readonly operation: Operation;
  readonly extra: ExtraEvent[];
  /** The trails' settings before the call acted. */
  readonly listening: readonly TrailState[];
  needs: readonly AuthorizationNeed[];
  denied: boolean;
}

function operationOf(emulation: Emulation, name: string): Operation {
  const operation = Object.hasOwn(emulation.operations, name) ? emulation.operations[name] : undefined;
  if (operation) return operation;
  throw notEmulated(emulation.service, name.slice(0, 128));
}

function callFor(world: World, emulation: Emulation, asked: Asked, extra: ExtraEvent[]): Call {
  return {
    ...asked,
    world,
    service: emulation.service,
    authorize: (need) => authorize(world, asked, need),
    denial: (need, decision) => denialOf(world, emulation, asked, need, decision),
    record: (event) => {
      extra.push(event);
    },
  };
}

function authorizeNeeds(attempt: Attempt): void {
  const { call, operation } = attempt;
  attempt.needs = operation.needs(call);
  for (const need of attempt.needs) {
    const decision = call.authorize(need);
    if (decision.decision === 'allowed') continue;
    attempt.denied = true;
    throw call.denial(need, decision);
  }
}
