import { AwsError } from '../../../sandbox/aws-error.ts';
import type { Call, Operation } from '../../../sandbox/emulation.ts';
import type { Credential, UserState } from '../../../sandbox/world.ts';
import { keysOf } from './access-keys.ts';
import { accountOf, iamArn, onAnything } from './kinds.ts';

/** Hours for which a report is kept, and none other made. */
const KEPT = 4;

const HEAD = [
  ...['user', 'arn', 'user_creation_time'],
  ...['password_enabled', 'password_last_used', 'password_last_changed', 'password_next_rotation'],
  'mfa_active',
  ...['access_key_1', 'access_key_2'].flatMap((key) => [
    `${key}_active`,
    `${key}_last_rotated`,
    `${key}_last_used_date`,
    `${key}_last_used_region`,
    `${key}_last_used_service`,
  ]),
  ...['cert_1', 'cert_2'].flatMap((certificate) => [`${certificate}_active`, `${certificate}_last_rotated`]),
];

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateCredentialReport.html */
function generateCredentialReport(call: Call) {
  const account = accountOf(call);
  const { credentialReport: kept } = account;
  if (kept !== undefined && !isExpired(kept.at, call.now)) return { State: 'COMPLETE' };
  account.credentialReport = { at: call.now, content: reportOf(call) };
  return {
    State: 'STARTED',
    Description: 'No report exists. Starting a new report generation task',
  };
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetCredentialReport.html */
function getCredentialReport(call: Call) {
  const { credentialReport: kept } = accountOf(call);
  if (kept === undefined)
    throw new AwsError('ReportNotPresent', 410, 'No report is present. Generate one first.');
  if (isExpired(kept.at, call.now))
    throw new AwsError('ReportExpired', 410, 'The report has expired. Generate another one.');
  return {
    Content: Buffer.from(kept.content).toString('base64'),
    ReportFormat: 'text/csv',
    GeneratedTime: kept.at,
  };
}

const isExpired = (at: Date, now: Date): boolean => now.getTime() - at.getTime() >= KEPT * 3_600_000;

/**
 * One line for root and one for each user. When anything was last used is not kept here.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
function reportOf(call: Call): string {
  const { users, mfa, joinedAt } = accountOf(call);
  const root = [
    ...['<root_account>', iamArn(call, 'root'), stamp(joinedAt)],
    ...['TRUE', 'no_information', stamp(joinedAt), NONE],
    flag(mfa !== 'none'),
    ...keyColumns(keysOf(call, undefined)),
    ...CERTIFICATES,
  ];
  const others = [...users.values()].map((user) => userLine(user, keysOf(call, user.name)));
  return [HEAD, root, ...others].map((line) => line.join(',')).join('\n');
}

const userLine = (
  { name, arn, createdAt, password, mfaDevices }: UserState,
  keys: readonly Credential[],
): readonly string[] => [
  ...[name, arn, stamp(createdAt)],
  ...(password ? ['TRUE', 'no_information', stamp(createdAt), NONE] : ['FALSE', NONE, NONE, NONE]),
  flag(mfaDevices.length > 0),
  ...keyColumns(keys),
  ...CERTIFICATES,
];

const NONE = 'N/A';
const CERTIFICATES = ['FALSE', NONE, 'FALSE', NONE];

const flag = (value: boolean): string => (value ? 'TRUE' : 'FALSE');
const stamp = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, '+00:00');

const keyColumns = (keys: readonly Credential[]): readonly string[] =>
  [keys[0], keys[1]].flatMap((key) => [
    flag(key?.status === 'Active'),
    key === undefined ? NONE : stamp(key.createdAt),
    ...[NONE, NONE, NONE],
  ]);

export const credentialReportOperations: Readonly<Record<string, Operation>> = {
  GenerateCredentialReport: { access: 'read', needs: onAnything, run: generateCredentialReport },
  GetCredentialReport: { access: 'read', needs: onAnything, run: getCredentialReport },
};
