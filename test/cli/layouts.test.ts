import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { worldFileOf } from '../../src/sandbox/world-from-snapshot.ts';
import { TOWER_BUCKET, tower } from '../layout-worlds.ts';
import { indelible, sandbox, scratch } from './harness.ts';

const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');

test.each([
  ['en', 'AWS Control Tower landing zone 3.3: logs in 222222222222', 'detach the policy'],
  ['ja', 'AWS Control Tower のランディングゾーン 3.3: ログはアカウント 222222222222', 'デタッチし'],
])('a landing zone is told of by collect, prove and plan (%s)', async (lang, line, advice) => {
  const folder = await scratch();
  const [world, file, out] = ['world.json', 'organization.json', 'plan.json'].map((name) =>
    join(folder, name),
  );
  await writeFile(world ?? '', JSON.stringify(worldFileOf(tower())));
  const running = await sandbox(['--world', world ?? '']);
  onTestFinished(async () => {
    await running.stop();
  });
  const told = async (...args: readonly string[]) => {
    const { stdout, stderr } = await indelible([...args, '--lang', lang], {
      ...running.as('management', 'user/Admin'),
      NO_COLOR: '1',
    });
    return flat(stdout + stderr);
  };
  const collected = await told('collect', '--depth', 'full', '--out', file ?? '');
  expect(collected).toContain(line);
  expect(collected).toContain(TOWER_BUCKET);
  expect(await told('prove', '--snapshot', file ?? '')).toContain(line);
  const { layouts } = JSON.parse(
    (await indelible(['prove', '--snapshot', file ?? '', '--json'])).stdout,
  ).claim;
  expect(layouts).toMatchObject([{ kind: 'control-tower', version: '3.3', buckets: [TOWER_BUCKET] }]);
  const planned = await told('plan', '--snapshot', file ?? '', '--target', 'Security', '--out', out ?? '');
  expect(planned).toContain(line);
  expect(planned).toContain(advice);
});
