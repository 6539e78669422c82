import type { BucketUse, BucketUser } from '../model/bucket-use.ts';
import { printParagraph } from './paragraph.ts';
import type { Terminal } from './terminal.ts';

const MOST_NAMED = 3;

/** Nothing where only CloudTrail writes and nobody reads, as far as one can know. */
export function printBucketUse(terminal: Terminal, { bucket, writers, readers, unread }: BucketUse): void {
  const say = terminal.text.plan.use;
  printUsers(terminal, say.writers(bucket), writers);
  printUsers(terminal, say.readers(bucket), readers);
  if (unread.length === 0) return;
  const named = unread.slice(0, MOST_NAMED).join(', ');
  const more = unread.length > MOST_NAMED ? ` ${say.more(unread.length - MOST_NAMED)}` : '';
  terminal.print();
  printParagraph(terminal, say.unread(`${named}${more}`));
}

/** Each principal with what tells of it; of many alike, such as the flow logs of every account, the first is named. */
function printUsers(terminal: Terminal, title: string, users: readonly BucketUser[]): void {
  if (users.length === 0) return;
  const { text, colors, print } = terminal;
  const say = text.plan.use;
  print();
  print(colors.bold(title));
  for (const [principal, same] of Map.groupBy(users, (user) => user.principal ?? say.somebody)) {
    printParagraph(terminal, `${principal} (${say.bound[same[0]?.bound ?? 'unknown']})`, 2);
    for (const [by, [first, ...others]] of Map.groupBy(same, (user) => user.by)) {
      const more = others.length === 0 ? '' : ` ${say.more(others.length)}`;
      printParagraph(terminal, `${say.by[by]} ${first?.from}${more}`, 4, colors.dim);
    }
  }
}
