import {
  GetAccountSummaryCommand,
  GetLoginProfileCommand,
  type IAMClient,
  paginateGetAccountAuthorizationDetails,
  paginateListAccessKeys,
  paginateListMFADevices,
  paginateListVirtualMFADevices,
  type UserDetail,
} from '@aws-sdk/client-iam';
import { orAbsent } from '../../aws/absent.ts';
import type { AwsAccess } from '../../aws/access.ts';
import { all, concurrently, Reader, type Reading } from '../../aws/reading.ts';
import type { IamUser, ManagementAccount, MfaDevice } from '../../model/management-account.ts';
import type { PolicyDocument } from '../../model/policy.ts';
import { decoded, defaultDocuments } from './decoded.ts';
import { iamClient } from './operations.ts';

/**
 * Root and the IAM users of the caller's account. Not by the credential report, which may be four hours old.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
export async function collectSignIn(access: AwsAccess): Promise<Reading<ManagementAccount>> {
  const { partition, caller } = access;
  const client = iamClient(access);
  const reader = new Reader();
  const arnOf = (rest: string): string => `arn:${partition}:iam::${caller.accountId}:${rest}`;
  const root = await rootOf(client, reader, arnOf);
  const details = await reader.read(arnOf('user/*'), 'iam:GetAccountAuthorizationDetails', () =>
    detailsOf(client),
  );
  const users =
    details === undefined
      ? undefined
      : await concurrently(details.users, (user) => userOf(client, reader, user, details));
  return {
    value: { ...root, ...(users === undefined ? {} : { users: [...users].sort(byArn) }) },
    gaps: reader.gaps,
  };
}

const byArn = (one: IamUser, other: IamUser): number => (one.arn < other.arn ? -1 : 1);

async function rootOf(client: IAMClient, reader: Reader, arnOf: (rest: string) => string) {
  const summary = await reader.read(
    arnOf('root'),
    'iam:GetAccountSummary',
    async () => (await client.send(new GetAccountSummaryCommand({}))).SummaryMap ?? {},
  );
  const devices = await reader.read(arnOf('mfa/*'), 'iam:ListVirtualMFADevices', () =>
    all(
      paginateListVirtualMFADevices({ client }, { AssignmentStatus: 'Assigned' }),
      (page) => page.VirtualMFADevices,
    ),
  );
  const { AccountAccessKeysPresent: keys, AccountMFAEnabled: mfa } = summary ?? {};
  // One that names no user is taken for root's.
  const virtual = devices?.some(({ User }) => User?.Arn === undefined || User.Arn === arnOf('root'));
  const kind: ManagementAccount['rootMfa'] =
    mfa === 0
      ? 'none'
      : mfa === undefined || virtual === undefined
        ? undefined
        : virtual
          ? 'virtual'
          : 'not-virtual';
  return {
    ...(keys === undefined ? {} : { rootAccessKeys: keys > 0 }),
    ...(kind === undefined ? {} : { rootMfa: kind }),
  };
}

interface Details {
  readonly users: readonly UserDetail[];
  readonly groups: ReadonlyMap<string, Pick<UserDetail, 'UserPolicyList' | 'AttachedManagedPolicies'>>;
  readonly managed: ReadonlyMap<string, PolicyDocument>;
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html */
async function detailsOf(client: IAMClient): Promise<Details> {
  const pages = await all(
    paginateGetAccountAuthorizationDetails(
      { client },
      { Filter: ['User', 'Group', 'LocalManagedPolicy', 'AWSManagedPolicy'] },
    ),
    (page) => [page],
  );
  const groups = pages.flatMap(({ GroupDetailList = [] }) => GroupDetailList);
  return {
    users: pages.flatMap(({ UserDetailList = [] }) => UserDetailList),
    groups: new Map(
      groups.map(({ GroupName = '', GroupPolicyList = [], AttachedManagedPolicies = [] }) => [
        GroupName,
        { UserPolicyList: GroupPolicyList, AttachedManagedPolicies },
      ]),
    ),
    managed: defaultDocuments(pages.flatMap(({ Policies = [] }) => Policies)),
  };
}

async function userOf(
  client: IAMClient,
  reader: Reader,
  user: UserDetail,
  details: Details,
): Promise<IamUser> {
  const { UserName = '', Arn: arn = '' } = user;
  const password = await reader.read(arn, 'iam:GetLoginProfile', () =>
    orAbsent('NoSuchEntityException', false, async () => {
      await client.send(new GetLoginProfileCommand({ UserName }));
      return true;
    }),
  );
  const keys = await reader.read(arn, 'iam:ListAccessKeys', () =>
    all(paginateListAccessKeys({ client }, { UserName }), (page) => page.AccessKeyMetadata),
  );
  const devices = await reader.read(arn, 'iam:ListMFADevices', () =>
    all(paginateListMFADevices({ client }, { UserName }), (page) => page.MFADevices),
  );
  const policies = policiesOf(user, details);
  return {
    arn,
    ...(password === undefined ? {} : { password }),
    ...(keys === undefined ? {} : { accessKeys: keys.length }),
    ...(devices === undefined
      ? {}
      : { mfa: devices.map(({ SerialNumber = '' }) => mfaDevice(SerialNumber)).sort() }),
    ...(policies === undefined ? {} : { policies }),
  };
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_MFADevice.html: of a virtual device the number is an ARN. */
const mfaDevice = (serial: string): MfaDevice =>
  !serial.startsWith('arn:') ? 'hardware' : /^arn:[^:]*:iam::\d*:u2f\//.test(serial) ? 'passkey' : 'virtual';

/** `undefined` where one of them is not there: the rest would let the user do less than it can. */
function policiesOf(user: UserDetail, { groups, managed }: Details): readonly PolicyDocument[] | undefined {
  const holders = [user, ...(user.GroupList ?? []).map((name) => groups.get(name))];
  const documents = holders.flatMap((holder) =>
    holder === undefined
      ? [undefined]
      : [
          ...(holder.UserPolicyList ?? []).map((one) => decoded(one.PolicyDocument)),
          ...(holder.AttachedManagedPolicies ?? []).map(({ PolicyArn = '' }) => managed.get(PolicyArn)),
        ],
  );
  const present = documents.filter((one) => one !== undefined);
  return present.length === documents.length ? present : undefined;
}
