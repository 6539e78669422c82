import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { arnInUrl, needOn } from './queue-of.ts';

const needs = (call: Call) => [needOn(call, arnInUrl(call))];
const management: Operation = { access: 'write', needs };
/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/logging-using-cloudtrail.html */
const data: Operation = { ...management, category: 'Data' };

export const notEmulatedOperations: Readonly<Record<string, Operation>> = {
  DeleteQueue: management,
  PurgeQueue: management,
  ReceiveMessage: data,
  RemovePermission: management,
  SendMessage: data,
  SetQueueAttributes: management,
};
