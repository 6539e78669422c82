import { onTestFinished } from 'vitest';
import type { AwsAccess } from '../src/aws/access.ts';
import type { PolicyDocument } from '../src/model/policy.ts';
import type { Snapshot } from '../src/model/snapshot.ts';
import type { Emulation } from '../src/sandbox/emulation.ts';
import { readWorldFile } from '../src/sandbox/read-world-file.ts';
import { type Sandbox, startSandbox } from '../src/sandbox/start.ts';
import { worldFileOf } from '../src/sandbox/world-from-snapshot.ts';
import { emulations } from '../src/services/emulations.ts';
import { accessAs, signIn } from './replay/stage.ts';
import { withUsableIds } from './replay/usable-ids.ts';
import { allow, document, LOG_ARCHIVE, MANAGEMENT, organization, type Parts } from './worlds/build.ts';

const EVERYTHING = document(allow('*'));

/** A reader in an account of a Snapshot's twin, who may do what the policy says, in another Region than `eu-west-1`. */
export async function readerOf(
  emulation: Emulation,
  parts: Parts,
  { account = LOG_ARCHIVE, policy = EVERYTHING }: { account?: string; policy?: PolicyDocument } = {},
): Promise<AwsAccess> {
  const there = withUsableIds(organization(parts));
  return accessTo(there, { services: [emulation], account, policy });
}

interface Reading {
  readonly services?: readonly Emulation[];
  readonly account?: string;
  readonly policy?: PolicyDocument;
  readonly region?: string;
}

/** A user in an account of a Snapshot's twin, who may do what the policy says and only reads. */
export async function accessTo(there: Snapshot, reading: Reading = {}): Promise<AwsAccess> {
  const { sandbox, access } = await twinOf(there, reading);
  onTestFinished(() => sandbox.close());
  return access;
}

/** The same, and the twin, which is to be closed. */
export async function twinOf(
  there: Snapshot,
  { services = emulations, account = MANAGEMENT, policy = EVERYTHING, region = 'us-east-1' }: Reading = {},
): Promise<{ readonly sandbox: Sandbox; readonly access: AwsAccess }> {
  const file = readWorldFile(JSON.stringify(worldFileOf(there)));
  const accounts = file.accounts.map((one) =>
    one.id === account
      ? { ...one, principals: [...(one.principals ?? []), { user: 'Reader', policies: [policy] }] }
      : one,
  );
  const sandbox = await startSandbox({ emulations: services, world: { ...file, accounts } });
  const arn = `arn:${there.partition}:iam::${account}:user/Reader`;
  const caller = { arn, accountId: account };
  return { sandbox, access: { ...accessAs(sandbox, signIn(sandbox, arn), region), mode: 'read', caller } };
}

/** Everything but one action. */
export const without = (action: string): PolicyDocument =>
  document({ Effect: 'Allow', NotAction: action, Resource: '*' });
