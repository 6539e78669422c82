import type { Resource } from '../../model/resource.ts';
import { AwsError } from '../../sandbox/aws-error.ts';
import type { AuthorizationNeed, Call, Emulation, Operation } from '../../sandbox/emulation.ts';
import { optionalInteger, optionalText, text } from '../../sandbox/input.ts';
import { needOn, ownArn, ownResources } from '../../sandbox/own-resources.ts';
import { page } from '../../sandbox/pages.ts';
import { restJsonProtocol } from '../../sandbox/protocols/rest-json.ts';
import { withValidationCode } from '../../sandbox/validation-code.ts';

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Operations.html */
const ROUTES = {
  DescribeBackupVault: 'GET /backup-vaults/{BackupVaultName}',
  GetBackupVaultAccessPolicy: 'GET /backup-vaults/{BackupVaultName}/access-policy',
  ListRecoveryPointsByResource: 'GET /resources/{ResourceArn}/recovery-points',
} as const;

const pointsOf = (call: Call): readonly Resource[] => ownResources(call, 'AWS::Backup::RecoveryPoint');

const VAULT = ':backup-vault:';

/** The vault that a recovery point names; where it names none, one of its own. */
function vaultOf({ name, concerns = [] }: Resource): string {
  const arn = concerns.find((one) => one.includes(VAULT));
  return arn === undefined ? name : arn.slice(arn.indexOf(VAULT) + VAULT.length);
}

const vaultIn = ({ input }: Call): string =>
  text(input, 'BackupVaultName', { max: 50, pattern: /^[\w-]{2,50}$/ });

/** A vault is as the recovery points in it say. */
const contentOf = (call: Call): Resource | undefined =>
  pointsOf(call).find((one) => vaultOf(one) === vaultIn(call));

const vaultArn = (call: Call): string => ownArn(call, 'backup', `backup-vault:${vaultIn(call)}`);

const onVault = (call: Call): readonly AuthorizationNeed[] => [
  needOn(call, `backup:${call.operation}`, vaultArn(call), contentOf(call)?.policy),
];

function mustFind(call: Call): Resource {
  const content = contentOf(call);
  if (content !== undefined) return content;
  throw new AwsError('ResourceNotFoundException', 400, `Backup vault ${vaultArn(call)} does not exist`);
}

function describeBackupVault(call: Call): unknown {
  const { protected: locked = false } = mustFind(call);
  return {
    BackupVaultName: vaultIn(call),
    BackupVaultArn: vaultArn(call),
    VaultType: 'BACKUP_VAULT',
    Locked: locked,
    // Of compliance mode, and for long.
    ...(locked ? { LockDate: new Date(0) } : {}),
  };
}

function getBackupVaultAccessPolicy(call: Call): unknown {
  const { policy } = mustFind(call);
  if (policy === undefined) {
    throw new AwsError(
      'ResourceNotFoundException',
      400,
      `Backup Vault ${vaultArn(call)} has no associated POLICY`,
    );
  }
  return {
    BackupVaultName: vaultIn(call),
    BackupVaultArn: vaultArn(call),
    Policy: JSON.stringify(policy),
  };
}

function listRecoveryPointsByResource(call: Call): unknown {
  const resource = text(call.input, 'ResourceArn', { max: 2048, pattern: /^arn:/ });
  const points = pointsOf(call).filter(({ concerns = [] }) => concerns.includes(resource));
  const found = page(points, ({ arn }) => arn, {
    token: optionalText(call.input, 'nextToken'),
    size: optionalInteger(call.input, 'maxResults', { min: 1, max: 1000 }) ?? 100,
  });
  if (found === undefined)
    throw new AwsError('InvalidParameterValueException', 400, 'The token is not valid.');
  return {
    RecoveryPoints: found.items.map((point) => ({
      RecoveryPointArn: point.arn,
      BackupVaultName: vaultOf(point),
      Status: 'COMPLETED',
    })),
    NextToken: found.next,
  };
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbackup.html */
const operations: Readonly<Record<keyof typeof ROUTES, Operation>> = {
  DescribeBackupVault: { access: 'read', needs: onVault, run: describeBackupVault },
  GetBackupVaultAccessPolicy: { access: 'read', needs: onVault, run: getBackupVaultAccessPolicy },
  ListRecoveryPointsByResource: {
    access: 'read',
    needs: () => [{ action: 'backup:ListRecoveryPointsByResource', resource: '*' }],
    run: listRecoveryPointsByResource,
  },
};

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/api-reference.html */
export default {
  service: 'backup',
  protocol: restJsonProtocol(ROUTES),
  accessDeniedCode: 'AccessDeniedException',
  operations: withValidationCode(operations, 'InvalidParameterValueException'),
} satisfies Emulation;
