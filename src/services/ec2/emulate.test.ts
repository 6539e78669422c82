import * as sdk from '@aws-sdk/client-ec2';
import { afterEach, describe, expect, test } from 'vitest';
import { clientOptions, elsewhere, here, resource, startWith } from '../../../test/services/stage.ts';
import { classify } from '../../aws/refusal.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import ec2 from './emulate.ts';

const InstanceId = 'i-0123456789abcdef0';
const ARN = here('ec2', `instance/${InstanceId}`);
const roleArn = 'arn:aws:iam::222222222222:role/web/Server';
const INSTANCE = resource('AWS::EC2::Instance', ARN, InstanceId, { roleArn });

let sandbox: Sandbox | undefined;
afterEach(async () => sandbox?.close());

async function client(denied?: readonly string[]) {
  sandbox = await startWith([ec2], [INSTANCE, ...elsewhere(INSTANCE)], denied);
  return new sdk.EC2(clientOptions(sandbox));
}

const refusal = (name: string, message = '') =>
  expect.objectContaining({ name, message: expect.stringContaining(message) });

test('every operation is one of the API', () => {
  const unknown = Object.keys(ec2.operations).filter((name) => !(`${name}Command` in sdk));
  expect(unknown).toEqual([]);
});

test('an instance has the profile of its role, as the console makes it', async () => {
  const it = await client();
  for (const input of [{}, { InstanceIds: [InstanceId] }]) {
    const { Reservations, NextToken } = await it.describeInstances(input);
    expect(NextToken).toBeUndefined();
    expect(Reservations).toMatchObject([
      {
        OwnerId: '222222222222',
        Instances: [
          {
            InstanceId,
            State: { Code: 16, Name: 'running' },
            IamInstanceProfile: { Arn: 'arn:aws:iam::222222222222:instance-profile/Server' },
          },
        ],
      },
    ]);
  }
});

test('what is not there, a token that no page gave, a page of no size, and a filter', async () => {
  const it = await client();
  await expect(it.describeInstances({ InstanceIds: ['i-1'] })).rejects.toEqual(
    refusal('InvalidInstanceID.NotFound', "'i-1'"),
  );
  await expect(it.describeInstances({ NextToken: 'none' })).rejects.toEqual(refusal('InvalidNextToken'));
  await expect(it.describeInstances({ MaxResults: 1 })).rejects.toEqual(refusal('InvalidParameterValue'));
  const Filters = [{ Name: 'vpc-id', Values: ['vpc-1'] }];
  await expect(it.describeInstances({ Filters })).rejects.toEqual(refusal('NotEmulated'));
});

test('a denial is told as EC2 tells it, and known for one', async () => {
  const it = await client(['ec2:DescribeInstances']);
  const error = await it.describeInstances({}).catch((caught: unknown) => caught);
  expect(error).toEqual(
    refusal('UnauthorizedOperation', 'You are not authorized to perform this operation. User: '),
  );
  expect(error).toMatchObject({ $metadata: { httpStatusCode: 403 } });
  expect(classify(error)).toMatchObject({
    outcome: 'refused',
    policyType: 'identity-based policy',
    denial: 'implicit',
  });
});

describe('writes are authorized on the instance', () => {
  test.each<[string, (it: sdk.EC2) => Promise<unknown>]>([
    ['ModifyInstanceAttribute', (it) => it.modifyInstanceAttribute({ InstanceId })],
    ['StartInstances', (it) => it.startInstances({ InstanceIds: [InstanceId] })],
    ['StopInstances', (it) => it.stopInstances({ InstanceIds: [InstanceId] })],
  ])('%s', async (operation, call) => {
    await expect(call(await client([`ec2:${operation}`]))).rejects.toEqual(
      refusal('UnauthorizedOperation', `ec2:${operation} on resource: ${ARN}`),
    );
    await sandbox?.close();
    await expect(call(await client())).rejects.toEqual(refusal('NotEmulated'));
  });
});
