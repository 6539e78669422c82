import { type Instance, paginateDescribeInstances } from '@aws-sdk/client-ec2';
import type { AwsAccess } from '../../aws/access.ts';
import { byArn, ownArn } from '../../aws/arn.ts';
import { all, Reader, type Reading } from '../../aws/reading.ts';
import type { Resource } from '../../model/resource.ts';
import { ec2Client } from './operations.ts';

export { collectFlowLogs } from './collect-flow-logs.ts';

/**
 * The account's instances of one Region, each with its profile; its role is that of the profile. Those that AWS services
 * manage are hidden unless they are asked for.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html
 */
export async function collectInstances(access: AwsAccess): Promise<Reading<readonly Resource[]>> {
  const client = ec2Client(access);
  const reader = new Reader();
  const instances = await reader.read(ownArn(access, 'ec2', 'instance/*'), 'ec2:DescribeInstances', () =>
    all(paginateDescribeInstances({ client, pageSize: 1000 }, { IncludeManagedResources: true }), (page) =>
      page.Reservations?.flatMap(({ Instances = [] }) => Instances),
    ),
  );
  const kept = (instances ?? []).filter(isKept);
  return { value: kept.map((one) => instanceOf(access, one)).sort(byArn), gaps: reader.gaps };
}

/** One that ends does not start again: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-lifecycle.html */
const isKept = ({ State }: Instance): boolean =>
  State?.Name !== 'terminated' && State?.Name !== 'shutting-down';

const instanceOf = (
  access: AwsAccess,
  { InstanceId: id = '', IamInstanceProfile: profile }: Instance,
): Resource => ({
  type: 'AWS::EC2::Instance',
  arn: ownArn(access, 'ec2', `instance/${id}`),
  name: id,
  accountId: access.caller.accountId,
  region: access.region,
  ...(profile?.Arn === undefined ? {} : { concerns: [profile.Arn] }),
});
