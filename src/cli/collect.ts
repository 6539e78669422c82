import { bucketUses } from '../commands/bucket-uses.ts';
import { judgedCautions } from '../commands/cautions.ts';
import { redacted } from '../commands/collect/redact.ts';
import { writeSnapshot } from '../commands/collect/write.ts';
import { type CollectProgress, type CollectRequest, collect, type Preflight } from '../commands/collect.ts';
import { isReplaceable } from '../commands/replacing.ts';
import { coverageOf } from '../model/coverage.ts';
import { layoutsOf } from '../model/layout.ts';
import type { Depth, Snapshot } from '../model/snapshot.ts';
import { troublesIn } from '../model/trouble.ts';
import { printCautions } from './cautions.ts';
import { printParagraph } from './paragraph.ts';
import { type AwsOptions, connect } from './session.ts';
import type { Terminal } from './terminal.ts';
import { printTroubles } from './troubles.ts';

export interface CollectFlags extends AwsOptions {
  readonly depth: Depth;
  readonly out: string;
  readonly redact?: boolean;
}

export async function run(terminal: Terminal, flags: CollectFlags): Promise<number> {
  const snapshot = await read(terminal, flags, await besides(flags));
  const written = flags.redact === true ? redacted(snapshot) : snapshot;
  await writeSnapshot(flags.out, written);
  if (terminal.json) terminal.print(JSON.stringify(documentOf(written, flags.out)));
  else print(terminal, written, flags.out);
  return snapshot.gaps.length === 0 ? 0 : 4;
}

/** What is kept beside the file; beside a device or a pipe there is no place for it. */
async function besides({
  out,
  redact,
}: CollectFlags): Promise<Pick<CollectRequest, 'checkpoint' | 'answers'>> {
  if (!(await isReplaceable(out))) return {};
  return {
    checkpoint: `${out}.partial`,
    // Whoever may not learn the accounts' ids may not have the record of who answered, nor any use for its hash.
    ...(redact === true ? {} : { answers: answersOf(out) }),
  };
}

const answersOf = (out: string): string => `${out}.answers.jsonl`;

/** Connects and reads, telling how far it is. */
export async function read(
  terminal: Terminal,
  flags: AwsOptions & { readonly depth?: Depth },
  files: Pick<CollectRequest, 'checkpoint' | 'answers'> = {},
): Promise<Snapshot> {
  const access = await connect(terminal, flags, 'read');
  terminal.note(terminal.text.collect.reading);
  return collect(access, {
    depth: flags.depth ?? 'logs',
    ...(flags.roleName === undefined ? {} : { roleName: flags.roleName }),
    ...(flags.externalId === undefined ? {} : { externalId: flags.externalId }),
    ...files,
    onPreflight: (found) => preflight(terminal, found),
    onProgress: progressOf(terminal),
  });
}

/** What is missing is said before the wait, and not after it. */
function preflight({ text, note }: Terminal, { entered, of, closed, denied }: Preflight): void {
  const say = text.collect;
  note(say.entered(entered, of));
  if (closed.length > 0)
    note(say.closed(closed.slice(0, MOST_NAMED), Math.max(0, closed.length - MOST_NAMED)));
  if (denied.length > 0) note(say.denied(denied));
}

const MOST_NAMED = 5;
const EVERY = 10;

function progressOf({ text, note }: Terminal): (progress: CollectProgress) => void {
  const start = performance.now();
  return ({ done, of, account }) => {
    if (done % EVERY !== 0 && done !== of) return;
    const seconds = Math.round(((performance.now() - start) / 1000 / done) * (of - done));
    const { minutes, seconds: inSeconds } = text.collect;
    const left = seconds === 0 ? '' : seconds < 120 ? inSeconds(seconds) : minutes(Math.round(seconds / 60));
    note(text.collect.progress(done, of, account, left));
  };
}

const callsIn = ({ provenance }: Snapshot): number =>
  Object.values(provenance?.calls ?? {}).reduce((sum, count) => sum + count, 0);

function summaryOf(snapshot: Snapshot) {
  const { read: accounts, ...others } = coverageOf(snapshot);
  return {
    accounts,
    ...others,
    ...usersOf(snapshot),
    calls: callsIn(snapshot),
    gaps: snapshot.gaps.length,
  };
}

/** How many, beside CloudTrail, write into log buckets and read there. */
function usersOf(snapshot: Snapshot): { readonly writers: number; readonly readers: number } {
  const uses = bucketUses(snapshot);
  return {
    writers: uses.flatMap(({ writers }) => writers).length,
    readers: uses.flatMap(({ readers }) => readers).length,
  };
}

const documentOf = (snapshot: Snapshot, file: string) => ({
  schema: 'indelible/collect@1',
  summary: summaryOf(snapshot),
  file,
  readAt: snapshot.readAt,
  readBy: snapshot.readBy,
  provenance: snapshot.provenance,
  layouts: layoutsOf(snapshot),
  ...(snapshot.handshakes === undefined ? {} : { handshakes: snapshot.handshakes }),
  gaps: snapshot.gaps,
  troubles: troublesIn(snapshot),
  cautions: judgedCautions(snapshot),
});

function print(terminal: Terminal, snapshot: Snapshot, file: string): void {
  const { colors, print: line } = terminal;
  const text = terminal.text.collect;
  const {
    trails,
    logBuckets,
    keys = [],
    roles = [],
    resources = [],
    logGroups = [],
    handshakes = [],
    gaps,
  } = snapshot;
  line(colors.bold(text.written(file)));
  const others = resources.length + logGroups.length;
  for (const one of [
    text.coverage(coverageOf(snapshot)),
    ...(snapshot.provenance?.depth === undefined ? [] : [text.depth[snapshot.provenance.depth]]),
    ...layoutsOf(snapshot).map(text.layout),
    text.holds(trails.length, logBuckets.length, keys.length, roles.length, others),
    ...(handshakes.length === 0 ? [] : [text.handshakes(handshakes)]),
    text.calls(callsIn(snapshot)),
  ])
    printParagraph(terminal, one, 2);
  const { writers, readers } = usersOf(snapshot);
  if (writers + readers > 0) printParagraph(terminal, text.users(writers, readers), 2);
  if (snapshot.provenance?.answers !== undefined)
    printParagraph(terminal, text.answers(snapshot.provenance.answers.count, answersOf(file)), 2);
  printTroubles(terminal, troublesIn(snapshot), text.trouble);
  printCautions(terminal, snapshot.organization.managementAccountId, judgedCautions(snapshot));
  if (gaps.length > 0) {
    line();
    line(colors.yellow(text.gaps(gaps.length)));
    const kinds = Map.groupBy(gaps, ({ action, code }) => `${action} ${code}`);
    for (const same of kinds.values()) {
      const { action = '', code = '' } = same[0] ?? {};
      printParagraph(
        terminal,
        same.length === 1 ? text.gapOnce(action, code) : text.gap(action, same.length, code),
        2,
      );
    }
    printParagraph(terminal, text.depends);
  }
  line();
  line(colors.bold(text.nextTitle));
  line(`  ${text.next(file)}`);
  printParagraph(terminal, text.nextMeans, 6);
  if (gaps.length === 0) return;
  line(`  ${text.permissionsNext}`);
  printParagraph(terminal, text.permissionsMeans, 6);
}
