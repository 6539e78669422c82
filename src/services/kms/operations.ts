import {
  CancelKeyDeletionCommand,
  CreateAliasCommand,
  CreateKeyCommand,
  DeleteAliasCommand,
  DeleteImportedKeyMaterialCommand,
  DisableKeyCommand,
  DisconnectCustomKeyStoreCommand,
  EnableKeyCommand,
  KMSClient,
  PutKeyPolicyCommand,
  RetireGrantCommand,
  RevokeGrantCommand,
  ScheduleKeyDeletionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateAliasCommand,
  UpdateCustomKeyStoreCommand,
} from '@aws-sdk/client-kms';
import type { AwsAccess } from '../../aws/access.ts';
import { clientConfig, guarded } from '../../aws/client.ts';
import { operationsWith } from '../../aws/operations.ts';

export const kmsClient = (access: AwsAccess): KMSClient =>
  guarded(new KMSClient(clientConfig(access)), access);

export default operationsWith(kmsClient, {
  CancelKeyDeletion: CancelKeyDeletionCommand,
  CreateAlias: CreateAliasCommand,
  CreateKey: CreateKeyCommand,
  DeleteAlias: DeleteAliasCommand,
  DeleteImportedKeyMaterial: DeleteImportedKeyMaterialCommand,
  DisableKey: DisableKeyCommand,
  DisconnectCustomKeyStore: DisconnectCustomKeyStoreCommand,
  EnableKey: EnableKeyCommand,
  PutKeyPolicy: PutKeyPolicyCommand,
  RetireGrant: RetireGrantCommand,
  RevokeGrant: RevokeGrantCommand,
  ScheduleKeyDeletion: ScheduleKeyDeletionCommand,
  TagResource: TagResourceCommand,
  UntagResource: UntagResourceCommand,
  UpdateAlias: UpdateAliasCommand,
  UpdateCustomKeyStore: UpdateCustomKeyStoreCommand,
});
