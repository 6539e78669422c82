import {
  type CloudWatchLogsClient,
  type LogGroup as DescribedLogGroup,
  paginateDescribeLogGroups,
  paginateDescribeMetricFilters,
  paginateDescribeSubscriptionFilters,
} from '@aws-sdk/client-cloudwatch-logs';
import { type AwsAccess, inRegion } from '../../aws/access.ts';
import { all, Reader, type Reading } from '../../aws/reading.ts';
import type { LogGroup } from '../../model/snapshot.ts';
import { logsClient } from './operations.ts';

/**
 * A log group, named with or without `:*` at the end of its ARN, as far as it can be read; no value and no Gap: there is
 * no such log group. Only its own account can tell.
 */
export async function collectLogGroup(
  access: AwsAccess,
  named: string,
): Promise<Reading<LogGroup | undefined>> {
  const arn = withoutStar(named);
  const [, , , region = access.region, accountId = '', , name = ''] = arn.split(':');
  if (accountId !== access.caller.accountId) return { value: undefined, gaps: [elsewhere(arn)] };
  const client = logsClient(inRegion(access, region));
  const reader = new Reader();
  const described = await reader.read(arn, 'logs:DescribeLogGroups', () => describe(client, arn, name));
  if (described === 'gone') return { value: undefined, gaps: reader.gaps };
  const metricFilters = await reader.read(arn, 'logs:DescribeMetricFilters', async () =>
    namesOf(
      await all(
        paginateDescribeMetricFilters({ client }, { logGroupName: name }),
        (page) => page.metricFilters,
      ),
    ),
  );
  const subscriptionFilters = await reader.read(arn, 'logs:DescribeSubscriptionFilters', async () =>
    namesOf(
      await all(
        paginateDescribeSubscriptionFilters({ client }, { logGroupName: name }),
        (page) => page.subscriptionFilters,
      ),
    ),
  );
  return {
    value: {
      name,
      arn,
      accountId,
      region,
      ...(described === undefined
        ? {}
        : { deletionProtection: described.deletionProtectionEnabled ?? false }),
      ...(metricFilters === undefined ? {} : { metricFilters }),
      ...(subscriptionFilters === undefined ? {} : { subscriptionFilters }),
      ...(described?.kmsKeyId === undefined ? {} : { kmsKeyArn: described.kmsKeyId }),
    },
    gaps: reader.gaps,
  };
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogGroup.html */
const withoutStar = (arn: string): string => arn.replace(/:\*$/, '');

/** The calls name a log group without its account: there may be another one of that name in the caller's. */
const elsewhere = (arn: string) => ({
  resource: arn,
  action: 'logs:DescribeLogGroups',
  code: 'OtherAccount',
  message: 'A log group can be read from its own account only.',
});

async function describe(
  client: CloudWatchLogsClient,
  arn: string,
  name: string,
): Promise<DescribedLogGroup | 'gone'> {
  const groups = await all(
    paginateDescribeLogGroups({ client }, { logGroupNamePrefix: name }),
    (page) => page.logGroups,
  );
  return groups.find((group) => withoutStar(group.arn ?? '') === arn) ?? 'gone';
}

const namesOf = (filters: readonly { readonly filterName?: string | undefined }[]): readonly string[] =>
  filters.flatMap(({ filterName }) => filterName ?? []).sort();
