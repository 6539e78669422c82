import { IAM } from '@aws-sdk/client-iam';
import { expect, onTestFinished, test } from 'vitest';
import { readAs, twinOf } from '../../../test/replay/read-as.ts';
import { MANAGEMENT, organization } from '../../../test/worlds/build.ts';
import type { ManagementAccount } from '../../model/management-account.ts';

const arn = (rest: string): string => `arn:aws:iam::${MANAGEMENT}:${rest}`;
const HOUR = 3_600_000;

async function stage(managementAccount: ManagementAccount) {
  const sandbox = await twinOf(organization({ managementAccount }));
  onTestFinished(() => sandbox.close());
  const { endpoint, region, credentials } = readAs(sandbox, MANAGEMENT);
  return { sandbox, iam: new IAM({ endpoint: endpoint ?? '', region, credentials }) };
}

/** By column, a record for each line. */
async function lines(iam: IAM): Promise<readonly Readonly<Record<string, string>>[]> {
  const { Content, ReportFormat } = await iam.getCredentialReport({});
  expect(ReportFormat).toBe('text/csv');
  const [head = [], ...rows] = Buffer.from(Content ?? [])
    .toString()
    .split('\n')
    .map((line) => line.split(','));
  for (const row of rows) expect(row).toHaveLength(head.length);
  return rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index] ?? ''])));
}

test('root and each user, with their passwords, devices and keys', async () => {
  const { iam } = await stage({
    rootMfa: 'none',
    rootAccessKeys: true,
    users: [
      { arn: arn('user/ci/deploy'), password: false, accessKeys: 2, mfa: [] },
      { arn: arn('user/eve'), password: true, accessKeys: 0, mfa: ['hardware'] },
    ],
  });
  expect(await iam.generateCredentialReport({})).toMatchObject({ State: 'STARTED' });
  const report = await lines(iam);
  expect(report[0]).toMatchObject({
    ...{ user: '<root_account>', arn: arn('root'), mfa_active: 'FALSE' },
    ...{ access_key_1_active: 'TRUE', access_key_2_active: 'FALSE', access_key_2_last_rotated: 'N/A' },
  });
  expect(report.find(({ user }) => user === 'deploy')).toMatchObject({
    ...{ arn: arn('user/ci/deploy'), password_enabled: 'FALSE', password_last_used: 'N/A' },
    ...{ mfa_active: 'FALSE', access_key_1_active: 'TRUE', access_key_2_active: 'TRUE' },
  });
  expect(report.find(({ user }) => user === 'eve')).toMatchObject({
    ...{ password_enabled: 'TRUE', mfa_active: 'TRUE', access_key_1_active: 'FALSE' },
    user_creation_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/),
  });
});

test('a report is kept for four hours, whatever happens meanwhile', async () => {
  const { iam, sandbox } = await stage({ users: [] });
  await expect(iam.getCredentialReport({})).rejects.toMatchObject({
    name: 'CredentialReportNotPresentException',
  });
  await iam.generateCredentialReport({});
  await iam.createUser({ UserName: 'late' });
  expect(await iam.generateCredentialReport({})).toMatchObject({ State: 'COMPLETE' });
  expect((await lines(iam)).map(({ user }) => user)).not.toContain('late');
  sandbox.advance(4 * HOUR);
  await expect(iam.getCredentialReport({})).rejects.toMatchObject({
    name: 'CredentialReportExpiredException',
  });
  await iam.generateCredentialReport({});
  expect((await lines(iam)).map(({ user }) => user)).toContain('late');
});

test('neither without its permission', async () => {
  const { sandbox } = await stage({ users: [] });
  const client = (action: string) => {
    const { endpoint, region, credentials } = readAs(sandbox, MANAGEMENT, action);
    return new IAM({ endpoint: endpoint ?? '', region, credentials });
  };
  await expect(client('iam:GenerateCredentialReport').generateCredentialReport({})).rejects.toMatchObject({
    name: 'AccessDenied',
  });
  await expect(client('iam:GetCredentialReport').getCredentialReport({})).rejects.toMatchObject({
    name: 'AccessDenied',
  });
});
