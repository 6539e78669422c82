import { type FlowLog, paginateDescribeFlowLogs } from '@aws-sdk/client-ec2';
import type { AwsAccess } from '../../aws/access.ts';
import { byArn, ownArn } from '../../aws/arn.ts';
import { all, Reader, type Reading } from '../../aws/reading.ts';
import type { Resource } from '../../model/resource.ts';
import { ec2Client } from './operations.ts';

/**
 * The account's flow logs of one Region that are delivered into one of the buckets.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeFlowLogs.html
 */
export async function collectFlowLogs(
  access: AwsAccess,
  bucketArns: readonly string[],
): Promise<Reading<readonly Resource[]>> {
  const client = ec2Client(access);
  const reader = new Reader();
  const toBuckets = { Filter: [{ Name: 'log-destination-type', Values: ['s3'] }] };
  const found = await reader.read(ownArn(access, 'ec2', 'vpc-flow-log/*'), 'ec2:DescribeFlowLogs', () =>
    all(paginateDescribeFlowLogs({ client, pageSize: 1000 }, toBuckets), ({ FlowLogs }) => FlowLogs),
  );
  const logs = (found ?? []).map((one) => flowLogOf(access, one));
  return {
    value: logs.filter(({ concerns }) => concerns.some((arn) => bucketArns.includes(arn))).sort(byArn),
    gaps: reader.gaps,
  };
}

/** Its destination is the bucket's ARN, with a folder perhaps. */
const flowLogOf = (access: AwsAccess, { FlowLogId: id = '', LogDestination = '' }: FlowLog) => ({
  type: 'AWS::EC2::FlowLog' as const,
  arn: ownArn(access, 'ec2', `vpc-flow-log/${id}`),
  name: id,
  accountId: access.caller.accountId,
  region: access.region,
  concerns: [LogDestination.replace(/\/.*$/s, '')],
});
