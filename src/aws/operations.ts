import type { AwsAccess } from './access.ts';

/** What a `services/<name>/operations.ts` exports by default: that service, called as somebody. */
export type OperationsOf = (access: AwsAccess) => ServiceOperations;

export interface ServiceOperations {
  /** Sends one operation by its API name; rejects with the SDK's own error. */
  readonly run: (operation: string, input: Readonly<Record<string, unknown>>) => Promise<unknown>;
}
