import { DEFAULT_ROLES } from '../aws/assume.ts';
import { connect } from '../aws/connect.ts';
import { coverageOf } from '../model/coverage.ts';
import { IndelibleError } from '../model/error.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type Sandbox, startSandbox } from '../sandbox/start.ts';
import { worldFileOf } from '../sandbox/world-from-snapshot.ts';
import { emulations } from '../services/emulations.ts';
import type { DrillAttempt, DrillReport } from './drill/result.ts';
import { type DrillOptions, drill } from './drill.ts';
import { newRun } from './open.ts';
import { sightIn } from './plan/sight.ts';
import { requireTree } from './require-tree.ts';

/**
 * Really attacks a twin of the organization, in a sandbox of this process. Nothing is asked of AWS: what the Snapshot
 * does not say of the account was not attacked, and is a Gap of the report.
 */
export async function drillTwin(
  snapshot: Snapshot,
  options: DrillOptions,
  onAttempt: (attempt: DrillAttempt) => void,
): Promise<DrillReport> {
  requireTree(snapshot);
  const { account } = options;
  const { gaps } = sightIn(snapshot, account, []);
  const owned = [...snapshot.trails, ...snapshot.logBuckets].some(({ accountId }) => accountId === account);
  if (gaps.length > 0 && !owned) throw new IndelibleError('CONFIG_INVALID', 'drill-unseen', { account });
  const roleName = options.roleName ?? defaultRoleOf(snapshot, account);
  const sandbox = await startSandbox({ emulations, world: worldOf(snapshot, account, roleName) });
  try {
    const report = await drill(await asManagement(sandbox, snapshot), { ...options, roleName }, onAttempt);
    return { ...report, means: 'twin', coverage: coverageOf(snapshot), gaps: [...gaps, ...report.gaps] };
  } finally {
    await sandbox.close();
  }
}

function defaultRoleOf({ roles = [] }: Snapshot, account: string): string {
  const [first] = DEFAULT_ROLES;
  const there = (name: string) =>
    roles.some(({ arn, accountId }) => accountId === account && arn.endsWith(`:role/${name}`));
  return DEFAULT_ROLES.find(there) ?? first;
}

/** Policies know the administrator by its name alone: where the Snapshot has no role of it, there is one. */
function worldOf(snapshot: Snapshot, account: string, roleName: string) {
  const file = worldFileOf(snapshot);
  const [, path = '', role = roleName] = /^(.*\/)?([^/]+)$/.exec(roleName) ?? [];
  const administrator = {
    role,
    path: `/${path}`,
    policies: ['AdministratorAccess'],
    trust: {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { AWS: snapshot.organization.managementAccountId },
      },
    },
  } as const;
  const accounts = file.accounts.map((one) => {
    const { principals = [] } = one;
    const present = principals.some((principal) => principal.role === role);
    return one.id !== account || present ? one : { ...one, principals: [...principals, administrator] };
  });
  return { ...file, accounts };
}

function asManagement({ endpoint, accounts }: Sandbox, { organization }: Snapshot) {
  const principals = accounts.find(({ id }) => id === organization.managementAccountId)?.principals ?? [];
  const credentials = principals.find(({ arn }) => arn.endsWith(':user/Admin'));
  if (credentials === undefined) throw new IndelibleError('BUG', 'twin-without-admin');
  return connect({
    endpoint,
    region: 'us-east-1',
    credentials,
    mode: 'read',
    run: newRun(),
    environment: {},
  });
}
