import { once } from 'node:events';
import { mkdtemp, readFile, rm, watch } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Gap, Snapshot } from '../../src/model/snapshot.ts';
import { type Fault, faulty } from '../faulty.ts';
import { indelible, type RunningSandbox, sandbox, start } from './harness.ts';

let running: RunningSandbox;
let folder: string;
beforeAll(async () => {
  running = await sandbox();
  folder = await mkdtemp(join(tmpdir(), 'indelible-interrupted-'));
});
afterAll(async () => {
  await running.stop();
  await rm(folder, { recursive: true });
});

const asAdmin = () => running.as('management', 'user/Admin');
const collecting = (file: string, depth = 'full') => ['collect', '--depth', depth, '--out', file, '--json'];

/** But for when and by how many calls it was read, and for the newest file of a log that moves on. */
async function written(file: string): Promise<Pick<Snapshot, 'gaps' | 'logBuckets'>> {
  const { readAt: _, provenance: __, ...rest } = JSON.parse(await readFile(file, 'utf8')) as Snapshot;
  return { ...rest, logBuckets: rest.logBuckets.map(({ sample: ___, ...bucket }) => bucket) };
}

const callsOf = (stdout: string): number => JSON.parse(stdout).summary.calls;

/** The second member account's answer never comes, so that the first is all that is kept. */
const SECOND: Fault = {
  of: ({ headers, body }) =>
    body.startsWith('Action=ListRoles&') &&
    headers.some((name) => name.toLowerCase() === 'x-amz-security-token'),
  answer: (sent, nth, honest) => (nth === 1 ? honest(sent) : new Promise(() => {})),
};

it('killed and run again writes what an uninterrupted one writes', async () => {
  const [whole, file] = [join(folder, 'whole.json'), join(folder, 'killed.json')];
  const uninterrupted = await indelible(collecting(whole), asAdmin());

  const network = await faulty(running.description.endpoint, [SECOND]);
  const kept = async () => (await readFile(`${file}.partial`, 'utf8').catch(() => '')).split('\n').length - 1;
  const changes = watch(folder);
  const child = start(collecting(file), { ...asAdmin(), AWS_ENDPOINT_URL: network.endpoint });
  const ended = once(child, 'close');
  for await (const _ of changes) if ((await kept()) > 1) break;
  child.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
  await network.close();
  await expect(readFile(file)).rejects.toThrow();

  const resumed = await indelible(collecting(file), asAdmin());
  expect(resumed.status).toBe(uninterrupted.status);
  expect(await written(file)).toEqual(await written(whole));
  expect(callsOf(resumed.stdout)).toBeLessThan(callsOf(uninterrupted.stdout));
  await expect(readFile(`${file}.partial`)).rejects.toThrow();
});

/** A process whose clock is off by so many hours. */
const off = (hours: number) => ({
  NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(
    `const True = Date, off = ${hours} * 3600e3;
    globalThis.Date = class extends True {
      constructor(...given) { given.length === 0 ? super(True.now() + off) : super(...given); }
      static now() { return True.now() + off; }
    };`,
  )}`,
});

it.each([-2, 2])('by a clock that is %i hours off writes the same', async (hours) => {
  const [right, wrong] = [join(folder, 'right.json'), join(folder, 'wrong.json')];
  await indelible(collecting(right), asAdmin());
  const { status, stderr } = await indelible(collecting(wrong), { ...asAdmin(), ...off(hours) });
  expect([status, stderr]).toEqual([4, expect.stringContaining('SANDBOX')]);
  const { gaps, ...rest } = await written(wrong);
  // Its client, the newest that there is, does not learn the clock of the other side.
  const isTold = ({ action }: Gap): boolean => action === 'rolesanywhere:ListTrustAnchors';
  expect({ ...rest, gaps: gaps.filter((gap) => !isTold(gap)) }).toEqual(await written(right));
  expect(new Set(gaps.filter(isTold).map(({ code }) => code))).toEqual(
    new Set(['InvalidSignatureException']),
  );
});
