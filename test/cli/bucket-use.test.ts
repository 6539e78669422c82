import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { widthOf } from '../../src/cli/width.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { worldFileOf } from '../../src/sandbox/world-from-snapshot.ts';
import { EVERYTHING, reader } from '../landing-zone.ts';
import { withUsableIds } from '../replay/usable-ids.ts';
import {
  allow,
  BUCKET,
  bucket,
  DELIVERY,
  document,
  LOG_ARCHIVE,
  OBJECTS,
  organization,
  resource,
  roleOf,
  WORKLOAD,
} from '../worlds/build.ts';
import { indelible, sandbox, scratch } from './harness.ts';

const at = (service: string, name: string) => `arn:aws:${service}:us-east-1:${WORKLOAD}:${name}`;
const DELIVERER = roleOf(WORKLOAD, 'Delivery');
const STREAM = resource('AWS::KinesisFirehose::DeliveryStream', at('firehose', 'deliverystream/siem'), {
  concerns: [BUCKET],
  roleArn: DELIVERER,
});
const flowLog = (id: string) =>
  resource('AWS::EC2::FlowLog', at('ec2', `vpc-flow-log/${id}`), { concerns: [BUCKET] });

/** A log bucket of the organization, in which others write and read. */
const shared = organization({
  buckets: [
    bucket({
      policy: document(
        ...DELIVERY,
        allow('s3:PutObject', OBJECTS, {
          Principal: { Service: 'delivery.logs.amazonaws.com' },
          Sid: 'FlowLogs',
        }),
      ),
      notifies: [at('sqs', 'siem')],
    }),
  ],
  resources: [STREAM, flowLog('fl-1'), flowLog('fl-2')],
});

let folder: string;
beforeAll(async () => {
  folder = await scratch();
});

async function planOf(snapshot: Snapshot, ...more: readonly string[]) {
  const file = join(folder, 'organization.json');
  await writeFile(file, JSON.stringify(snapshot));
  const args = ['plan', '--snapshot', file, '--target', 'root', '--out', join(folder, 'plan.json'), ...more];
  return indelible(args, { NO_COLOR: '1' });
}

describe('indelible plan', () => {
  test('says who else writes into the bucket and reads there, and whom it would stop', async () => {
    const { status, stdout } = await planOf(shared, '--json');
    expect(status).toBe(0);
    const { use, warnings } = JSON.parse(stdout);
    const flowLogs = { principal: 'delivery.logs.amazonaws.com', bound: 'no' };
    expect(use.writers).toMatchObject([
      { ...flowLogs, by: 'bucket-policy', from: 'FlowLogs' },
      { principal: DELIVERER, by: 'firehose', from: STREAM.arn, bound: 'yes' },
      { ...flowLogs, by: 'flow-log', from: flowLog('fl-1').arn },
      { ...flowLogs, by: 'flow-log', from: flowLog('fl-2').arn },
    ]);
    expect(use.readers).toMatchObject([{ by: 'notification', from: at('sqs', 'siem') }]);
    expect(warnings.filter(({ reason }: { reason: string }) => reason === 'writer-stopped')).toEqual([
      {
        reason: 'writer-stopped',
        parameters: {
          bucket: 'amzn-s3-demo-logs',
          principal: DELIVERER,
          from: STREAM.arn,
          actions: 's3:PutObjectAcl',
        },
      },
    ]);
  });

  test.each([
    [
      'en',
      'Who else writes into amzn-s3-demo-logs',
      'vpc-flow-log/fl-1 and 1 more',
      'This policy takes s3:PutObjectAcl from',
    ],
    [
      'ja',
      'amzn-s3-demo-logs に書き込む CloudTrail 以外のもの',
      'vpc-flow-log/fl-1 ほか 1 件',
      '必要な s3:PutObjectAcl を使えなくなります',
    ],
  ])('in words (%s)', async (lang, title, more, stops) => {
    const { stdout } = await planOf(shared, '--lang', lang);
    const words = stdout.replace(/\s+/g, ' ');
    for (const said of [title, more, stops]) expect(words).toContain(said);
    // What has no space in it, such as an ARN, cannot be broken.
    const prose = stdout.split('\n').filter((line) => !line.includes('arn:'));
    for (const line of prose) expect(widthOf(line), line).toBeLessThanOrEqual(80);
  });

  test('says nothing of it where CloudTrail alone writes and nobody reads', async () => {
    const { stdout } = await planOf(organization());
    expect(stdout).not.toMatch(/Who (?:else|reads)|not wholly known|This policy takes/);
  });
});

test.each([
  ['en', 'log buckets beside CloudTrail: 4 known writers, 1 known readers'],
  ['ja', 'ログバケットの CloudTrail 以外の利用者: 書き込み 4、読み取り 1'],
])('indelible collect says how many use the log buckets (%s)', async (lang, said) => {
  const roles = [LOG_ARCHIVE, WORKLOAD].map((account) => reader(account, EVERYTHING));
  const world = join(folder, `world-${lang}.json`);
  await writeFile(world, JSON.stringify(worldFileOf(withUsableIds({ ...shared, roles }))));
  const running = await sandbox(['--world', world]);
  onTestFinished(async () => void (await running.stop()));
  const collect = ['collect', '--depth', 'full', '--role-name', 'IndelibleRead', '--lang', lang];
  const out = join(folder, `collected-${lang}.json`);
  const { stdout } = await indelible([...collect, '--out', out], {
    ...running.as('management', 'user/Admin'),
    NO_COLOR: '1',
  });
  expect(stdout.replace(/\s+/g, ' ')).toContain(said);
});
