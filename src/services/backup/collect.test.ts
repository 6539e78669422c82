import { afterEach, expect, test } from 'vitest';
import { elsewhere, here, reading, resource, startWith } from '../../../test/services/stage.ts';
import type { Resource } from '../../model/resource.ts';
import type { Emulation } from '../../sandbox/emulation.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import { collectRecoveryPoints } from './collect.ts';
import backup from './emulate.ts';

const BUCKET = 'arn:aws:s3:::amzn-s3-demo-logs';
const VAULT = here('backup', 'backup-vault:logs');
const policy = {
  Version: '2012-10-17' as const,
  Statement: [
    { Effect: 'Deny' as const, Principal: '*' as const, Action: 'backup:DeleteRecoveryPoint', Resource: '*' },
  ],
};
const point = (id: string, rest: Partial<Resource> = {}) =>
  resource('AWS::Backup::RecoveryPoint', here('backup', `recovery-point:${id}`), id, {
    concerns: [BUCKET, VAULT],
    protected: false,
    ...rest,
  });
const POINT = point('1EB3B5E7-9EB0-435A-A80B-108B488B0D45');

let sandbox: Sandbox;
afterEach(() => sandbox.close());

async function collected(
  resources: readonly Resource[],
  denied?: readonly string[],
  emulation: Emulation = backup,
) {
  sandbox = await startWith([emulation], resources, denied);
  return collectRecoveryPoints(reading(sandbox), [BUCKET, 'arn:aws:s3:::amzn-s3-demo-other']);
}

test('the recovery points are those of the buckets in the account and Region', async () => {
  const other = point('other', { concerns: ['arn:aws:s3:::somebody-elses', VAULT] });
  expect(await collected([POINT, other, ...elsewhere(POINT)])).toEqual({ value: [POINT], gaps: [] });
});

test('each has the policy and the lock of its vault', async () => {
  const locked = point('locked', {
    concerns: [BUCKET, here('backup', 'backup-vault:locked')],
    protected: true,
    policy,
  });
  expect(await collected([POINT, locked])).toEqual({ value: [POINT, locked], gaps: [] });
});

test('more than a page', async () => {
  const points = Array.from({ length: 101 }, (_, index) => point(String(index).padStart(3, '0')));
  expect(await collected(points)).toEqual({ value: points, gaps: [] });
});

const past = new Date(0);
const future = new Date('9999-12-31T00:00:00Z');
test.each<[string, object, boolean]>([
  ['of compliance mode', { Locked: true, LockDate: past }, true],
  ['of compliance mode, in its grace time', { Locked: true, LockDate: future }, false],
  ['of governance mode', { Locked: true }, false],
  ['that is no more', { Locked: false, LockDate: past }, false],
])('a lock %s', async (_, answer, isProtected) => {
  const { DescribeBackupVault, ...operations } = backup.operations;
  const emulation: Emulation = {
    ...backup,
    operations: {
      ...operations,
      DescribeBackupVault: { access: 'read', needs: () => [], run: () => answer },
    },
  };
  const { value } = await collected([POINT], undefined, emulation);
  expect(value).toMatchObject([{ protected: isProtected }]);
});

const gap = (action: string, on: string) =>
  expect.objectContaining({ resource: on, action, code: 'AccessDeniedException' });

test('without backup:ListRecoveryPointsByResource', async () => {
  const action = 'backup:ListRecoveryPointsByResource';
  expect(await collected([POINT], [action])).toEqual({
    value: [],
    gaps: [gap(action, here('backup', 'recovery-point:*'))],
  });
});

test('without backup:DescribeBackupVault it is not known whether it is locked', async () => {
  const action = 'backup:DescribeBackupVault';
  const { protected: _, ...known } = POINT;
  expect(await collected([POINT], [action])).toEqual({ value: [known], gaps: [gap(action, VAULT)] });
});

test('without backup:GetBackupVaultAccessPolicy', async () => {
  const action = 'backup:GetBackupVaultAccessPolicy';
  expect(await collected([point('one', { policy })], [action])).toEqual({
    value: [point('one')],
    gaps: [gap(action, VAULT)],
  });
});
