import type { Call } from '../../../sandbox/emulation.ts';
import { invalidTime } from './errors.ts';

/** A time of the input in milliseconds; it comes as seconds since 1970. */
export function timeIn({ input }: Call, name: string): number | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isFinite(value)) throw invalidTime(`${name} is not a time.`);
  return value * 1000;
}
