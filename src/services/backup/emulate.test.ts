import * as sdk from '@aws-sdk/client-backup';
import { afterEach, expect, test } from 'vitest';
import { routesOf } from '../../../test/services/routes.ts';
import { clientOptions, here, resource, startWith } from '../../../test/services/stage.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import backup from './emulate.ts';

const ResourceArn = 'arn:aws:s3:::amzn-s3-demo-logs';
const POINT = resource('AWS::Backup::RecoveryPoint', here('backup', 'recovery-point:one'), 'one', {
  concerns: [ResourceArn],
});
const VAULT = here('backup', 'backup-vault:one');

let sandbox: Sandbox | undefined;
afterEach(async () => sandbox?.close());

async function client(denied?: readonly string[]) {
  sandbox = await startWith([backup], [POINT], denied);
  return new sdk.Backup(clientOptions(sandbox));
}

const refusal = (name: string, message = '') =>
  expect.objectContaining({ name, message: expect.stringContaining(message) });

test.each(Object.keys(backup.operations))('%s is where the API has it', (operation) => {
  const [method = '', path = ''] = (routesOf(sdk)[operation] ?? '').split(' ');
  const request = {
    method,
    path: path.replace(/\{\w+\}/g, 'x'),
    query: new URLSearchParams(),
    headers: {},
    body: new Uint8Array(),
  };
  expect(backup.protocol.read(request).operation).toBe(operation);
});

test('a recovery point that names no vault is in one of its own', async () => {
  const it = await client();
  const { RecoveryPoints } = await it.listRecoveryPointsByResource({ ResourceArn });
  expect(RecoveryPoints).toMatchObject([{ RecoveryPointArn: POINT.arn, BackupVaultName: 'one' }]);
  expect(await it.describeBackupVault({ BackupVaultName: 'one' })).toMatchObject({
    BackupVaultArn: VAULT,
    Locked: false,
  });
});

test('what is not there, and what is malformed', async () => {
  const it = await client();
  await expect(it.getBackupVaultAccessPolicy({ BackupVaultName: 'one' })).rejects.toEqual(
    refusal('ResourceNotFoundException', 'has no associated POLICY'),
  );
  await expect(it.describeBackupVault({ BackupVaultName: 'none' })).rejects.toEqual(
    refusal('ResourceNotFoundException'),
  );
  await expect(it.describeBackupVault({ BackupVaultName: 'a b' })).rejects.toEqual(
    refusal('InvalidParameterValueException'),
  );
  for (const input of [{ NextToken: 'none' }, { MaxResults: 0 }]) {
    await expect(it.listRecoveryPointsByResource({ ResourceArn, ...input })).rejects.toEqual(
      refusal('InvalidParameterValueException'),
    );
  }
});

test.each<[string, string, (it: sdk.Backup) => Promise<unknown>]>([
  ['DescribeBackupVault', VAULT, (it) => it.describeBackupVault({ BackupVaultName: 'one' })],
  ['GetBackupVaultAccessPolicy', VAULT, (it) => it.getBackupVaultAccessPolicy({ BackupVaultName: 'one' })],
  ['ListRecoveryPointsByResource', '*', (it) => it.listRecoveryPointsByResource({ ResourceArn })],
])('%s is authorized on %s', async (operation, on, call) => {
  await expect(call(await client([`backup:${operation}`]))).rejects.toEqual(
    refusal('AccessDeniedException', `backup:${operation} on resource: ${on}`),
  );
});
