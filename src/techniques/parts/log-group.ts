import type { LogGroup } from '../../model/snapshot.ts';
import type { Localized, Need, Step } from '../../model/technique.ts';

/**
 * A call on a log group that needs the permission of its own name and is recorded under that name. Policies name a log
 * group with `:*`, as DescribeLogGroups answers it; the other form is documented besides.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html
 */
export const groupCall = (name: string, { arn, region }: LogGroup, input: Step['input']): Step => ({
  operation: `logs:${name}`,
  region,
  event: name,
  needs: [{ action: `logs:${name}`, resource: `${arn}:*` }],
  perhaps: [{ action: `logs:${name}`, resource: arn }],
  input,
});

/** The stream of one account and Region, as CloudTrail names it. */
export const streamOf = ({ accountId, region }: LogGroup): string => `${accountId}_CloudTrail_${region}`;

/**
 * A permission on a log stream of the group: any will do.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html
 */
export const onLogStream = (action: string, group: LogGroup): Need => ({
  action,
  resource: `${group.arn}:log-stream:${streamOf(group)}`,
  anyUnder: `${group.arn}:log-stream:`,
});

/** What every call on a log group leaves open. */
export const TWO_ARNS: Localized = {
  en: 'Two forms of a log group’s ARN are documented, with and without :* at the end; whether a deny that names only the one without holds this call is not.',
  ja: 'ロググループの ARN には、末尾に :* のある形とない形の 2 つがドキュメントに記載されています。:* のない形だけを指定した Deny がこの呼び出しに効くかどうかは、記載がありません。',
};
