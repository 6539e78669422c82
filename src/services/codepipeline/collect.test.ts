import { afterEach, expect, test } from 'vitest';
import { ACCOUNT, elsewhere, here, reading, resource, startWith } from '../../../test/services/stage.ts';
import type { Resource } from '../../model/resource.ts';
import { AwsError } from '../../sandbox/aws-error.ts';
import type { Emulation } from '../../sandbox/emulation.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import { collectPipelines } from './collect.ts';
import codepipeline from './emulate.ts';

const roleArn = `arn:aws:iam::${ACCOUNT}:role/Deployer`;
const pipeline = (name: string) =>
  resource('AWS::CodePipeline::Pipeline', here('codepipeline', name), name, { roleArn });
const PIPELINE = pipeline('landing-zone');

let sandbox: Sandbox;
afterEach(() => sandbox.close());

async function collected(
  resources: readonly Resource[],
  denied?: readonly string[],
  emulation: Emulation = codepipeline,
) {
  sandbox = await startWith([emulation], resources, denied);
  return collectPipelines(reading(sandbox));
}

test('the pipelines are those of the account and Region, with their roles', async () => {
  expect(await collected([PIPELINE, ...elsewhere(PIPELINE)])).toEqual({ value: [PIPELINE], gaps: [] });
});

test('there is no pipeline', async () => {
  expect(await collected(elsewhere(PIPELINE))).toEqual({ value: [], gaps: [] });
});

test('more than a page', async () => {
  const pipelines = Array.from({ length: 101 }, (_, index) => pipeline(`p${String(index).padStart(3, '0')}`));
  expect(await collected(pipelines)).toEqual({ value: pipelines, gaps: [] });
});

test('one that was deleted after it was listed', async () => {
  const { GetPipeline, ...operations } = codepipeline.operations;
  const run = () => {
    throw new AwsError('PipelineNotFoundException', 400, 'gone');
  };
  const emulation = {
    ...codepipeline,
    operations: { ...operations, GetPipeline: { access: 'read' as const, needs: () => [], run } },
  };
  expect(await collected([PIPELINE], undefined, emulation)).toEqual({ value: [], gaps: [] });
});

const gap = (action: string, on: string) =>
  expect.objectContaining({ resource: on, action, code: 'AccessDeniedException' });

test('without codepipeline:ListPipelines', async () => {
  const action = 'codepipeline:ListPipelines';
  expect(await collected([PIPELINE], [action])).toEqual({
    value: [],
    gaps: [gap(action, here('codepipeline', '*'))],
  });
});

test('without codepipeline:GetPipeline its role is not known', async () => {
  const action = 'codepipeline:GetPipeline';
  const { roleArn: _, ...known } = PIPELINE;
  expect(await collected([PIPELINE], [action])).toEqual({
    value: [known],
    gaps: [gap(action, PIPELINE.arn)],
  });
});
