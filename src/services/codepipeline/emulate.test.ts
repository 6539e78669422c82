import * as sdk from '@aws-sdk/client-codepipeline';
import { afterEach, expect, test } from 'vitest';
import {
  ACCOUNT,
  clientOptions,
  elsewhere,
  here,
  resource,
  startWith,
} from '../../../test/services/stage.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import codepipeline from './emulate.ts';

const name = 'landing-zone';
const roleArn = `arn:aws:iam::${ACCOUNT}:role/Deployer`;
const PIPELINE = resource('AWS::CodePipeline::Pipeline', here('codepipeline', name), name, { roleArn });

const pipeline = { name, roleArn, stages: [] };

let sandbox: Sandbox | undefined;
afterEach(async () => sandbox?.close());

async function client(denied?: readonly string[]) {
  sandbox = await startWith([codepipeline], [PIPELINE, ...elsewhere(PIPELINE)], denied);
  return new sdk.CodePipeline(clientOptions(sandbox));
}

const refusal = (code: string, message = '') =>
  expect.objectContaining({ name: code, message: expect.stringContaining(message) });

test('every operation is one of the API', () => {
  const unknown = Object.keys(codepipeline.operations).filter((one) => !(`${one}Command` in sdk));
  expect(unknown).toEqual([]);
});

test('a pipeline, one that is not there, and what is malformed', async () => {
  const it = await client();
  expect(await it.getPipeline({ name })).toMatchObject({
    pipeline: { name, roleArn, version: 1 },
    metadata: { pipelineArn: PIPELINE.arn },
  });
  await expect(it.getPipeline({ name: 'none' })).rejects.toEqual(
    refusal('PipelineNotFoundException', "'none'"),
  );
  await expect(it.getPipeline({ name: 'a b' })).rejects.toEqual(refusal('ValidationException'));
  await expect(it.listPipelines({ nextToken: 'none' })).rejects.toEqual(refusal('InvalidNextTokenException'));
  await expect(it.listPipelines({ maxResults: 0 })).rejects.toEqual(refusal('ValidationException'));
});

test.each<[string, string, (it: sdk.CodePipeline) => Promise<unknown>]>([
  ['codepipeline:GetPipeline', PIPELINE.arn, (it) => it.getPipeline({ name })],
  ['codepipeline:ListPipelines', '*', (it) => it.listPipelines({})],
  ['codepipeline:UpdatePipeline', PIPELINE.arn, (it) => it.updatePipeline({ pipeline })],
  ['iam:PassRole', roleArn, (it) => it.updatePipeline({ pipeline })],
])('%s is asked for on %s', async (action, on, call) => {
  await expect(call(await client([action]))).rejects.toEqual(
    refusal('AccessDeniedException', `${action} on resource: ${on}`),
  );
});

test('a write is authorized, then answered 501', async () => {
  const it = await client();
  await expect(it.updatePipeline({ pipeline })).rejects.toEqual(refusal('NotEmulated'));
});
