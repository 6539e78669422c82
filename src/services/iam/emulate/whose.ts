import type { Call } from '../../../sandbox/emulation.ts';
import { validationError } from './errors.ts';

/** The user who signs, where a call without UserName means the caller; `undefined` for root and roles. */
export const callingUser = ({ caller: { identity } }: Call): string | undefined =>
  identity.type === 'user' ? identity.userName : undefined;

export function mustName(): never {
  throw validationError('Must specify userName when calling with non-User credentials');
}
