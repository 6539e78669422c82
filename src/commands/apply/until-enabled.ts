import { setTimeout as pause } from 'node:timers/promises';
import type { AwsAccess } from '../../aws/access.ts';
import type { PolicyTypeName } from '../../model/change.ts';
import { isEnabled } from '../../services/organizations/collect-tree.ts';

/**
 * Waits, a minute at most, until AWS has switched a policy type on; an attachment before that fails. A read that fails
 * is tried again: the next change then says what is wrong, and what was done so far is not lost from the report.
 */
export async function untilEnabled(access: AwsAccess, policyType: PolicyTypeName): Promise<void> {
  for (let tries = 0; tries < 30; tries += 1) {
    if (await isEnabled(access, policyType).catch(() => false)) return;
    await pause(2_000);
  }
}
