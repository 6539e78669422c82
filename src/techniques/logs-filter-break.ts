import type { LogGroup } from '../model/snapshot.ts';
import { type Step, technique } from '../model/technique.ts';
import { groupCall, TWO_ARNS } from './parts/log-group.ts';

export default technique<LogGroup>({
  id: 'logs-filter-break',
  title: {
    en: 'Break the filters that feed alarms and the SIEM',
    ja: 'アラームや SIEM に渡すフィルターを壊す',
  },
  goal: 'deafen',
  mitre: ['T1685'],
  why: {
    en: 'The trail records on, but its events reach no alarm and no SIEM any more: the filter is gone, or its pattern matches nothing.',
    ja: '証跡は記録を続けますが、フィルターがなくなるか、何にも一致しないパターンに変わり、イベントがアラームにも SIEM にも届かなくなります。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteSubscriptionFilter.html',
    'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricFilter.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/logging_cw_api_calls_cwl.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service or resource control policy that denies logs:DeleteMetricFilter, logs:PutMetricFilter, logs:DeleteSubscriptionFilter and logs:PutSubscriptionFilter on the log group.',
    ja: 'ロググループに対する logs:DeleteMetricFilter、logs:PutMetricFilter、logs:DeleteSubscriptionFilter、logs:PutSubscriptionFilter を拒否する SCP または RCP。',
  },
  notBlockedBy: {
    en: 'A deny of logs:DeleteLogGroup only. A deny of the two deletions: a filter that is put again with another pattern is as good as gone.',
    ja: 'logs:DeleteLogGroup だけの Deny。2 つの削除だけの Deny（別のパターンで上書きされたフィルターは、ないのと同じです）。',
  },
  unverified: TWO_ARNS,
  targets: (snapshot) => snapshot.logGroups ?? [],
  requires: ({ arn, metricFilters, subscriptionFilters }) => {
    if ((metricFilters ?? []).length > 0 || (subscriptionFilters ?? []).length > 0) return true;
    if (metricFilters === undefined) return { resource: arn, action: 'logs:DescribeMetricFilters' };
    return subscriptionFilters === undefined
      ? { resource: arn, action: 'logs:DescribeSubscriptionFilters' }
      : false;
  },
  // One filter of a kind stands for all: the permission is on the log group.
  ways: (group) => [
    ...waysFor(group, group.subscriptionFilters, 'SubscriptionFilter', {
      destinationArn: `${group.arn}:the-present-destination`,
    }),
    ...waysFor(group, group.metricFilters, 'MetricFilter', {
      metricTransformations: [{ metricName: 'none', metricNamespace: 'none', metricValue: '0' }],
    }),
  ],
  harm: { en: 'no alarm and no SIEM hears of it', ja: 'アラームにも SIEM にも届かない' },
});

/** Where the filters were not read, there may be one. */
function waysFor(
  group: LogGroup,
  filters: readonly string[] = ['unread'],
  kind: 'SubscriptionFilter' | 'MetricFilter',
  kept: Step['input'],
): readonly (readonly Step[])[] {
  const [filterName] = filters;
  if (filterName === undefined) return [];
  const input = { logGroupName: group.name, filterName };
  const overwritten = { ...input, filterPattern: '"matches nothing"', ...kept };
  return [[groupCall(`Delete${kind}`, group, input)], [groupCall(`Put${kind}`, group, overwritten)]];
}
