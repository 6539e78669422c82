import type { LogGroup } from '../../../model/snapshot.ts';
import { AwsError } from '../../../sandbox/aws-error.ts';
import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { optionalInteger, optionalText } from '../../../sandbox/input.ts';
import { page } from '../../../sandbox/pages.ts';
import { anyGroup, groupOf, needOn, onGroup } from './group-of.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html */
function describeLogGroups(call: Call): unknown {
  const prefix = optionalText(call.input, 'logGroupNamePrefix', { max: 512 });
  const pattern = optionalText(call.input, 'logGroupNamePattern', { max: 512 });
  if (prefix !== undefined && pattern !== undefined) {
    throw invalid('logGroupNamePrefix and logGroupNamePattern are mutually exclusive.');
  }
  const groups = [...call.world.logGroups.values()].filter(
    ({ arn, name }) =>
      arn.startsWith(anyGroup(call)) && name.startsWith(prefix ?? '') && name.includes(pattern ?? ''),
  );
  return paged(call, 'logGroups', groups, ({ name }) => name, groupShape);
}

const groupShape = ({ name, arn, metricFilters, kmsKeyArn, deletionProtection }: LogGroup) => ({
  logGroupName: name,
  arn: `${arn}:*`,
  logGroupArn: arn,
  metricFilterCount: metricFilters?.length ?? 0,
  kmsKeyId: kmsKeyArn,
  deletionProtectionEnabled: deletionProtection ?? false,
});

/** The World knows the names of filters, and not what they look for. */
const filtersOf =
  (output: 'metricFilters' | 'subscriptionFilters') =>
  (call: Call): unknown => {
    const { name: logGroupName, [output]: names = [] } = groupOf(call);
    const prefix = optionalText(call.input, 'filterNamePrefix', { max: 512 }) ?? '';
    const matching = names.filter((name) => name.startsWith(prefix));
    return paged(
      call,
      output,
      matching,
      (name) => name,
      (filterName) => ({ filterName, logGroupName, filterPattern: '' }),
    );
  };

function paged<Item>(
  call: Call,
  output: string,
  items: readonly Item[],
  nameOf: (item: Item) => string,
  shapeOf: (item: Item) => object,
): unknown {
  const found = page(items, nameOf, {
    token: optionalText(call.input, 'nextToken'),
    size: optionalInteger(call.input, 'limit', { min: 1, max: 50 }) ?? 50,
  });
  if (found === undefined) throw invalid('The specified nextToken is invalid.');
  return { [output]: found.items.map(shapeOf), nextToken: found.next };
}

const invalid = (message: string) => new AwsError('InvalidParameterException', 400, message);

export const readingOperations: Readonly<Record<string, Operation>> = {
  DescribeLogGroups: {
    access: 'read',
    // As AWS's denials name it, whatever the input: https://github.com/hashicorp/terraform-provider-aws/issues/8804
    needs: (call) => [needOn(call, `${anyGroup(call)}:log-stream:`)],
    run: describeLogGroups,
  },
  DescribeMetricFilters: { access: 'read', needs: onGroup, run: filtersOf('metricFilters') },
  DescribeSubscriptionFilters: { access: 'read', needs: onGroup, run: filtersOf('subscriptionFilters') },
};
