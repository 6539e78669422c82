import {
  BackupClient,
  DescribeBackupVaultCommand,
  type DescribeBackupVaultOutput,
  GetBackupVaultAccessPolicyCommand,
  paginateListRecoveryPointsByResource,
} from '@aws-sdk/client-backup';
import { orAbsent } from '../../aws/absent.ts';
import type { AwsAccess } from '../../aws/access.ts';
import { byArn, ownArn } from '../../aws/arn.ts';
import { clientConfig, guarded } from '../../aws/client.ts';
import { all, concurrently, Reader, type Reading } from '../../aws/reading.ts';
import type { PolicyDocument } from '../../model/policy.ts';
import type { Resource } from '../../model/resource.ts';

/** What the account's vaults of one Region keep of these resources: each with the lock and the policy of its vault. */
export async function collectRecoveryPoints(
  access: AwsAccess,
  resourceArns: readonly string[],
): Promise<Reading<readonly Resource[]>> {
  const client = guarded(new BackupClient(clientConfig(access)), access);
  const reader = new Reader();
  const read = await reader.read(
    ownArn(access, 'backup', 'recovery-point:*'),
    'backup:ListRecoveryPointsByResource',
    () => concurrently(resourceArns, (ResourceArn) => pointsOf(client, ResourceArn)),
  );
  const points = (read ?? []).flat();
  const names = [...new Set(points.map(({ vault }) => vault))].filter((name) => name !== undefined);
  const vaults = new Map(
    await concurrently(names, async (name) => [name, await vaultOf(access, client, reader, name)] as const),
  );
  const value = points.map(({ arn, of, vault }): Resource => {
    const { arn: vaultArn, ...settings } = vaults.get(vault ?? '') ?? {};
    return {
      type: 'AWS::Backup::RecoveryPoint',
      arn,
      name: arn.slice(arn.lastIndexOf(':') + 1),
      accountId: access.caller.accountId,
      region: access.region,
      concerns: vaultArn === undefined ? [of] : [of, vaultArn],
      ...settings,
    };
  });
  return { value: value.sort(byArn), gaps: reader.gaps };
}

interface Point {
  readonly arn: string;
  readonly of: string;
  readonly vault: string | undefined;
}

const pointsOf = (client: BackupClient, ResourceArn: string): Promise<readonly Point[]> =>
  all(paginateListRecoveryPointsByResource({ client }, { ResourceArn }), ({ RecoveryPoints = [] }) =>
    RecoveryPoints.map(({ RecoveryPointArn = '', BackupVaultName }) => ({
      arn: RecoveryPointArn,
      of: ResourceArn,
      vault: BackupVaultName,
    })),
  );

async function vaultOf(
  access: AwsAccess,
  client: BackupClient,
  reader: Reader,
  BackupVaultName: string,
): Promise<Pick<Resource, 'arn' | 'policy' | 'protected'>> {
  const arn = ownArn(access, 'backup', `backup-vault:${BackupVaultName}`);
  const locked = await reader.read(arn, 'backup:DescribeBackupVault', async () =>
    isLockedForGood(await client.send(new DescribeBackupVaultCommand({ BackupVaultName }))),
  );
  const policy = await reader.read(arn, 'backup:GetBackupVaultAccessPolicy', () =>
    policyOf(client, BackupVaultName),
  );
  return {
    arn,
    ...(locked === undefined ? {} : { protected: locked }),
    ...(policy === undefined || policy === 'none' ? {} : { policy }),
  };
}

/**
 * A lock of governance mode has no date from which on it stays; one of compliance mode can be taken off until then.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DescribeBackupVault.html
 */
const isLockedForGood = ({ Locked, LockDate }: DescribeBackupVaultOutput): boolean =>
  Locked === true && LockDate !== undefined && LockDate.getTime() <= Date.now();

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/API_GetBackupVaultAccessPolicy.html */
const policyOf = (client: BackupClient, BackupVaultName: string): Promise<PolicyDocument | 'none'> =>
  orAbsent('ResourceNotFoundException', 'none', async () => {
    const { Policy } = await client.send(new GetBackupVaultAccessPolicyCommand({ BackupVaultName }));
    return Policy === undefined ? 'none' : JSON.parse(Policy);
  });
