import { expect, test } from 'vitest';
import { accessTo, without } from '../../../test/collecting.ts';
import { HANDSHAKES, landingZone } from '../../../test/landing-zone.ts';
import { MANAGEMENT, WORKLOAD } from '../../../test/worlds/build.ts';
import { collectReceivedHandshakes, collectSentHandshakes } from './collect-handshakes.ts';

const [sent, received] = HANDSHAKES;
const there = landingZone();
const { arn } = there.organization;

test('the organization lists what it sent, and an account what it was sent', async () => {
  const management = await accessTo(there);
  expect(await collectSentHandshakes(management, arn)).toEqual({ value: [sent], gaps: [] });
  expect(await collectReceivedHandshakes(management)).toEqual({ value: [], gaps: [] });
  const member = await accessTo(there, { account: WORKLOAD });
  expect(await collectReceivedHandshakes(member)).toEqual({ value: [received], gaps: [] });
});

test('one that was answered waits for nothing', async () => {
  const answered = { ...HANDSHAKES[0], state: 'ACCEPTED' } as never;
  const management = await accessTo({ ...there, handshakes: [answered] });
  expect(await collectSentHandshakes(management, arn)).toEqual({ value: [], gaps: [] });
});

test.each([
  [MANAGEMENT, 'organizations:ListHandshakesForOrganization'],
  [WORKLOAD, 'organizations:ListHandshakesForAccount'],
])('without the permission there is a Gap (%s)', async (account, action) => {
  const access = await accessTo(there, { account, policy: without(action) });
  const { value, gaps } =
    account === MANAGEMENT
      ? await collectSentHandshakes(access, arn)
      : await collectReceivedHandshakes(access);
  expect(value).toBeUndefined();
  expect(gaps).toMatchObject([{ action, code: 'AccessDeniedException' }]);
});

test('a member that administers nothing may not ask for those of the organization', async () => {
  const { gaps } = await collectSentHandshakes(await accessTo(there, { account: WORKLOAD }), arn);
  expect(gaps).toMatchObject([{ action: 'organizations:ListHandshakesForOrganization' }]);
});
