import type { Resource } from '../../../model/resource.ts';
import type { AuthorizationNeed, Call, Operation } from '../../../sandbox/emulation.ts';
import { optionalInteger, optionalText, text } from '../../../sandbox/input.ts';
import { ownResources } from '../../../sandbox/own-resources.ts';
import { page } from '../../../sandbox/pages.ts';
import { invalidToken, noEventDataStore, noResource, noResourcePolicy } from './errors.ts';
import { isDelegated, onAnything } from './trail-of.ts';

const STORE = 'AWS::CloudTrail::EventDataStore';
const WITH_POLICY: readonly string[] = [STORE, 'AWS::CloudTrail::Channel'];

/** Members neither see nor change their organization's. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-lake-organizations.html */
const isOwn = ({ world, caller }: Call, { accountId, organization }: Resource): boolean =>
  accountId === caller.accountId || (organization === true && isDelegated(world, caller.accountId));

/** By its ARN, or by the ID that the ARN ends with. */
function arnOf({ world, region, caller }: Call, named: string): string {
  return named.startsWith('arn:')
    ? named
    : `arn:${world.partition}:cloudtrail:${region}:${caller.accountId}:eventdatastore/${named}`;
}

const storeArn = (call: Call): string => arnOf(call, text(call.input, 'EventDataStore', { max: 256 }));
const resourceArn = ({ input }: Call): string => text(input, 'ResourceArn', { max: 256 });

/** Another account needs the resource's own policy; a delegated administrator acts on the organization's by its own. */
const onResource =
  (arnIn: (call: Call) => string) =>
  (call: Call): readonly AuthorizationNeed[] => {
    const arn = arnIn(call);
    const found = call.world.resources.get(arn);
    const need = { action: `cloudtrail:${call.operation}`, resource: arn };
    if (found === undefined || isOwn(call, found)) return [need];
    const { accountId, policy } = found;
    const resourcePolicies = policy === undefined ? [] : [{ name: 'resource policy', document: policy }];
    return [{ ...need, resourceAccount: accountId, resourcePolicies }];
  };

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListEventDataStores.html: those of this Region. */
function listEventDataStores(call: Call): unknown {
  const { world, caller, region } = call;
  const stores = isDelegated(world, caller.accountId)
    ? [...world.resources.values()].filter(
        (one) => one.type === STORE && one.region === region && isOwn(call, one),
      )
    : ownResources(call, STORE);
  const part = page(stores, ({ arn }) => arn, {
    token: optionalText(call.input, 'NextToken', { max: 1000 }),
    size: optionalInteger(call.input, 'MaxResults', { min: 1, max: 1000 }) ?? 100,
  });
  if (part === undefined) throw invalidToken();
  return {
    EventDataStores: part.items.map(({ arn, name }) => ({ EventDataStoreArn: arn, Name: name })),
    ...(part.next === undefined ? {} : { NextToken: part.next }),
  };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventDataStore.html */
function getEventDataStore(call: Call): unknown {
  const store = call.world.resources.get(storeArn(call));
  if (store?.type !== STORE) throw noEventDataStore(storeArn(call));
  return {
    EventDataStoreArn: store.arn,
    Name: store.name,
    Status: 'ENABLED',
    OrganizationEnabled: store.organization ?? false,
    TerminationProtectionEnabled: store.protected ?? true,
    ...(store.kmsKeyArn === undefined ? {} : { KmsKeyId: store.kmsKeyArn }),
  };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetResourcePolicy.html */
function getResourcePolicy(call: Call): unknown {
  const arn = resourceArn(call);
  const resource = call.world.resources.get(arn);
  if (resource === undefined || !WITH_POLICY.includes(resource.type)) throw noResource(arn);
  if (resource.policy === undefined) throw noResourcePolicy(arn);
  return { ResourceArn: arn, ResourcePolicy: JSON.stringify(resource.policy) };
}

export const eventDataStoreOperations: Readonly<Record<string, Operation>> = {
  ListEventDataStores: { access: 'read', needs: onAnything, run: listEventDataStores },
  GetEventDataStore: { access: 'read', needs: onResource(storeArn), run: getEventDataStore },
  GetResourcePolicy: { access: 'read', needs: onResource(resourceArn), run: getResourcePolicy },
};
