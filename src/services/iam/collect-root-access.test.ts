import { expect, onTestFinished, test } from 'vitest';
import { missing, readAs, twinOf } from '../../../test/replay/read-as.ts';
import { LOG_ARCHIVE, MANAGEMENT, organization, type Parts, WORKLOAD } from '../../../test/worlds/build.ts';
import type { AwsAccess } from '../../aws/access.ts';
import { collectRootAccess } from './collect.ts';

const { arn } = organization().organization;

async function accessTo(parts: Parts, accountId: string, ...lacking: string[]): Promise<AwsAccess> {
  const sandbox = await twinOf(organization(parts));
  onTestFinished(() => sandbox.close());
  return readAs(sandbox, accountId, ...lacking);
}

const DELEGATED: Parts = {
  rootAccess: true,
  delegatedAdministrators: [{ servicePrincipal: 'iam.amazonaws.com', accountId: LOG_ARCHIVE }],
};

test.each<[string, Parts, string, boolean]>([
  ['is on', { rootAccess: true }, MANAGEMENT, true],
  ['is on, as the delegated administrator sees it', DELEGATED, LOG_ARCHIVE, true],
  ['is off', { trustedAccess: ['iam.amazonaws.com'] }, MANAGEMENT, false],
  ['cannot be on without trusted access of IAM', {}, MANAGEMENT, false],
])('central root access %s', async (_, parts, accountId, rootAccess) => {
  const read = await collectRootAccess(await accessTo(parts, accountId), arn);
  expect(read).toEqual({ value: { rootAccess }, gaps: [] });
});

test('a member account is not told: a Gap, never off', async () => {
  const { value, gaps } = await collectRootAccess(await accessTo(DELEGATED, WORKLOAD), arn);
  expect(value).toEqual({});
  expect(gaps).toMatchObject([
    {
      resource: arn,
      action: 'iam:ListOrganizationsFeatures',
      code: 'AccountNotManagementOrDelegatedAdministratorException',
    },
  ]);
});

test('without the permission it is a Gap, never off', async () => {
  const access = await accessTo({ rootAccess: true }, MANAGEMENT, 'iam:ListOrganizationsFeatures');
  const { value, gaps } = await collectRootAccess(access, arn);
  expect(value).toEqual({});
  expect(missing(gaps)).toEqual([`iam:ListOrganizationsFeatures ${arn}`]);
});
