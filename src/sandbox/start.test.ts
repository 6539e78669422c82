import { gunzipSync } from 'node:zlib';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, describe, expect, it } from 'vitest';
import iam from '../services/iam/emulate.ts';
import sts from '../services/sts/emulate.ts';
import { defaultWorld } from './default-world.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from './start.ts';

const SHOP = 'shop-cloudtrail-logs-222222222222';
const ORGANIZATION = 'org-cloudtrail-logs-333333333333';

const started: Sandbox[] = [];
async function start(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ emulations: [sts, iam], ...options });
  started.push(sandbox);
  return sandbox;
}
afterEach(() => Promise.all(started.splice(0).map((sandbox) => sandbox.close())));

const keys = (sandbox: Sandbox, bucket: string) => [
  ...(sandbox.world.buckets.get(bucket)?.objects.keys() ?? []),
];

function records(sandbox: Sandbox, bucket: string): { eventName: string; recipientAccountId: string }[] {
  const objects = [...(sandbox.world.buckets.get(bucket)?.objects.values() ?? [])];
  return objects.flatMap(([newest]) => JSON.parse(gunzipSync(newest?.body ?? '').toString()).Records);
}

const whoami = (sandbox: Sandbox) => {
  const admin = sandbox.accounts[1]?.principals[1];
  if (!admin) throw new Error('no admin');
  return new STSClient({ endpoint: sandbox.endpoint, region: 'us-east-1', credentials: admin }).send(
    new GetCallerIdentityCommand(),
  );
};

describe('startSandbox', () => {
  it('starts with an hour of delivered logs in both buckets', async () => {
    const sandbox = await start({ now: new Date('2026-01-01T12:03:00Z') });
    // Some of the hour's calls are to services that this test leaves out.
    const minutes = (bucket: string, account: string) => {
      const stamp = new RegExp(`/${account}_CloudTrail_us-east-1_20260101T(\\d{4})Z_\\w{16}\\.json\\.gz$`);
      return new Set(keys(sandbox, bucket).flatMap((key) => stamp.exec(key)?.[1] ?? []));
    };
    const delivered = minutes(SHOP, '222222222222');
    expect(delivered.size).toBeGreaterThan(6);
    expect(
      [...delivered].every((minute) => minute >= '1105' && minute <= '1200' && /[05]$/.test(minute)),
    ).toBe(true);
    for (const account of ['111111111111', '222222222222', '333333333333']) {
      expect(minutes(ORGANIZATION, account).size).toBeGreaterThan(6);
    }
    expect(new Set(records(sandbox, SHOP).map(({ recipientAccountId }) => recipientAccountId))).toEqual(
      new Set(['222222222222']),
    );
    expect(Math.abs(sandbox.world.clock.now().getTime() - Date.parse('2026-01-01T12:03:00Z'))).toBeLessThan(
      10_000,
    );
  });

  it('starts without a past from a world that was given', async () => {
    const sandbox = await start({ world: defaultWorld });
    expect(keys(sandbox, SHOP)).toEqual([]);
  });

  it('delivers what a call left when the clock is moved, and at once when asked', async () => {
    const sandbox = await start({ world: defaultWorld });
    await whoami(sandbox);
    expect(records(sandbox, SHOP)).toEqual([]);
    sandbox.advance(300_000);
    expect(records(sandbox, SHOP)).toMatchObject([{ eventName: 'GetCallerIdentity' }]);
    await whoami(sandbox);
    sandbox.deliver();
    expect(records(sandbox, SHOP)).toHaveLength(2);
  });

  it('is steered over HTTP, and records none of it', async () => {
    const sandbox = await start({ world: defaultWorld });
    const described = await (await fetch(`${sandbox.endpoint}/_sandbox`)).json();
    expect(described).toEqual({ ...sandbox.describe(), time: expect.any(String) });
    const before = sandbox.world.clock.now().getTime();
    const moved = await fetch(`${sandbox.endpoint}/_sandbox/clock`, {
      method: 'POST',
      body: '{"advance":"PT1H"}',
    });
    expect(moved.status).toBe(200);
    expect(sandbox.world.clock.now().getTime() - before).toBeGreaterThanOrEqual(3_600_000);
    await fetch(`${sandbox.endpoint}/_sandbox/deliver`, { method: 'POST' });
    expect(records(sandbox, SHOP)).toEqual([]);
    const refused = await fetch(`${sandbox.endpoint}/_sandbox`, { headers: { origin: 'http://localhost' } });
    expect(refused.status).toBe(403);
  });

  it('listens on loopback only', async () => {
    const sandbox = await start({ world: defaultWorld });
    expect(new URL(sandbox.endpoint).hostname).toBe('127.0.0.1');
  });

  it('fails where the port is taken', async () => {
    const sandbox = await start({ world: defaultWorld });
    const port = Number(new URL(sandbox.endpoint).port);
    await expect(start({ world: defaultWorld, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
