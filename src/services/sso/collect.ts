import {
  DescribePermissionSetCommand,
  paginateListInstances,
  paginateListPermissionSets,
} from '@aws-sdk/client-sso-admin';
import type { AwsAccess } from '../../aws/access.ts';
import { byArn } from '../../aws/arn.ts';
import { all, concurrently, Reader, type Reading } from '../../aws/reading.ts';
import type { Resource } from '../../model/resource.ts';
import { ssoClient } from './operations.ts';

/**
 * The permission sets of the organization's instance of IAM Identity Center, if this is its Region. The management
 * account and the delegated administrator see it; an account's own instance has none.
 * https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListInstances.html
 */
export async function collectPermissionSets(
  access: AwsAccess,
  managementAccountId: string,
): Promise<Reading<readonly Resource[]>> {
  const { partition, region } = access;
  const client = ssoClient(access);
  const reader = new Reader();
  const instances = await reader.read(`arn:${partition}:sso:::instance/*`, 'sso:ListInstances', () =>
    all(paginateListInstances({ client }, {}), (page) => page.Instances),
  );
  const own = (instances ?? []).filter(({ OwnerAccountId }) => OwnerAccountId === managementAccountId);
  const listed = await concurrently(own, async ({ InstanceArn = '' }) => {
    const arns = await reader.read(InstanceArn, 'sso:ListPermissionSets', () =>
      all(paginateListPermissionSets({ client }, { InstanceArn }), (page) => page.PermissionSets),
    );
    return (arns ?? []).map((arn) => ({ arn, InstanceArn }));
  });
  const sets = await concurrently(listed.flat(), async ({ arn, InstanceArn }) => {
    const name = await reader.read(arn, 'sso:DescribePermissionSet', async () => {
      const command = new DescribePermissionSetCommand({ InstanceArn, PermissionSetArn: arn });
      return (await client.send(command)).PermissionSet?.Name;
    });
    return name === undefined ? [] : [{ type: TYPE, arn, name, accountId: managementAccountId, region }];
  });
  return { value: sets.flat().sort(byArn), gaps: reader.gaps };
}

const TYPE = 'AWS::SSO::PermissionSet' as const;
