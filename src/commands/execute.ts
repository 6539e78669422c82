import type { AwsAccess } from '../aws/access.ts';
import { inRegion } from '../aws/access.ts';
import type { ServiceOperations } from '../aws/operations.ts';
import { classify, type Failure, type Refusal } from '../aws/refusal.ts';
import { IndelibleError } from '../model/error.ts';
import type { Step } from '../model/technique.ts';
import { operations } from '../services/operations.ts';

export interface Success {
  readonly outcome: 'succeeded';
  readonly output: unknown;
  readonly requestId?: string;
}

export type StepOutcome = Success | Refusal | Failure;

/** Runs one Step as `access`. Whatever AWS answers is a value; the one executor of drill, demo, apply and undo. */
export async function execute(
  access: AwsAccess,
  step: Pick<Step, 'operation' | 'region' | 'input'>,
): Promise<StepOutcome> {
  const [service = '', operation = ''] = step.operation.split(':');
  const callable = await serviceFor(inRegion(access, step.region ?? access.region), service);
  try {
    return succeeded(await callable.run(operation, step.input));
  } catch (error) {
    if (error instanceof IndelibleError) throw error;
    return classify(error);
  }
}

/** Clients are made once an access and service, so that connections and clocks learnt from answers are kept. */
const clients = new WeakMap<AwsAccess['credentials'], Map<string, Promise<ServiceOperations>>>();

function serviceFor(access: AwsAccess, service: string): Promise<ServiceOperations> {
  const known = clients.get(access.credentials) ?? new Map<string, Promise<ServiceOperations>>();
  clients.set(access.credentials, known);
  const key = [service, access.region, access.mode, access.endpoint, access.run.userAgent].join(' ');
  const present = known.get(key);
  if (present !== undefined) return present;
  const made = load(service).then((of) => of(access));
  known.set(key, made);
  return made;
}

/** Services whose permissions begin with another name than their signatures have. */
const SIGNED_AS: Readonly<Record<string, string>> = { cloudwatch: 'monitoring' };

async function load(service: string) {
  const folder = SIGNED_AS[service] ?? service;
  const name = Object.keys(operations).find((known): known is keyof typeof operations => known === folder);
  if (name === undefined) throw new IndelibleError('BUG', 'operation-unknown', { operation: service });
  return (await operations[name]()).default;
}

function succeeded(output: unknown): Success {
  const { $metadata: metadata, ...rest } = (output ?? {}) as {
    readonly $metadata?: { readonly requestId?: string };
  };
  return {
    outcome: 'succeeded',
    output: rest,
    ...(metadata?.requestId === undefined ? {} : { requestId: metadata.requestId }),
  };
}
