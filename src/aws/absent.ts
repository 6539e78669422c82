import { classify } from './refusal.ts';

/** What `read` answers; `absent` where AWS answers by an error of this code that there is no such thing. */
export async function orAbsent<T, Absent>(
  code: string,
  absent: Absent,
  read: () => Promise<T>,
): Promise<T | Absent> {
  try {
    return await read();
  } catch (error) {
    if (classify(error).code === code) return absent;
    throw error;
  }
}
