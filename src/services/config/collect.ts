import {
  type ConfigurationRecorder,
  DescribeConfigurationRecordersCommand,
} from '@aws-sdk/client-config-service';
import type { AwsAccess } from '../../aws/access.ts';
import { byArn, ownArn } from '../../aws/arn.ts';
import { Reader, type Reading } from '../../aws/reading.ts';
import type { Resource } from '../../model/resource.ts';
import { configClient } from './operations.ts';

export { collectDeliveryChannels } from './collect-delivery-channels.ts';

/**
 * The account's customer managed recorder of one Region, where there is one; it comes in one page. Recorders that are
 * linked to a service are that service's own.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeConfigurationRecorders.html
 */
export async function collectRecorders(access: AwsAccess): Promise<Reading<readonly Resource[]>> {
  const client = configClient(access);
  const reader = new Reader();
  const recorders = await reader.read(
    ownArn(access, 'config', 'configuration-recorder/*'),
    'config:DescribeConfigurationRecorders',
    async () => (await client.send(new DescribeConfigurationRecordersCommand({}))).ConfigurationRecorders,
  );
  return {
    value: (recorders ?? []).map((recorder) => recorderOf(access, recorder)).sort(byArn),
    gaps: reader.gaps,
  };
}

const recorderOf = (
  { caller, region }: AwsAccess,
  { arn = '', name = '', roleARN }: ConfigurationRecorder,
): Resource => ({
  type: 'AWS::Config::ConfigurationRecorder',
  arn,
  name,
  accountId: caller.accountId,
  region,
  ...(roleARN === undefined ? {} : { roleArn: roleARN }),
});
