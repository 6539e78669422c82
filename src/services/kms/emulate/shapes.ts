import type { PolicyDocument } from '../../../model/policy.ts';
import type { KmsGrant, KmsKey } from '../../../model/snapshot.ts';

/** Log files are encrypted with keys of this kind only: the World has no others. */
export const KEY_SPEC = 'SYMMETRIC_DEFAULT';
export const KEY_USAGE = 'ENCRYPT_DECRYPT';

export const idOf = ({ arn }: KmsKey): string => arn.slice(arn.indexOf(':key/') + ':key/'.length);
export const originOf = ({ origin }: KmsKey): string => origin ?? 'AWS_KMS';

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html */
export const metadataOf = (key: KmsKey) => ({
  AWSAccountId: key.accountId,
  KeyId: idOf(key),
  Arn: key.arn,
  Enabled: key.enabled,
  Description: '',
  KeyUsage: KEY_USAGE,
  KeyState: stateOf(key),
  ...(key.deletionDate === undefined ? {} : { DeletionDate: new Date(key.deletionDate) }),
  Origin: originOf(key),
  ...(key.keyStoreId === undefined ? {} : { CustomKeyStoreId: key.keyStoreId }),
  KeyManager: 'CUSTOMER',
  CustomerMasterKeySpec: KEY_SPEC,
  KeySpec: KEY_SPEC,
  EncryptionAlgorithms: [KEY_SPEC],
  MultiRegion: idOf(key).startsWith('mrk-'),
});

export function stateOf({ enabled, deletionDate }: KmsKey): string {
  if (deletionDate !== undefined) return 'PendingDeletion';
  return enabled ? 'Enabled' : 'Disabled';
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantListEntry.html */
export const grantShape = ({ arn, accountId }: KmsKey, grant: KmsGrant) => ({
  KeyId: arn,
  GrantId: grant.grantId,
  GranteePrincipal: grant.granteePrincipal,
  ...(grant.retiringPrincipal === undefined ? {} : { RetiringPrincipal: grant.retiringPrincipal }),
  IssuingAccount: `arn:${arn.split(':')[1]}:iam::${accountId}:root`,
  Operations: grant.operations,
});

/**
 * Where it was not read, the one that every key gets by default.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export const policyDocumentOf = ({ policy, accountId }: KmsKey, partition: string): PolicyDocument =>
  policy ?? {
    Version: '2012-10-17',
    Id: 'key-default-1',
    Statement: [
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  };
