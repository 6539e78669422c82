import { ListDataLakesCommand } from '@aws-sdk/client-securitylake';
import type { AwsAccess } from '../../aws/access.ts';
import { byArn, ownArn } from '../../aws/arn.ts';
import { customerKeyArn } from '../../aws/customer-key.ts';
import { concurrently, Reader, type Reading } from '../../aws/reading.ts';
import { orWithoutEndpoint } from '../../aws/without-endpoint.ts';
import type { Resource } from '../../model/resource.ts';
import { securitylakeClient } from './operations.ts';

/**
 * The account's data lake of one Region. Which sources it has is not read: whoever takes out CloudTrail's can as well
 * delete the lake.
 */
export async function collectDataLakes(access: AwsAccess): Promise<Reading<readonly Resource[]>> {
  const { caller, region } = access;
  const client = securitylakeClient(access);
  const reader = new Reader();
  const every = ownArn(access, 'securitylake', 'data-lake/*');
  const listed = await reader.read(every, 'securitylake:ListDataLakes', () =>
    orWithoutEndpoint(access, 'securitylake', [], async () => {
      const { dataLakes = [] } = await client.send(new ListDataLakesCommand({ regions: [region] }));
      return dataLakes;
    }),
  );
  const lakes = await concurrently(
    listed ?? [],
    async ({ dataLakeArn: arn = '', s3BucketArn, encryptionConfiguration }): Promise<Resource> => {
      const kmsKeyArn = await customerKeyArn(access, reader, keyIn(encryptionConfiguration?.kmsKeyId), arn);
      return {
        type: 'AWS::SecurityLake::DataLake',
        arn,
        name: arn.slice(arn.indexOf('/') + 1),
        accountId: caller.accountId,
        region,
        ...(kmsKeyArn === undefined ? {} : { kmsKeyArn }),
        ...(s3BucketArn === undefined ? {} : { concerns: [s3BucketArn] }),
      };
    },
  );
  return { value: [...lakes].sort(byArn), gaps: reader.gaps };
}

/** https://docs.aws.amazon.com/security-lake/latest/APIReference/API_DataLakeEncryptionConfiguration.html */
const keyIn = (id: string | undefined): string | undefined => (id === 'S3_MANAGED_KEY' ? undefined : id);
