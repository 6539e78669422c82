import type { WireRequest } from '../../../sandbox/emulation.ts';
import { notEmulated } from './errors.ts';

/** S3 Control's own API is signed as S3's; its version in the path and the account in a header tell it apart. */
export const isAccountRequest = ({ path, headers }: WireRequest): boolean =>
  path.startsWith(ROOT) && headers['x-amz-account-id'] !== undefined;

const ROOT = '/v20180820/';

export interface AccountRoute {
  /** CloudTrail's name for it, which is the permission's as well. */
  readonly operation: string;
  readonly access: 'read' | 'write';
  readonly method: string;
  readonly path: RegExp;
  /** What follows `arn:…:s3:`; `*` where the permission has no resource type. */
  readonly resource: string;
}

/**
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_AWS_S3_Control.html
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
const TABLE = `
CreateAccessGrant write POST accessgrantsinstance/grant {Region}:{AccountId}:access-grants/default/grant/*
CreateAccessGrantsInstance write POST accessgrantsinstance {Region}:{AccountId}:access-grants/default
CreateAccessGrantsLocation write POST accessgrantsinstance/location {Region}:{AccountId}:access-grants/default/location/*
CreateAccessPoint write PUT accesspoint/{Name} {Region}:{AccountId}:accesspoint/{Name}
CreateJob write POST jobs *
CreateMultiRegionAccessPoint write POST async-requests/mrap/create :{AccountId}:accesspoint/*
GetAccessPointPolicy read GET accesspoint/{Name}/policy {Region}:{AccountId}:accesspoint/{Name}
GetAccountPublicAccessBlock read GET configuration/publicAccessBlock *
GetMultiRegionAccessPointPolicy read GET mrap/instances/{Name}/policy :{AccountId}:accesspoint/{Alias}
GetDataAccess read GET accessgrantsinstance/dataaccess {Region}:{AccountId}:access-grants/default
ListAccessGrantsInstances read GET accessgrantsinstances *
ListMultiRegionAccessPoints read GET mrap/instances *
ListAccessPoints read GET accesspoint *
PutAccessPointPolicy write PUT accesspoint/{Name}/policy {Region}:{AccountId}:accesspoint/{Name}
PutAccountPublicAccessBlock write PUT configuration/publicAccessBlock *
`;

export const accountRoutes: readonly AccountRoute[] = TABLE.trim()
  .split('\n')
  .map((row) => {
    const [operation = '', access, method = '', path = '', resource = ''] = row.split(' ');
    return {
      operation,
      access: access === 'read' ? 'read' : 'write',
      method,
      path: new RegExp(`^${ROOT}${path.replace('{Name}', '(?<name>[^/]+)')}$`),
      resource,
    };
  });

export function accountRequestIn({ method, path, query, headers }: WireRequest) {
  const route = accountRoutes.find((one) => one.method === method && one.path.test(path));
  if (route === undefined) throw notEmulated(`${method} ${path.slice(0, 128)}`);
  const name = route.path.exec(path)?.groups?.name ?? '';
  return {
    operation: route.operation,
    input: {
      bucket: '',
      key: '',
      host: headers.host ?? '',
      query: Object.fromEntries(query),
      headers,
      name: decodeURIComponent(name),
      accountId: headers['x-amz-account-id'],
    },
  };
}
