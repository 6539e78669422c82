import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { organizationOf } from '../../bench/prove/organization.ts';
import { indelible } from '../../test/cli/harness.ts';
import { LOG_ARCHIVE, organization, scp, WORKLOADS } from '../../test/worlds/build.ts';
import { worlds } from '../../test/worlds/index.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { readJson } from './read-json.ts';
import { readSnapshot } from './read-snapshot.ts';
import { snapshotSchema } from './schemas/snapshot.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'indelible-snapshot-'));
});

async function read(content: string | Buffer): Promise<Snapshot> {
  const file = join(folder, 'snapshot.json');
  await writeFile(file, content);
  return readSnapshot(file);
}

const good = organization({ policies: [scp('guard', [WORKLOADS])] });
const [unit] = good.organizationalUnits;
const [management, logArchive, workload] = good.accounts;
const [fullAccess, guard] = good.policies;
const [bucket] = good.logBuckets;

test('reads every world, and a large organization, as they are', async () => {
  for (const { snapshot } of worlds) expect(await read(JSON.stringify(snapshot))).toEqual(snapshot);
  const large = organizationOf(2000, 100, 50);
  expect(await read(JSON.stringify(large))).toEqual(large);
});

test('reads standard input, and a byte order mark', async () => {
  const text = `\uFEFF${JSON.stringify(good)}`;
  const bytes = Buffer.from(text);
  // Cut within the mark.
  const piped = Readable.from([bytes.subarray(0, 2), bytes.subarray(2)]);
  expect(await readJson('-', snapshotSchema, piped)).toEqual(good);
});

test('where the accounts could not all be listed, the management account may be missing', async () => {
  const accounts = good.accounts.slice(1);
  const gap = { resource: 'r-exam', action: 'organizations:ListAccountsForParent', code: 'x', message: '' };
  expect((await read(JSON.stringify({ ...good, accounts, gaps: [gap] }))).accounts).toHaveLength(2);
});

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const withPolicies = (...policies: readonly unknown[]) => ({ ...good, policies });

