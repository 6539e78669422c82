import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { optionalInteger } from '../../../sandbox/input.ts';
import { invalidState, unsupported } from './errors.ts';
import { keptKeyOf, keyOf, replace } from './key-of.ts';
import { onKey } from './needs.ts';
import { metadataOf, originOf, stateOf } from './shapes.ts';

const describeKey = (call: Call) => ({ KeyMetadata: metadataOf(keyOf(call, 'KeyId', 'aliases')) });

const turn = (enabled: boolean) => (call: Call) => replace(call, { ...keptKeyOf(call), enabled });

const DAY = 86_400_000;
const windowOf = ({ input }: Call): number =>
  optionalInteger(input, 'PendingWindowInDays', { min: 7, max: 30 }) ?? 30;

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html */
function scheduleKeyDeletion(call: Call) {
  const days = windowOf(call);
  const deletionDate = new Date(call.now.getTime() + days * DAY);
  const key = { ...keptKeyOf(call), enabled: false, deletionDate: deletionDate.toISOString() };
  replace(call, key);
  return { KeyId: key.arn, DeletionDate: deletionDate, KeyState: stateOf(key), PendingWindowInDays: days };
}

/** It stays disabled. https://docs.aws.amazon.com/kms/latest/APIReference/API_CancelKeyDeletion.html */
function cancelKeyDeletion(call: Call) {
  const { deletionDate, ...key } = keyOf(call);
  if (deletionDate === undefined) throw invalidState(`${key.arn} is not pending deletion.`);
  replace(call, key);
  return { KeyId: key.arn };
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyRotationStatus.html */
function getKeyRotationStatus(call: Call) {
  const key = keyOf(call);
  const origin = originOf(key);
  if (origin === 'AWS_CLOUDHSM' || origin === 'EXTERNAL_KEY_STORE') {
    throw unsupported(`${key.arn} origin is ${origin} which is not valid for this operation.`);
  }
  return { KeyId: key.arn, KeyRotationEnabled: key.rotation ?? false };
}

export const keyOperations: Readonly<Record<string, Operation>> = {
  DescribeKey: { access: 'read', needs: onKey(undefined, 'aliases'), run: describeKey },
  GetKeyRotationStatus: { access: 'read', needs: onKey(), run: getKeyRotationStatus },
  EnableKey: { access: 'write', needs: onKey(), run: turn(true) },
  DisableKey: { access: 'write', needs: onKey(), run: turn(false) },
  ScheduleKeyDeletion: {
    access: 'write',
    needs: onKey((call) => ({ 'kms:ScheduleKeyDeletionPendingWindowInDays': windowOf(call) })),
    run: scheduleKeyDeletion,
  },
  CancelKeyDeletion: { access: 'write', needs: onKey(), run: cancelKeyDeletion },
};
