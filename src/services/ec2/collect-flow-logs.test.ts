import { EC2 } from '@aws-sdk/client-ec2';
import { afterEach, expect, test } from 'vitest';
import {
  clientOptions,
  elsewhere,
  here,
  reading,
  resource,
  startWith,
} from '../../../test/services/stage.ts';
import type { Resource } from '../../model/resource.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import { collectFlowLogs } from './collect-flow-logs.ts';
import ec2 from './emulate.ts';

const LOGS = 'arn:aws:s3:::amzn-s3-demo-logs';
const flowLog = (id: string, bucket = LOGS) =>
  resource('AWS::EC2::FlowLog', here('ec2', `vpc-flow-log/${id}`), id, { concerns: [bucket] });
const FLOW_LOG = flowLog('fl-0123456789abcdef0');

let sandbox: Sandbox;
afterEach(() => sandbox.close());

async function collected(resources: readonly Resource[], denied?: readonly string[]) {
  sandbox = await startWith([ec2], resources, denied);
  return collectFlowLogs(reading(sandbox), [LOGS]);
}

test('those of the account and Region that lead to the bucket', async () => {
  const other = flowLog('fl-0123456789abcdef1', 'arn:aws:s3:::amzn-s3-demo-logs-2');
  expect(await collected([FLOW_LOG, other, ...elsewhere(FLOW_LOG)])).toEqual({ value: [FLOW_LOG], gaps: [] });
});

test('more than a page', async () => {
  const many = Array.from({ length: 1001 }, (_, index) => flowLog(`fl-${String(index).padStart(17, '0')}`));
  expect(await collected(many)).toEqual({ value: many, gaps: [] });
});

test('without ec2:DescribeFlowLogs', async () => {
  const action = 'ec2:DescribeFlowLogs';
  expect(await collected([FLOW_LOG], [action])).toEqual({
    value: [],
    gaps: [
      expect.objectContaining({
        resource: here('ec2', 'vpc-flow-log/*'),
        action,
        code: 'UnauthorizedOperation',
      }),
    ],
  });
});

test('one that is not there, another destination, and another filter', async () => {
  sandbox = await startWith([ec2], [FLOW_LOG]);
  const it = new EC2(clientOptions(sandbox));
  await expect(it.describeFlowLogs({ FlowLogIds: ['fl-1'] })).rejects.toMatchObject({
    name: 'InvalidFlowLogId.NotFound',
  });
  const by = async (Name: string, value: string) =>
    (await it.describeFlowLogs({ Filter: [{ Name, Values: [value] }] })).FlowLogs;
  expect((await by('log-destination-type', 'cloud-watch-logs')) ?? []).toEqual([]);
  await expect(by('resource-id', 'vpc-1')).rejects.toMatchObject({ name: 'NotEmulated' });
});
