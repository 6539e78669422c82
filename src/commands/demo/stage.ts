import type { AwsAccess, Run } from '../../aws/access.ts';
import { assumeRole } from '../../aws/assume.ts';
import { connect } from '../../aws/connect.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import { collectTrails } from '../../services/cloudtrail/collect.ts';
import { emulations } from '../../services/emulations.ts';
import { collectOrganization } from '../../services/organizations/collect.ts';
import { unexpected } from './must.ts';
import type { Cast, Member } from './result.ts';

/** The sandbox with everybody signed in. */
export interface Stage {
  readonly sandbox: Sandbox;
  readonly cast: Cast;
  readonly snapshot: Snapshot;
  readonly management: AwsAccess;
  readonly logArchive: AwsAccess;
  /** An ordinary user of the shop account: looks, prepares and puts back, so that attackers only attack. */
  readonly keeper: AwsAccess;
  readonly attackers: readonly AwsAccess[];
}

/** Starts the default world and signs in over HTTP, as anybody would. Close the sandbox when done. */
export async function setStage(run: Run): Promise<Stage> {
  const sandbox = await startSandbox({ emulations });
  try {
    return await signIn(sandbox, run);
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}

async function signIn(sandbox: Sandbox, run: Run): Promise<Stage> {
  const as = (account: string, principal: string) => connectAs(sandbox, run, account, principal);
  const management = await as('management', 'user/Admin');
  const keeper = await as('shop', 'user/Admin');
  const { value } = await collectOrganization(management);
  const { value: trails } = await collectTrails(keeper);
  const snapshot: Snapshot = {
    schema: 'indelible/snapshot@1',
    readAt: new Date().toISOString(),
    readBy: management.caller.arn,
    partition: management.partition,
    ...value,
    trails,
    logBuckets: [],
    gaps: [],
  };
  const admin = await assumeRole(keeper, {
    accountId: keeper.caller.accountId,
    roleName: 'Admin',
    mode: 'write',
  });
  return {
    sandbox,
    cast: castOf(snapshot),
    snapshot,
    management,
    logArchive: await as('log-archive', 'user/Admin'),
    keeper,
    attackers: [admin, await as('shop', 'root')],
  };
}

async function connectAs(
  sandbox: Sandbox,
  run: Run,
  accountName: string,
  principal: string,
): Promise<AwsAccess> {
  const account = sandbox.accounts.find(({ name }) => name === accountName);
  const credentials = account?.principals.find(({ arn }) => arn.endsWith(`:${principal}`));
  if (credentials === undefined) throw unexpected(`${accountName} ${principal}`);
  return connect({ endpoint: sandbox.endpoint, region: 'us-east-1', credentials, mode: 'write', run });
}

function castOf({ organization, accounts, organizationalUnits, trails }: Snapshot): Cast {
  const member = (name: string): Member & { readonly unit: string } => {
    const account = accounts.find((one) => one.name === name);
    // The organization's trail belongs to the management account, and delivers to the log archive.
    const trail = trails.find((one) =>
      name === 'shop' ? one.accountId === account?.id : one.organizationTrail,
    );
    if (account === undefined || trail === undefined) throw unexpected(name);
    return {
      id: account.id,
      name,
      trail: trail.name,
      bucket: trail.bucketName,
      unit: organizationalUnits.find(({ id }) => id === account.parentId)?.name ?? '',
    };
  };
  const { unit: _, ...management } = member('management');
  return {
    organizationId: organization.id,
    management,
    shop: member('shop'),
    logArchive: member('log-archive'),
  };
}
