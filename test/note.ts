import { appendFileSync } from 'node:fs';

/** Says one line of figures: `npm test` prints it above its closing line, and vitest by itself where it stands. */
export function note(line: string): void {
  const file = process.env.INDELIBLE_TEST_NOTES;
  if (file === undefined) console.log(line);
  else appendFileSync(file, `${line}\n`);
}