describe('refuses', () => {
  test.each([
    ['an empty file', '', 'json-empty', {}],
    ['blanks', ' \n ', 'json-empty', {}],
    ['a truncated file', JSON.stringify(good).slice(0, 2000), 'not-json', { line: 1, column: 2001 }],
    ['a list', '[]', 'json-wrong-type', { path: '', expected: 'object' }],
    ['nothing but null', 'null', 'json-wrong-type', { path: '' }],
    ['no snapshot', '{}', 'json-missing', { path: 'schema' }],
    ['a plan', '{"schema":"indelible/plan@1"}', 'json-other-schema', {}],
    ['deep nesting', `{"a":${nested(2_000_000)}}`, 'json-deep', {}],
    ['control characters', '{"schema":"\\u001b[2J"}', 'json-other-schema', { schema: '"\\u001b[2J"' }],
  ])('%s', async (_, content, reason, parameters) => {
    await expect(read(content)).rejects.toMatchObject({ code: 'CONFIG_INVALID', reason, parameters });
  });

  test.each<readonly [string, unknown, string, Record<string, unknown>]>([
    [
      'another schema',
      { ...good, schema: 'indelible/snapshot@2' },
      'json-other-schema',
      { schema: '"indelible/snapshot@2"' },
    ],
    ['a misspelt member', { ...good, kmsKeyId: 'x' }, 'json-unknown-member', { path: 'kmsKeyId' }],
    [
      'a misspelt member of a bucket',
      { ...good, logBuckets: [{ ...bucket, objectlock: 'off' }] },
      'json-unknown-member',
      { path: 'logBuckets[0].objectlock' },
    ],
    [
      'a management account that is none of the accounts',
      { ...good, organization: { ...good.organization, managementAccountId: '999999999999' } },
      'json-unknown-reference',
      { path: 'organization.managementAccountId', value: '"999999999999"' },
    ],
    [
      'a trail of another account than its ARN says',
      { ...good, trails: [{ ...good.trails[0], accountId: LOG_ARCHIVE }] },
      'json-other-owner',
      { path: 'trails[0].accountId', value: `"${LOG_ARCHIVE}"` },
    ],
    [
      'a bucket of another name than its ARN says',
      { ...good, logBuckets: [{ ...bucket, name: 'other' }] },
      'json-other-owner',
      { path: 'logBuckets[0].name' },
    ],
    ['a missing list', { ...good, gaps: undefined }, 'json-missing', { path: 'gaps' }],
    ['a wrong type', { ...good, trails: {} }, 'json-wrong-type', { path: 'trails', expected: 'array' }],
    [
      'an account id of another shape',
      { ...good, accounts: [management, logArchive, { ...workload, id: 'x' }] },
      'json-bad-value',
      { path: 'accounts[2].id', value: '"x"' },
    ],
    [
      'a status that nobody would attack from',
      { ...good, accounts: [{ ...management, status: 'active' }] },
      'json-bad-value',
      { path: 'accounts[0].status' },
    ],
    [
      'a policy whose statement has no effect',
      withPolicies({ ...guard, document: { Statement: [{ Action: '*' }] } }),
      'json-missing',
      { path: 'policies[0].document.Statement[0].Effect' },
    ],
    [
      'a policy attached to a number',
      withPolicies({ ...guard, targets: [1] }),
      'json-wrong-type',
      { path: 'policies[0].targets[0]' },
    ],
    [
      'a bucket with a setting of another kind',
      { ...good, logBuckets: [{ ...bucket, versioning: 'On' }] },
      'json-not-one-of',
      { path: 'logBuckets[0].versioning', known: 'Enabled, Suspended, Off' },
    ],
    [
      'the same account twice',
      { ...good, accounts: [management, logArchive, workload, logArchive] },
      'json-duplicate',
      { path: 'accounts[3].id', value: `"${LOG_ARCHIVE}"` },
    ],
    [
      'the same policy twice',
      withPolicies(fullAccess, guard, guard),
      'json-duplicate',
      { path: 'policies[2].id' },
    ],
    [
      'an account that hangs nowhere',
      { ...good, accounts: [{ ...management, parentId: 'ou-none' }] },
      'json-unknown-reference',
      { path: 'accounts[0].parentId', value: '"ou-none"' },
    ],
    [
      'a ring of units',
      {
        ...good,
        organizationalUnits: [
          { ...unit, id: 'ou-a', parentId: 'ou-b' },
          { ...unit, id: 'ou-b', parentId: 'ou-a' },
        ],
      },
      'json-ring',
      { path: 'organizationalUnits[0].parentId', value: '"ou-a"' },
    ],
    [
      'a document that says more than its content',
      withPolicies({
        ...guard,
        content: '{"Version":"2012-10-17","Statement":[]} ',
        document: fullAccess?.document,
      }),
      'json-content-differs',
      { path: 'policies[0].content' },
    ],
  ])('%s', async (_, value, reason, parameters) => {
    await expect(read(JSON.stringify(value))).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      reason,
      parameters,
    });
  });

  test('five megabytes of noise', async () => {
    const noise = Buffer.alloc(5_000_000, 'ÿ\u0000{"', 'latin1');
    await expect(read(noise)).rejects.toMatchObject({ code: 'CONFIG_INVALID', reason: 'not-json' });
  });

  test('what is not there, and a folder', async () => {
    const missing = join(folder, 'none.json');
    await expect(readSnapshot(missing)).rejects.toMatchObject({ reason: 'file-unreadable' });
    await expect(readSnapshot(folder)).rejects.toMatchObject({ reason: 'file-is-folder' });
    const compressed = join(folder, 'folder.json.gz');
    await mkdir(compressed);
    await expect(readSnapshot(compressed)).rejects.toMatchObject({ reason: 'file-is-folder' });
  });

  test('a compressed file that was cut off, and one that is none', async () => {
    const file = join(folder, 'cut.json.gz');
    const whole = gzipSync(JSON.stringify(good));
    for (const bytes of [whole.subarray(0, whole.length / 2), Buffer.from(JSON.stringify(good))]) {
      await writeFile(file, bytes);
      await expect(readSnapshot(file)).rejects.toMatchObject({ reason: 'file-unreadable' });
    }
  });

  test.each([
    ['lists in lists', '[],'],
    ['blanks', '   '],
  ])('a compressed file that would fill the memory with %s', async (_, text) => {
    const file = join(folder, 'bomb.json.gz');
    const much = gzipSync(text.repeat(2_000_000));
    await writeFile(file, Buffer.concat([gzipSync(`{"accounts":[`), ...Array(50).fill(much)]));
    const { status, stderr } = await indelible(['prove', '--snapshot', file], {
      NODE_OPTIONS: '--max-old-space-size=200',
    });
    expect([status, stderr]).toEqual([2, expect.stringContaining('MiB of memory')]);
  });
});
