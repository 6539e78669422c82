import {
  type ListDataLakesCommandOutput,
  SecurityLakeClient,
  type SecurityLakeClientResolvedConfig,
} from '@aws-sdk/client-securitylake';
import { createPaginator } from '@smithy/core';
import { Command } from '@smithy/core/client';
import { getEndpointPlugin } from '@smithy/core/endpoints';
import type { AwsAccess } from '../../aws/access.ts';
import { clientConfig, guarded } from '../../aws/client.ts';

// What the SDK's own client for AWS Control Tower has of landing zones. @aws-sdk/client-controltower 3.332.0 has nothing
// of them; another client of the same protocol does, told where to send and as what to sign.

export const controltowerClient = (access: AwsAccess): SecurityLakeClient =>
  guarded(new SecurityLakeClient({ ...clientConfig(access), serviceId: 'ControlTower' }), access);

/** https://docs.aws.amazon.com/general/latest/gr/controltower.html */
const ENDPOINT = {
  UseFIPS: { type: 'builtInParams', name: 'useFipsEndpoint' },
  Endpoint: { type: 'builtInParams', name: 'endpoint' },
  Region: { type: 'builtInParams', name: 'region' },
  UseDualStack: { type: 'builtInParams', name: 'useDualstackEndpoint' },
} as const;

/** The endpoints of the two services differ in this name alone. One that was configured stays as it is. */
const endpointIn = ({ endpointProvider, ...config }: SecurityLakeClientResolvedConfig) => ({
  ...config,
  endpointProvider: (...asked: Parameters<typeof endpointProvider>) => {
    const { url } = endpointProvider(...asked);
    const [{ Endpoint, Region = '' }] = asked;
    const signed = { name: 'sigv4', signingName: 'controltower', signingRegion: Region, properties: {} };
    return {
      url: Endpoint === undefined ? new URL(url.href.replace('//securitylake', '//controltower')) : url,
      properties: { authSchemes: [signed] },
    };
  },
});

const NAMESPACE = 'com.amazonaws.controltower';
const TEXT = 0;
const DOCUMENT = 15;

type Structure = [3, string, string, 0, string[], (0 | 15 | List | Structure)[]];
type List = [1, string, string, 0, Structure];
type Members = Readonly<Record<string, Structure[5][number]>>;

const structure = (name: string, members: Members): Structure => [
  3,
  NAMESPACE,
  name,
  0,
  Object.keys(members),
  Object.values(members),
];

const command = <Input extends object, Output extends object>(
  operation: string,
  path: string,
  input: Members,
  output: Members,
) =>
  Command.classBuilder<
    Input,
    Output & Pick<ListDataLakesCommandOutput, '$metadata'>,
    SecurityLakeClientResolvedConfig
  >()
    .ep(ENDPOINT)
    .m((_, __, config) => [getEndpointPlugin(endpointIn(config), ENDPOINT)])
    .s('ControlTower', operation)
    .n('ControlTowerClient', `${operation}Command`)
    .sc([
      9,
      NAMESPACE,
      operation,
      { http: ['POST', path, 200] },
      structure(`${operation}Input`, input),
      structure(`${operation}Output`, output),
    ])
    .build();

interface ListLandingZonesOutput {
  readonly landingZones?: readonly { readonly arn?: string }[];
  readonly nextToken?: string;
}

/** https://docs.aws.amazon.com/controltower/latest/APIReference/API_ListLandingZones.html */
export class ListLandingZonesCommand extends command<{ readonly nextToken?: string }, ListLandingZonesOutput>(
  'ListLandingZones',
  '/list-landingzones',
  { nextToken: TEXT },
  {
    landingZones: [1, NAMESPACE, 'LandingZones', 0, structure('LandingZoneSummary', { arn: TEXT })],
    nextToken: TEXT,
  },
) {}

export const paginateListLandingZones = createPaginator<
  { readonly client: SecurityLakeClient },
  { readonly nextToken?: string },
  ListLandingZonesOutput
>(SecurityLakeClient, ListLandingZonesCommand, 'nextToken', 'nextToken');

interface GetLandingZoneOutput {
  readonly landingZone?: { readonly version?: string; readonly manifest?: unknown };
}

/** https://docs.aws.amazon.com/controltower/latest/APIReference/API_GetLandingZone.html */
export class GetLandingZoneCommand extends command<
  { readonly landingZoneIdentifier: string },
  GetLandingZoneOutput
>(
  'GetLandingZone',
  '/get-landingzone',
  { landingZoneIdentifier: TEXT },
  { landingZone: structure('LandingZoneDetail', { version: TEXT, manifest: DOCUMENT }) },
) {}

interface OperationOutput {
  readonly operationIdentifier?: string;
}

/** https://docs.aws.amazon.com/controltower/latest/APIReference/API_DeleteLandingZone.html */
export class DeleteLandingZoneCommand extends command<
  { readonly landingZoneIdentifier: string },
  OperationOutput
>(
  'DeleteLandingZone',
  '/delete-landingzone',
  { landingZoneIdentifier: TEXT },
  { operationIdentifier: TEXT },
) {}

/** https://docs.aws.amazon.com/controltower/latest/APIReference/API_UpdateLandingZone.html */
export class UpdateLandingZoneCommand extends command<
  { readonly landingZoneIdentifier: string; readonly version: string; readonly manifest?: unknown },
  OperationOutput
>(
  'UpdateLandingZone',
  '/update-landingzone',
  { landingZoneIdentifier: TEXT, version: TEXT, manifest: DOCUMENT },
  { operationIdentifier: TEXT },
) {}
