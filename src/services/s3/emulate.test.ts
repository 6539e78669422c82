import * as sdk from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import s3 from './emulate.ts';

const MANAGEMENT = '111111111111';
const SHOP = '222222222222';
const BUCKET = 'logs';

let sandbox: Sandbox;
let admin: sdk.S3;

function clientOf(type: 'root' | 'user', accountId: string, region = 'us-east-1'): sdk.S3 {
  const credentials = [...sandbox.world.credentials.values()].find(
    ({ identity }) => identity.type === type && identity.accountId === accountId,
  );
  if (!credentials) throw new Error(`no ${type} key in ${accountId}`);
  return new sdk.S3({ endpoint: sandbox.endpoint, region, credentials, maxAttempts: 1 });
}

beforeEach(async () => {
  sandbox = await startSandbox({
    emulations: [s3],
    world: {
      schema: 'indelible/world@1',
      accounts: [
        { id: MANAGEMENT, name: 'management', management: true },
        { id: SHOP, name: 'shop' },
      ],
    },
  });
  admin = clientOf('user', SHOP);
  await admin.createBucket({ Bucket: BUCKET });
});
afterEach(() => sandbox.close());

test('stores and gives back an object', async () => {
  await admin.putObject({ Bucket: BUCKET, Key: 'a/ä &<.txt', Body: 'hello' });
  const got = await admin.getObject({ Bucket: BUCKET, Key: 'a/ä &<.txt' });
  expect(await got.Body?.transformToString()).toBe('hello');
});
