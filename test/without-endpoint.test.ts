import { expect, onTestFinished, test } from 'vitest';
import type { AwsAccess } from '../src/aws/access.ts';
import type { Reading } from '../src/aws/reading.ts';
import { collectPipelines } from '../src/services/codepipeline/collect.ts';
import codepipeline from '../src/services/codepipeline/emulate.ts';
import { collectDataLakes } from '../src/services/securitylake/collect.ts';
import { ACCOUNT, reading, startWith } from './services/stage.ts';

/** A label of more than 63 characters, which no name server is asked for. */
const NOWHERE = `http://${'a'.repeat(64)}.invalid`;

const READS: Readonly<Record<string, (access: AwsAccess) => Promise<Reading<readonly unknown[]>>>> = {
  pipelines: collectPipelines,
  'data lakes': collectDataLakes,
};

test.each([
  ['us-east-1', 'pipelines', ['ENOTFOUND']],
  ['us-east-1', 'data lakes', ['ENOTFOUND']],
  ['il-central-1', 'pipelines', ['ENOTFOUND']],
  ['il-central-1', 'data lakes', []],
  ['mx-central-1', 'pipelines', []],
  ['cn-north-1', 'pipelines', ['ENOTFOUND']],
  ['cn-north-1', 'data lakes', []],
  ['eusc-de-east-1', 'data lakes', []],
])('where %s has no host for it, there are no %s, unless AWS lists one: %j', async (region, what, codes) => {
  const sandbox = await startWith([codepipeline], []);
  onTestFinished(() => sandbox.close());
  const access = { ...reading(sandbox, ACCOUNT, region), endpoint: NOWHERE };
  const { value, gaps } = (await READS[what]?.(access)) ?? { value: undefined, gaps: [] };
  expect(value).toEqual([]);
  expect(gaps.map(({ code }) => code)).toEqual(codes);
});

test('another failure is a Gap wherever it is', async () => {
  const sandbox = await startWith([codepipeline], [], ['codepipeline:ListPipelines']);
  onTestFinished(() => sandbox.close());
  const { gaps } = await collectPipelines(reading(sandbox, ACCOUNT, 'mx-central-1'));
  expect(gaps.map(({ code }) => code)).toEqual(['AccessDeniedException']);
});
