import {
  type CloudTrailClient,
  GetEventDataStoreCommand,
  paginateListEventDataStores,
} from '@aws-sdk/client-cloudtrail';
import type { AwsAccess } from '../../aws/access.ts';
import { all, concurrently, Reader, type Reading } from '../../aws/reading.ts';
import type { Resource } from '../../model/resource.ts';
import { resourcePolicyOf } from './collect-resource-policy.ts';
import { cloudtrailClient } from './operations.ts';

/** The account's event data stores of this Region, and the organization's as far as the account administers them. */
export async function collectEventDataStores(access: AwsAccess): Promise<Reading<readonly Resource[]>> {
  const { partition, region, caller } = access;
  const client = cloudtrailClient(access);
  const reader = new Reader();
  const every = `arn:${partition}:cloudtrail:${region}:${caller.accountId}:eventdatastore/*`;
  const listed = await reader.read(every, 'cloudtrail:ListEventDataStores', () =>
    all(paginateListEventDataStores({ client }, {}), (page) => page.EventDataStores),
  );
  const stores = await concurrently(listed ?? [], ({ EventDataStoreArn: arn = '', Name: name = '' }) =>
    complete(client, reader, { arn, name }),
  );
  return { value: [...stores].sort((one, other) => (one.arn < other.arn ? -1 : 1)), gaps: reader.gaps };
}

async function complete(
  client: CloudTrailClient,
  reader: Reader,
  { arn, name }: Pick<Resource, 'arn' | 'name'>,
): Promise<Resource> {
  const [, , , region = '', accountId = ''] = arn.split(':');
  const [store, policy] = await Promise.all([
    reader.read(arn, 'cloudtrail:GetEventDataStore', () =>
      client.send(new GetEventDataStoreCommand({ EventDataStore: arn })),
    ),
    reader.read(arn, 'cloudtrail:GetResourcePolicy', () => resourcePolicyOf(client, arn)),
  ]);
  return {
    type: 'AWS::CloudTrail::EventDataStore',
    arn,
    name,
    accountId,
    region,
    ...(policy === undefined || policy === 'none' ? {} : { policy }),
    ...(store?.KmsKeyId === undefined ? {} : { kmsKeyArn: store.KmsKeyId }),
    ...(store === undefined
      ? {}
      : {
          protected: store.TerminationProtectionEnabled ?? false,
          organization: store.OrganizationEnabled ?? false,
        }),
  };
}
