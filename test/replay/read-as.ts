import type { AwsAccess } from '../../src/aws/access.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/start.ts';
import { worldFileOf } from '../../src/sandbox/world-from-snapshot.ts';
import { emulations } from '../../src/services/emulations.ts';
import { accessAs, signIn } from './stage.ts';

export const twinOf = (snapshot: Snapshot): Promise<Sandbox> =>
  startSandbox({ emulations, world: worldFileOf(snapshot), now: new Date(snapshot.readAt) });

/** Reads as the account's user Admin, who from now on has every permission but these. */
export function readAs(sandbox: Sandbox, accountId: string, ...lacking: readonly string[]): AwsAccess {
  const admin = sandbox.world.accounts.get(accountId)?.users.get('admin');
  if (admin === undefined) throw new Error(`no administrator in ${accountId}`);
  admin.attachedPolicies.clear();
  admin.inlinePolicies.set('most', {
    name: 'most',
    document: {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Resource: '*',
        ...(lacking.length === 0 ? { Action: '*' } : { NotAction: lacking }),
      },
    },
  });
  return {
    ...accessAs(sandbox, signIn(sandbox, admin.arn), 'us-east-1'),
    mode: 'read',
    caller: { arn: admin.arn, accountId },
  };
}

/** What is missing of them, without the words. */
export const missing = (gaps: Snapshot['gaps']): readonly string[] =>
  gaps.map(({ action, resource }) => `${action} ${resource}`).sort();
