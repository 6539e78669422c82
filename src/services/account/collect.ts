import { paginateListRegions } from '@aws-sdk/client-account';
import type { AwsAccess } from '../../aws/access.ts';
import { all, Reader, type Reading } from '../../aws/reading.ts';
import { accountClient } from './operations.ts';

/**
 * The Regions in which the account may have anything; `undefined` where they cannot be read. Without an account id it
 * is the caller's own that is meant: the management account may not name itself.
 * https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html
 */
export async function collectRegions(access: AwsAccess): Promise<Reading<readonly string[] | undefined>> {
  const client = accountClient(access);
  const reader = new Reader();
  const regions = await reader.read(
    `arn:${access.partition}:account::${access.caller.accountId}:account`,
    'account:ListRegions',
    () =>
      all(
        paginateListRegions({ client }, { RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'] }),
        (page) => page.Regions?.flatMap(({ RegionName }) => RegionName ?? []),
      ),
  );
  return { value: regions && [...regions].sort(), gaps: reader.gaps };
}
