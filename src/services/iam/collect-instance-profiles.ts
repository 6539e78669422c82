import { paginateListInstanceProfiles } from '@aws-sdk/client-iam';
import type { AwsAccess } from '../../aws/access.ts';
import { all, Reader, type Reading } from '../../aws/reading.ts';
import { iamClient } from './operations.ts';

/** The role of each of the account's instance profiles that has one, by the profile's ARN; `undefined`: not read. */
export async function collectInstanceProfiles(
  access: AwsAccess,
): Promise<Reading<ReadonlyMap<string, string> | undefined>> {
  const { partition, caller } = access;
  const client = iamClient(access);
  const reader = new Reader();
  const profiles = await reader.read(
    `arn:${partition}:iam::${caller.accountId}:instance-profile/*`,
    'iam:ListInstanceProfiles',
    () => all(paginateListInstanceProfiles({ client }, {}), (page) => page.InstanceProfiles),
  );
  const roles = profiles?.flatMap(({ Arn = '', Roles = [] }) =>
    Roles.map(({ Arn: role = '' }) => [Arn, role] as const),
  );
  return { value: roles && new Map(roles), gaps: reader.gaps };
}
