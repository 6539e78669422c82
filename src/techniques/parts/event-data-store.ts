import type { Resource } from '../../model/resource.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Localized, Need, Step } from '../../model/technique.ts';
import { partitionOf } from './partition.ts';
import { resourcesOf } from './resources.ts';

/** Of CloudTrail Lake: an account's own, and those of the organization, which its management account owns. */
export const eventDataStores = (snapshot: Snapshot): readonly Resource[] =>
  resourcesOf(snapshot, 'AWS::CloudTrail::EventDataStore');

/** What CloudTrail lets another account do. */
export type Granted = Pick<Need, 'serviceGrants'>;

export function storeCall(
  name: string,
  store: Resource,
  input: Step['input'] = {},
  granted: Granted = {},
): Step {
  return {
    operation: `cloudtrail:${name}`,
    region: store.region,
    event: name,
    needs: [{ action: `cloudtrail:${name}`, resource: store.arn, ...granted }],
    input: { EventDataStore: store.arn, ...input },
  };
}

export const stopIngestion = (store: Resource, granted?: Granted): Step =>
  storeCall('StopEventDataStoreIngestion', store, {}, granted);

/** Data events of one object that does not exist. */
export const narrow = (store: Resource, granted?: Granted): Step =>
  storeCall(
    'UpdateEventDataStore',
    store,
    {
      AdvancedEventSelectors: [
        {
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Data'] },
            { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
            {
              Field: 'resources.ARN',
              Equals: [`arn:${partitionOf(store.arn)}:s3:::indelible-no-such-bucket/none`],
            },
          ],
        },
      ],
    },
    granted,
  );

/** Past termination protection, where that is known to be on. */
export const deletion = (store: Resource, granted?: Granted): readonly Step[] => [
  ...(store.protected === true
    ? [
        {
          ...storeCall('UpdateEventDataStore', store, { TerminationProtectionEnabled: false }, granted),
          effect: [{ kind: 'set' as const, arn: store.arn, fields: { protected: false } }],
        },
      ]
    : []),
  storeCall('DeleteEventDataStore', store, {}, granted),
];

/** Of techniques at event data stores. */
export const ORGANIZATION_STORES: Localized = {
  en: 'An event data store of the organization belongs to the management account, which no policy binds. What helps: a trail with its own locked bucket besides, and an alarm that does not depend on the management account.',
  ja: '組織のイベントデータストアは管理アカウントのもので、管理アカウントにはポリシーが効きません。有効なのは、ロックされたバケットに配信する証跡の併用と、管理アカウントに依存しない検知です。',
};
