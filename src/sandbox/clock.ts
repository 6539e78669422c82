import { IndelibleError } from '../model/error.ts';
import type { Clock } from './world.ts';

/** Wall time plus an offset. It only goes forward: what was recorded is never in its own future. */
export function clockFrom(start: Date): Clock {
  let offset = start.getTime() - Date.now();
  const now = () => new Date(Date.now() + offset);
  const advance = (milliseconds: number): void => {
    if (!(milliseconds >= 0 && now().getTime() + milliseconds <= LATEST)) {
      throw new IndelibleError('CONFIG_INVALID', 'clock-move', { milliseconds });
    }
    offset += milliseconds;
  };
  return { now, advance, set: (time) => advance(time.getTime() - now().getTime()) };
}

/** Four digits of year everywhere. */
const LATEST = Date.UTC(9999, 0);
