import { afterEach, expect, test } from 'vitest';
import { elsewhere, here, reading, resource, startWith } from '../../../test/services/stage.ts';
import type { Resource } from '../../model/resource.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import { collectDetectors } from './collect.ts';
import guardduty from './emulate.ts';

const detector = (id: string) =>
  resource('AWS::GuardDuty::Detector', here('guardduty', `detector/${id}`), id);
const DETECTOR = detector('12abc34d567e8fa901bc2d34e56789f0');

let sandbox: Sandbox;
afterEach(() => sandbox.close());

async function collected(resources: readonly Resource[], denied?: readonly string[]) {
  sandbox = await startWith([guardduty], resources, denied);
  return collectDetectors(reading(sandbox));
}

test('the detector is that of the account and Region', async () => {
  expect(await collected([DETECTOR, ...elsewhere(DETECTOR)])).toEqual({ value: [DETECTOR], gaps: [] });
});

test('GuardDuty is not enabled', async () => {
  expect(await collected(elsewhere(DETECTOR))).toEqual({ value: [], gaps: [] });
});

test('more than a page', async () => {
  const detectors = Array.from({ length: 51 }, (_, index) => detector(String(index).padStart(32, '0')));
  expect(await collected(detectors)).toEqual({ value: detectors, gaps: [] });
});

test('without guardduty:ListDetectors', async () => {
  expect(await collected([DETECTOR], ['guardduty:ListDetectors'])).toEqual({
    value: [],
    gaps: [
      expect.objectContaining({
        resource: here('guardduty', 'detector/*'),
        action: 'guardduty:ListDetectors',
        code: 'AccessDeniedException',
      }),
    ],
  });
});
