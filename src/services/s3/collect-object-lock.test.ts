import { afterEach, describe, expect, it } from 'vitest';
import { reading } from '../../../test/services/stage.ts';
import { bucket, organization } from '../../../test/worlds/build.ts';
import type { LogBucket } from '../../model/snapshot.ts';
import { prove } from '../../prove/index.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import type { WorldObject } from '../../sandbox/world-file.ts';
import { techniques } from '../../techniques/index.ts';
import { collectLogBucket } from './collect.ts';
import s3 from './emulate.ts';

const OWNER = '222222222222';
const NAME = 'amzn-s3-demo-logs';

let sandbox: Sandbox | undefined;
afterEach(async () => sandbox?.close());

const fileOf = (account: string, day: string): string =>
  `AWSLogs/${account}/CloudTrail/us-east-1/2026/11/${day}/${account}_CloudTrail_us-east-1_202611${day}T0000Z_a.json.gz`;

const OLDEST = fileOf('111111111111', '01');
const MIDDLE = fileOf(OWNER, '03');
const NEWEST = fileOf('333333333333', '02');

const until = (year: number): string => `${year}-01-01T00:00:00Z`;
const compliance = (year: number) => ({ mode: 'COMPLIANCE', until: until(year) }) as const;
const governance = (year: number) => ({ mode: 'GOVERNANCE', until: until(year) }) as const;

/** What is read of a bucket under Object Lock that holds the objects, where all is allowed but what is denied. */
async function read(
  objects: readonly WorldObject[],
  denied = 'none:None',
  resource = '*',
  keyPrefix?: string,
) {
  const Statement = [
    { Effect: 'Allow' as const, Action: '*', Resource: '*' },
    { Effect: 'Deny' as const, Action: denied, Resource: resource },
  ];
  sandbox = await startSandbox({
    emulations: [s3],
    world: {
      schema: 'indelible/world@1',
      accounts: [
        { id: '111111111111', name: 'management', management: true },
        {
          id: OWNER,
          name: 'logs',
          principals: [{ user: 'Reader', policies: [{ Version: '2012-10-17', Statement }] }],
        },
      ],
      buckets: [{ name: NAME, account: OWNER, versioning: 'Enabled', objectLock: {}, objects }],
    },
  });
  const { value, gaps } = await collectLogBucket(reading(sandbox, OWNER), NAME, keyPrefix);
  return { value, gaps: gaps.map(({ action, code }) => `${action} ${code}`) };
}

describe('the retention of log files of which a sample is read', () => {
  it.each([
    ['the oldest has none', OLDEST, 'none'],
    ['the newest has none', NEWEST, 'none'],
    ['one of another account has none', MIDDLE, 'none'],
    ['one is in governance mode', OLDEST, governance(2040)],
    ['one ends sooner', MIDDLE, compliance(2031)],
    ['one has ended', OLDEST, compliance(2020)],
  ] as const)('is the weakest where %s', async (_, weak, retention) => {
    const objects = [OLDEST, MIDDLE, NEWEST].map((key) => ({
      key,
      retention: key === weak ? retention : compliance(2035),
    }));
    const { value, gaps } = await read(objects);
    expect(gaps).toEqual([]);
    expect(value).toMatchObject({ sample: { key: weak }, retention });
  });

  it('is one in governance mode rather than one in compliance mode that ends sooner, and one that has ended first', async () => {
    const weak = { key: MIDDLE, retention: governance(2040) };
    const ended = { key: NEWEST, retention: compliance(2020) };
    const strong = { key: OLDEST, retention: compliance(2031) };
    expect((await read([strong, weak])).value).toMatchObject(weakest(weak));
    await sandbox?.close();
    expect((await read([strong, weak, ended])).value).toMatchObject(weakest(ended));
  });

  it('is not known where one of them could not be read, unless another has none', async () => {
    const arn = `arn:aws:s3:::${NAME}/${OLDEST}`;
    const objects = [{ key: OLDEST }, { key: NEWEST, retention: compliance(2035) }];
    const one = await read(objects, 's3:GetObjectRetention', arn);
    expect(one.gaps).toEqual(['s3:GetObjectRetention AccessDenied']);
    expect(one.value).not.toHaveProperty('retention');
    await sandbox?.close();
    const other = await read([{ key: OLDEST }, { key: NEWEST }], 's3:GetObjectRetention', arn);
    expect(other.value).toMatchObject({ sample: { key: NEWEST }, retention: 'none' });
  });

  it('makes no attack blocked by the lock of one of two files', async () => {
    const locked = { key: NEWEST, retention: compliance(2035) };
    expect(verdictsOf((await read([{ ...locked, key: OLDEST }, locked])).value)).toContain('immutable');
    await sandbox?.close();
    expect(verdictsOf((await read([{ key: OLDEST }, locked])).value)).not.toContain('immutable');
  });
});

describe('log files of a landing zone', () => {
  const ORGANIZATION = 'o-exampleorgid';
  const ofOrganization = (key: string) => key.replace('AWSLogs/', `AWSLogs/${ORGANIZATION}/`);
  const others = Array.from({ length: 40 }, (_, index) => String(400_000_000_000 + index));
  const config = (account: string) => ({
    key: `AWSLogs/${account}/Config/us-east-1/2026/11/1/ConfigHistory/${account}_Config_a.json.gz`,
  });

  it.each([
    ['AWS Control Tower', ORGANIZATION],
    ['Landing Zone Accelerator on AWS', 'cloudtrail-organization'],
  ])('are found below the prefix of %s, and those of AWS Config are none', async (_, prefix) => {
    const logs = [OLDEST, MIDDLE, NEWEST].map((key) => ({
      key: ofOrganization(key),
      retention: key === OLDEST ? governance(2040) : compliance(2035),
    }));
    const objects = [...logs, ...['111111111111', ...others].map(config)].map(({ key, ...rest }) => ({
      key: `${prefix}/${key}`,
      ...rest,
    }));
    const { value, gaps } = await read(objects, undefined, undefined, prefix);
    expect(gaps).toEqual([]);
    expect(value).toMatchObject({
      sample: { key: `${prefix}/${ofOrganization(OLDEST)}` },
      retention: governance(2040),
    });
  });

  it('are not there where only AWS Config has written', async () => {
    const { value } = await read(['111111111111', OWNER].map(config));
    expect(value?.sample).toBeUndefined();
  });
});

it('of a legal hold says that it is not known where the files differ', async () => {
  const { value, gaps } = await read([{ key: OLDEST, legalHold: true }, { key: NEWEST }]);
  expect(gaps).toEqual(['s3:GetObjectLegalHold LogFilesDiffer']);
  expect(value).not.toHaveProperty('legalHold');
  await sandbox?.close();
  const all = [OLDEST, NEWEST].map((key) => ({ key, legalHold: true }));
  expect((await read(all)).value).toMatchObject({ legalHold: true });
});

const weakest = ({ key, retention }: { readonly key: string; readonly retention: object }) => ({
  sample: { key },
  retention,
});

function verdictsOf(read: LogBucket | undefined): string {
  const there = organization({ buckets: [{ ...bucket(), ...read }] });
  return JSON.stringify(prove(there, techniques).findings);
}
