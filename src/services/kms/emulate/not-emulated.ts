import type { AuthorizationNeed, Call, Operation } from '../../../sandbox/emulation.ts';
import { named } from './key-of.ts';
import { keyNeed, onAnything } from './needs.ts';

/**
 * Data table: operation, CloudTrail's `readOnly`, and the member of the input that names its key; none where the
 * action has no key, or a key that only the ciphertext names.
 * https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html
 */
const TABLE = `
ConnectCustomKeyStore write
CreateCustomKeyStore write
CreateGrant write KeyId
CreateKey write
Decapsulate read KeyId
Decrypt read KeyId
DeleteCustomKeyStore write
DeleteImportedKeyMaterial write KeyId
DeriveSharedSecret read KeyId
DescribeCustomKeyStores read
DisableKeyRotation write KeyId
DisconnectCustomKeyStore write
EnableKeyRotation write KeyId
Encapsulate read KeyId
Encrypt read KeyId
GenerateDataKey read KeyId
GenerateDataKeyPair read KeyId
GenerateDataKeyPairWithoutPlaintext read KeyId
GenerateDataKeyWithoutPlaintext read KeyId
GenerateMac read KeyId
GenerateRandom read
GetKeyLastUsage read KeyId
GetParametersForImport read KeyId
GetPublicKey read KeyId
ImportKeyMaterial write KeyId
ListKeyPolicies read KeyId
ListKeyRotations read KeyId
ListRetirableGrants read
ReplicateKey write KeyId
RotateKeyOnDemand write KeyId
Sign read KeyId
UpdateCustomKeyStore write
UpdateKeyDescription write KeyId
UpdatePrimaryRegion write KeyId
Verify read KeyId
VerifyMac read KeyId
`;

const needOn = (call: Call, member: string, action: string): AuthorizationNeed => ({
  ...keyNeed(call, named(call, member, 'aliases')),
  action: `kms:${action}`,
});

const needs =
  (name: string, member: string | undefined) =>
  (call: Call): readonly AuthorizationNeed[] =>
    member === undefined || call.input[member] === undefined
      ? onAnything(call)
      : [needOn(call, member, name)];

export const notEmulatedOperations: Readonly<Record<string, Operation>> = {
  ...Object.fromEntries(
    TABLE.trim()
      .split('\n')
      .map((row): [string, Operation] => {
        const [name = '', access, member] = row.split(' ');
        return [name, { access: access === 'read' ? 'read' : 'write', needs: needs(name, member) }];
      }),
  ),
  ReEncrypt: {
    access: 'read',
    needs: (call) => [
      ...(call.input.SourceKeyId === undefined ? [] : [needOn(call, 'SourceKeyId', 'ReEncryptFrom')]),
      needOn(call, 'DestinationKeyId', 'ReEncryptTo'),
    ],
  },
};
