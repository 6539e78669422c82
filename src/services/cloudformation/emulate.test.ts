import * as sdk from '@aws-sdk/client-cloudformation';
import { afterEach, describe, expect, test } from 'vitest';
import { clientOptions, elsewhere, here, resource, startWith } from '../../../test/services/stage.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import cloudformation from './emulate.ts';

const ID = '11111111-2222-3333-4444-555555555555';
const ARN = here('cloudformation', `stack/audit/${ID}`);
const STACK = resource('AWS::CloudFormation::Stack', ARN, 'audit', {
  concerns: [here('cloudtrail', 'trail/audit')],
  protected: true,
  roleArn: 'arn:aws:iam::222222222222:role/Deployer',
});

let sandbox: Sandbox | undefined;
afterEach(async () => sandbox?.close());

async function client(denied?: readonly string[]) {
  sandbox = await startWith([cloudformation], [STACK, ...elsewhere(STACK)], denied);
  return new sdk.CloudFormation(clientOptions(sandbox));
}

const refusal = (name: string, message = '') =>
  expect.objectContaining({ name, message: expect.stringContaining(message) });

test('every operation is one of the API', () => {
  const unknown = Object.keys(cloudformation.operations).filter((name) => !(`${name}Command` in sdk));
  expect(unknown).toEqual([]);
});

test('a stack by its name or its id, and in which state', async () => {
  const it = await client();
  for (const StackName of ['audit', ARN]) {
    expect((await it.describeStacks({ StackName })).Stacks).toMatchObject([
      { StackId: ARN, RoleARN: STACK.roleArn, EnableTerminationProtection: true },
    ]);
    expect((await it.listStackResources({ StackName })).StackResourceSummaries).toMatchObject([
      { ResourceType: 'AWS::CloudTrail::Trail', PhysicalResourceId: 'audit' },
    ]);
  }
  const states = async (...StackStatusFilter: sdk.StackStatus[]) =>
    (await it.listStacks({ StackStatusFilter })).StackSummaries?.map(({ StackName }) => StackName);
  expect(await states()).toEqual(['audit']);
  expect(await states('CREATE_COMPLETE')).toEqual(['audit']);
  expect(await states('DELETE_COMPLETE')).toEqual([]);
});

test('what is not there, and a token that no page gave', async () => {
  const it = await client();
  await expect(it.describeStacks({ StackName: 'none' })).rejects.toEqual(
    refusal('ValidationError', 'Stack with id none does not exist'),
  );
  await expect(it.listStackResources({ StackName: `${ARN}x` })).rejects.toEqual(refusal('ValidationError'));
  await expect(it.listStacks({ NextToken: 'none' })).rejects.toEqual(refusal('ValidationError'));
  await expect(it.listStackResources({} as never)).rejects.toEqual(refusal('ValidationError'));
});

test('all stacks are described only to those who may list them', async () => {
  const it = await client(['cloudformation:ListStacks']);
  await expect(it.describeStacks({ StackName: 'audit' })).resolves.toBeDefined();
  await expect(it.describeStacks({})).rejects.toEqual(refusal('AccessDenied', 'cloudformation:ListStacks'));
});

describe('calls are authorized on', () => {
  const StackName = 'audit';
  const StackSetName = 'baseline';
  const stackSet = here('cloudformation', 'stackset/baseline:*');
  const RoleARN = 'arn:aws:iam::222222222222:role/Other';

  test.each<[string, string, string, (it: sdk.CloudFormation) => Promise<unknown>]>([
    [
      'every stack',
      'cloudformation:ListStacks',
      here('cloudformation', 'stack/*/*'),
      (it) => it.listStacks({}),
    ],
    ['the stack', 'cloudformation:DescribeStacks', ARN, (it) => it.describeStacks({ StackName })],
    ['the stack', 'cloudformation:ListStackResources', ARN, (it) => it.listStackResources({ StackName })],
    [
      'a name that no stack has',
      'cloudformation:DescribeStacks',
      here('cloudformation', 'stack/none/*'),
      (it) => it.describeStacks({ StackName: 'none' }),
    ],
    ['the stack', 'cloudformation:DeleteStack', ARN, (it) => it.deleteStack({ StackName })],
    ['another role', 'iam:PassRole', RoleARN, (it) => it.updateStack({ StackName, RoleARN })],
    ['the stack set', 'cloudformation:UpdateStackSet', stackSet, (it) => it.updateStackSet({ StackSetName })],
    [
      'nothing in particular',
      'cloudformation:CreateStackSet',
      '*',
      (it) => it.createStackSet({ StackSetName }),
    ],
  ])('%s', async (_, action, on, call) => {
    await expect(call(await client([action]))).rejects.toEqual(
      refusal('AccessDenied', `${action} on resource: ${on}`),
    );
  });

  test('writes, and then not emulated', async () => {
    const it = await client();
    await expect(it.deleteStack({ StackName })).rejects.toEqual(refusal('NotEmulated'));
    await expect(it.updateStackSet({ StackSetName })).rejects.toEqual(refusal('NotEmulated'));
  });
});
