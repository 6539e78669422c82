import { AccountClient, ListRegionsCommand } from '@aws-sdk/client-account';
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { DescribeOrganizationCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { globalRegion } from '../src/policy/global-services.ts';

const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' };

/** Answers with the headers that it was to send. */
const unsent = {
  handle: async ({ headers }: { readonly headers: Readonly<Record<string, string>> }): Promise<never> => {
    throw new Error(headers.authorization);
  },
};

const CALLS: Readonly<Record<string, (region: string) => Promise<unknown>>> = {
  account: (region) => new AccountClient(configured(region)).send(new ListRegionsCommand({})),
  iam: (region) => new IAMClient(configured(region)).send(new ListRolesCommand({})),
  organizations: (region) =>
    new OrganizationsClient(configured(region)).send(new DescribeOrganizationCommand({})),
  s3: (region) => new S3Client(configured(region)).send(new ListBucketsCommand({})),
};

const configured = (region: string) => ({ region, credentials, requestHandler: unsent, maxAttempts: 1 });

test.each([
  ['aws', 'eu-west-1'],
  ['aws-us-gov', 'us-gov-east-1'],
  ['aws-cn', 'cn-north-1'],
  ['aws-cn', 'cn-northwest-1'],
  ['aws-eusc', 'eusc-de-east-1'],
])('in %s the SDK, told %s, signs for the same Region', async (partition, region) => {
  for (const [service, call] of Object.entries(CALLS)) {
    const signed = `/${globalRegion(partition, service) ?? region}/${service}/aws4_request`;
    await expect(call(region)).rejects.toThrow(signed);
  }
});
