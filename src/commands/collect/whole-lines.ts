import { createReadStream } from 'node:fs';

/** The lines of a file, one at a time, without their ends. A line that was cut short is one that was not written. */
export async function* wholeLines(file: string): AsyncGenerator<Buffer> {
  let begun: Buffer[] = [];
  for await (const part of createReadStream(file) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = part.indexOf('\n'); end >= 0; end = part.indexOf('\n', from)) {
      yield Buffer.concat([...begun, part.subarray(from, end)]);
      begun = [];
      from = end + 1;
    }
    begun.push(part.subarray(from));
  }
}
