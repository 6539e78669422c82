import { onTestFinished } from 'vitest';
import type { AwsAccess } from '../src/aws/access.ts';
import type { PolicyDocument } from '../src/model/policy.ts';
import type { Emulation } from '../src/sandbox/emulation.ts';
import { readWorldFile } from '../src/sandbox/read-world-file.ts';
import { startSandbox } from '../src/sandbox/start.ts';
import { worldFileOf } from '../src/sandbox/world-from-snapshot.ts';
import { accessAs, signIn } from './replay/stage.ts';
import { withUsableIds } from './replay/usable-ids.ts';
import { allow, document, LOG_ARCHIVE, organization, type Parts } from './worlds/build.ts';

const EVERYTHING = document(allow('*'));

/** A reader in an account of a Snapshot's twin, who may do what the policy says, in another Region than `eu-west-1`. */
export async function readerOf(
  emulation: Emulation,
  parts: Parts,
  { account = LOG_ARCHIVE, policy = EVERYTHING }: { account?: string; policy?: PolicyDocument } = {},
): Promise<AwsAccess> {
  const file = readWorldFile(JSON.stringify(worldFileOf(withUsableIds(organization(parts)))));
  const accounts = file.accounts.map((one) =>
    one.id === account ? { ...one, principals: [{ user: 'Reader', policies: [policy] }] } : one,
  );
  const sandbox = await startSandbox({ emulations: [emulation], world: { ...file, accounts } });
  onTestFinished(() => sandbox.close());
  const arn = `arn:aws:iam::${account}:user/Reader`;
  return {
    ...accessAs(sandbox, signIn(sandbox, arn), 'us-east-1'),
    mode: 'read',
    caller: { arn, accountId: account },
  };
}

/** Everything but one action. */
export const without = (action: string): PolicyDocument =>
  document({ Effect: 'Allow', NotAction: action, Resource: '*' });
