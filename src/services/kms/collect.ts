import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  type GrantListEntry,
  type KeyMetadata,
  type KMSClient,
  paginateListAliases,
  paginateListGrants,
  paginateListResourceTags,
} from '@aws-sdk/client-kms';
import { orAbsent } from '../../aws/absent.ts';
import { type AwsAccess, inRegion } from '../../aws/access.ts';
import { all, Reader, type Reading } from '../../aws/reading.ts';
import type { PolicyDocument } from '../../model/policy.ts';
import type { KmsGrant, KmsKey, Tags } from '../../model/snapshot.ts';
import { kmsClient } from './operations.ts';

/**
 * A key by its ARN or that of its alias, as far as it can be read; no value and no Gap: there is no such key.
 * Where kms:DescribeKey is denied it is taken for enabled: no attack on it is ruled out.
 */
export async function collectKey(access: AwsAccess, arn: string): Promise<Reading<KmsKey | undefined>> {
  const region = arn.split(':')[3] ?? access.region;
  const client = kmsClient(inRegion(access, region));
  const reader = new Reader();
  const described = await reader.read(arn, 'kms:DescribeKey', () => describe(client, arn));
  const keyArn = described === undefined || described === 'gone' ? arn : (described.Arn ?? arn);
  if (described === 'gone' || !keyArn.includes(':key/')) return { value: undefined, gaps: reader.gaps };
  const accountId = keyArn.split(':')[4] ?? '';
  const [policy, grants, aliases, rotation, tags] = await Promise.all([
    reader.read(keyArn, 'kms:GetKeyPolicy', () => policyOf(client, keyArn)),
    reader.read(keyArn, 'kms:ListGrants', () => grantsOf(client, keyArn)),
    aliasesIn(access, client, reader, keyArn),
    reader.read(keyArn, 'kms:GetKeyRotationStatus', () => rotationOf(client, keyArn)),
    reader.read(keyArn, 'kms:ListResourceTags', () => tagsOf(client, keyArn)),
  ]);
  const value = {
    arn: keyArn,
    accountId,
    region,
    enabled: described?.Enabled ?? true,
    ...(described?.DeletionDate === undefined ? {} : { deletionDate: described.DeletionDate.toISOString() }),
    ...(rotation === undefined || rotation === 'none' ? {} : { rotation }),
    ...(policy === undefined ? {} : { policy }),
    ...(grants === undefined ? {} : { grants }),
    ...(aliases === undefined ? {} : { aliases }),
    ...(described?.Origin === undefined ? {} : { origin: described.Origin }),
    ...(described?.CustomKeyStoreId === undefined ? {} : { keyStoreId: described.CustomKeyStoreId }),
    ...(tags === undefined ? {} : { tags }),
  };
  return { value, gaps: reader.gaps };
}

const describe = (client: KMSClient, arn: string): Promise<KeyMetadata | 'gone'> =>
  orAbsent(
    'NotFoundException',
    'gone',
    async () => (await client.send(new DescribeKeyCommand({ KeyId: arn }))).KeyMetadata ?? 'gone',
  );

/** Keys of other kinds than symmetric ones, and those of key stores, do not rotate. */
const rotationOf = (client: KMSClient, arn: string): Promise<boolean | 'none'> =>
  orAbsent('UnsupportedOperationException', 'none', async () => {
    const { KeyRotationEnabled } = await client.send(new GetKeyRotationStatusCommand({ KeyId: arn }));
    return KeyRotationEnabled ?? false;
  });

async function policyOf(client: KMSClient, arn: string): Promise<PolicyDocument> {
  const { Policy: text = '' } = await client.send(new GetKeyPolicyCommand({ KeyId: arn }));
  return JSON.parse(text);
}

async function grantsOf(client: KMSClient, arn: string): Promise<readonly KmsGrant[]> {
  const grants = await all(paginateListGrants({ client }, { KeyId: arn }), (page) => page.Grants);
  return grants.map(grantOf).sort((one, other) => (one.grantId < other.grantId ? -1 : 1));
}

function grantOf(entry: GrantListEntry): KmsGrant {
  const retiring = entry.RetiringPrincipal ?? entry.RetiringServicePrincipal;
  return {
    grantId: entry.GrantId ?? '',
    granteePrincipal: entry.GranteePrincipal ?? entry.GranteeServicePrincipal ?? '',
    ...(retiring === undefined ? {} : { retiringPrincipal: retiring }),
    operations: entry.Operations ?? [],
  };
}

/**
 * Only the key's own account has aliases for it, and another account's are left out of every answer.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_ListAliases.html
 */
async function aliasesIn(
  { caller }: AwsAccess,
  client: KMSClient,
  reader: Reader,
  arn: string,
): Promise<readonly string[] | undefined> {
  return reader.read(arn, 'kms:ListAliases', async () => {
    if (arn.split(':')[4] !== caller.accountId) {
      throw Object.assign(new Error(`${caller.accountId} does not see the aliases of ${arn}.`), {
        name: 'AliasesOfAnotherAccount',
      });
    }
    const entries = await all(paginateListAliases({ client }, { KeyId: arn }), (page) => page.Aliases);
    return entries.map(({ AliasName = '' }) => AliasName).sort();
  });
}

async function tagsOf(client: KMSClient, arn: string): Promise<Tags> {
  const tags = await all(paginateListResourceTags({ client }, { KeyId: arn }), (page) => page.Tags);
  return Object.fromEntries(tags.map(({ TagKey = '', TagValue = '' }) => [TagKey, TagValue]));
}
