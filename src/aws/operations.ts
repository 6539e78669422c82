import { IndelibleError } from '../model/error.ts';
import type { AwsAccess } from './access.ts';

/** What a `services/<name>/operations.ts` exports by default: that service, called as somebody. */
export type OperationsOf = (access: AwsAccess) => ServiceOperations;

export interface ServiceOperations {
  /** Sends one operation by its API name; rejects with the SDK's own error. */
  readonly run: (operation: string, input: Readonly<Record<string, unknown>>) => Promise<unknown>;
}

interface Sender {
  readonly send: (...command: never[]) => unknown;
}

/** The operations of one service from its SDK client and commands (`DeleteObject: DeleteObjectCommand`). */
export function operationsWith(
  clientOf: (access: AwsAccess) => Sender,
  commands: Readonly<Record<string, new (input: never) => object>>,
): OperationsOf {
  return (access) => {
    const client = clientOf(access) as { readonly send: (command: object) => Promise<unknown> };
    return {
      run: async (operation, input) => {
        const Command = Object.hasOwn(commands, operation) ? commands[operation] : undefined;
        if (Command === undefined) throw new IndelibleError('BUG', 'operation-unknown', { operation });
        return client.send(new Command(input as never));
      },
    };
  };
}
