import type { AwsAccess } from '../aws/access.ts';
import type { Failure, Refusal } from '../aws/refusal.ts';
import type { Step } from '../model/technique.ts';

export interface Success {
  readonly outcome: 'succeeded';
  readonly output: unknown;
  readonly requestId?: string;
}

export type StepOutcome = Success | Refusal | Failure;

/** Runs one Step as `access`. Whatever AWS answers is a value; the one executor of drill, demo, apply and undo. */
export async function execute(_access: AwsAccess, _step: Step): Promise<StepOutcome> {
  throw new Error('being written');
}
