import type { Terminal } from './terminal.ts';
import { padded, widthOf } from './width.ts';

/** What `indelible` says alone: three places to start from. */
export function doors({ text, colors, print }: Terminal): number {
  const { doors: door } = text.help;
  const rows = [
    [door.none, 'indelible demo', door.noneMeans],
    [door.policy, 'indelible grade FILE', door.policyMeans],
    [door.organization, 'indelible prove --snapshot FILE', door.proveMeans],
    ['', 'indelible plan --target OU', door.organizationMeans],
    ['', 'indelible apply indelible-plan.json', ''],
    ['', 'indelible drill --account ID', ''],
  ] as const;
  const width = Math.max(...rows.map(([name]) => widthOf(name))) + 2;
  print(colors.bold(text.help.description));
  print();
  print(text.help.doorsTitle);
  for (const [name, command, means] of rows) {
    print(`  ${padded(name, width)}${colors.cyan(command)}`);
    if (means !== '') print(`  ${' '.repeat(width)}${colors.dim(means)}`);
  }
  print();
  print(text.help.more);
  return 0;
}
