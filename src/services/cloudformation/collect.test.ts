import { afterEach, expect, test } from 'vitest';
import { elsewhere, here, reading, resource, startWith } from '../../../test/services/stage.ts';
import type { Resource } from '../../model/resource.ts';
import { AwsError } from '../../sandbox/aws-error.ts';
import type { Emulation } from '../../sandbox/emulation.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import { collectStacks } from './collect.ts';
import cloudformation from './emulate.ts';

const ID = '11111111-2222-3333-4444-555555555555';
const stack = (name: string, rest: Partial<Resource> = {}) =>
  resource('AWS::CloudFormation::Stack', here('cloudformation', `stack/${name}/${ID}`), name, {
    concerns: [],
    protected: false,
    ...rest,
  });
const OWNED = [
  'arn:aws:s3:::amzn-s3-demo-logs',
  here('cloudtrail', 'trail/audit'),
  here('cloudwatch', 'alarm:stopped'),
  here('kms', 'key/1234abcd-12ab-34cd-56ef-1234567890ab'),
  here('logs', 'log-group:/aws/trail'),
  here('sns', 'alerts'),
].sort();
const ROLE = 'arn:aws:iam::222222222222:role/Deployer';
const BUILT = stack('audit', { concerns: OWNED, protected: true, roleArn: ROLE });

let sandbox: Sandbox;
afterEach(() => sandbox.close());

async function collected(
  resources: readonly Resource[],
  denied?: readonly string[],
  emulation: Emulation = cloudformation,
) {
  sandbox = await startWith([emulation], resources, denied);
  return collectStacks(reading(sandbox));
}

test('the stacks are those of the account and Region, with what they are made of', async () => {
  expect(await collected([BUILT, ...elsewhere(BUILT)])).toEqual({ value: [BUILT], gaps: [] });
});

test('a stack of a stack set is a stack', async () => {
  const one = stack(`StackSet-baseline-${ID}`, { concerns: OWNED });
  expect(await collected([one])).toEqual({ value: [one], gaps: [] });
});

test('there is no stack, and nothing more is asked', async () => {
  expect(await collected(elsewhere(BUILT), ['cloudformation:DescribeStacks'])).toEqual({
    value: [],
    gaps: [],
  });
});

test('more than a page, of stacks and of what one is made of', async () => {
  const alarms = Array.from({ length: 101 }, (_, index) =>
    here('cloudwatch', `alarm:${String(index).padStart(3, '0')}`),
  );
  const stacks = Array.from({ length: 101 }, (_, index) => stack(`s${String(index).padStart(3, '0')}`));
  const all = [...stacks, stack('z', { concerns: alarms })];
  expect(await collected(all)).toEqual({ value: all, gaps: [] });
});

test('what a nested stack is made of goes with every stack above it, and the root stack protects it', async () => {
  const inner = stack('inner', { concerns: OWNED });
  const middle = stack('middle', { concerns: [inner.arn] });
  const root = stack('root', { concerns: [middle.arn], protected: true });
  const { value, gaps } = await collected([inner, middle, root]);
  expect(gaps).toEqual([]);
  expect(value).toEqual([
    { ...inner, protected: true },
    { ...middle, protected: true, concerns: [...OWNED, inner.arn].sort() },
    { ...root, concerns: [...OWNED, inner.arn, middle.arn].sort() },
  ]);
});

/** The service, of which an operation answers something else. */
const answering = (operation: string, answer: (output: unknown) => unknown): Emulation => {
  const { [operation]: there } = cloudformation.operations;
  if (there?.run === undefined) throw new Error(operation);
  const { run } = there;
  return {
    ...cloudformation,
    operations: {
      ...cloudformation.operations,
      [operation]: { ...there, run: (call) => answer(run(call)) },
    },
  };
};

test('a deleted stack is not there, nor what was deleted from one', async () => {
  const deleted = answering('ListStacks', () => ({
    StackSummaries: [{ StackId: BUILT.arn, StackName: 'audit', StackStatus: 'DELETE_COMPLETE' }],
  }));
  expect(await collected([BUILT], undefined, deleted)).toEqual({ value: [], gaps: [] });
  await sandbox.close();
  const gone = answering('DescribeStacks', () => ({ Stacks: [] }));
  expect(await collected([BUILT], undefined, gone)).toEqual({ value: [], gaps: [] });
  await sandbox.close();
  const emptied = answering('ListStackResources', () => ({
    StackResourceSummaries: [
      { ResourceType: 'AWS::CloudTrail::Trail', PhysicalResourceId: 'a', ResourceStatus: 'DELETE_COMPLETE' },
      { ResourceType: 'AWS::CloudTrail::Trail', PhysicalResourceId: 'b', ResourceStatus: 'DELETE_SKIPPED' },
      { ResourceType: 'AWS::CloudTrail::Trail', PhysicalResourceId: 'c', ResourceStatus: 'UPDATE_FAILED' },
      { ResourceType: 'AWS::CloudTrail::Trail', ResourceStatus: 'CREATE_IN_PROGRESS' },
      {
        ResourceType: 'AWS::S3::BucketPolicy',
        PhysicalResourceId: 'logs',
        ResourceStatus: 'CREATE_COMPLETE',
      },
      { ResourceType: 'AWS::IAM::Role', PhysicalResourceId: 'role', ResourceStatus: 'CREATE_COMPLETE' },
    ],
  }));
  const { value } = await collected([BUILT], undefined, emptied);
  expect(value[0]?.concerns).toEqual([here('cloudtrail', 'trail/c'), 'arn:aws:s3:::logs']);
});

const gap = (action: string, on: string) =>
  expect.objectContaining({ resource: on, action, code: 'AccessDenied' });
const ANY = here('cloudformation', 'stack/*');

test('without cloudformation:ListStacks', async () => {
  const action = 'cloudformation:ListStacks';
  expect(await collected([BUILT], [action])).toEqual({ value: [], gaps: [gap(action, ANY)] });
});

test('without cloudformation:DescribeStacks neither role nor protection is known', async () => {
  const action = 'cloudformation:DescribeStacks';
  const { roleArn: _, protected: __, ...known } = BUILT;
  expect(await collected([BUILT], [action])).toEqual({ value: [known], gaps: [gap(action, ANY)] });
});

test('without cloudformation:ListStackResources it is not known what a stack is made of', async () => {
  const action = 'cloudformation:ListStackResources';
  const { concerns: _, ...known } = BUILT;
  expect(await collected([BUILT], [action])).toEqual({ value: [known], gaps: [gap(action, BUILT.arn)] });
});

test('an answer that is an error is a Gap', async () => {
  const throttled = answering('ListStackResources', () => {
    throw new AwsError('ValidationError', 400, 'not now');
  });
  const { gaps } = await collected([BUILT], undefined, throttled);
  expect(gaps).toMatchObject([{ action: 'cloudformation:ListStackResources', code: 'ValidationError' }]);
});
