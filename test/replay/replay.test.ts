import { expect, test } from 'vitest';
import type { PathStep } from '../../src/model/finding.ts';
import type { Technique } from '../../src/model/technique.ts';
import { techniques } from '../../src/techniques/index.ts';
import { BUCKET, deny, LOG_ARCHIVE, organization, roleOf, scp, TRAIL, WORKLOAD } from '../worlds/build.ts';
import { replay } from './replay.ts';

const GUARDED = organization({
  policies: [
    scp(
      'guard',
      [WORKLOAD],
      deny('cloudtrail:StopLogging', '*', {
        Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/BreakGlass' } },
      }),
    ),
  ],
});

const call = (technique: string, operation: string, rest: Partial<PathStep>): PathStep => ({
  technique,
  operation,
  action: operation,
  principal: roleOf(WORKLOAD, 'Admin'),
  resource: TRAIL,
  context: {},
  because: 'no-statement',
  ...rest,
});

const stop = (principal: string): PathStep =>
  call('cloudtrail-stop-logging', 'cloudtrail:StopLogging', { principal });

const BREAK_GLASS = roleOf(WORKLOAD, 'BreakGlass');

/** Stands in for the catalogue's record: what is tried here is the replay. */
const becomeBreakGlass: Technique = {
  ...(techniques.find(({ id }) => id === 'cloudtrail-stop-logging') as Technique),
  id: 'become-break-glass',
  ways: () => [
    [
      {
        operation: 'iam:CreateRole',
        event: 'CreateRole',
        needs: [{ action: 'iam:CreateRole', resource: BREAK_GLASS }],
        input: {
          RoleName: 'BreakGlass',
          AssumeRolePolicyDocument: JSON.stringify({
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Principal: { AWS: WORKLOAD }, Action: 'sts:AssumeRole' }],
          }),
        },
      },
      {
        operation: 'iam:AttachRolePolicy',
        event: 'AttachRolePolicy',
        needs: [{ action: 'iam:AttachRolePolicy', resource: BREAK_GLASS }],
        input: { RoleName: 'BreakGlass', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
      },
      {
        operation: 'sts:AssumeRole',
        event: 'AssumeRole',
        needs: [{ action: 'sts:AssumeRole', resource: BREAK_GLASS }],
        input: { RoleArn: BREAK_GLASS, RoleSessionName: 'indelible' },
        effect: [{ kind: 'gain-principal', arn: BREAK_GLASS }],
      },
    ],
  ],
};

test('a role that a guard exempts is made, assumed, and stops the trail', async () => {
  const become = (operation: string) => call('become-break-glass', operation, { resource: BREAK_GLASS });
  const path = [
    become('iam:CreateRole'),
    become('iam:AttachRolePolicy'),
    become('sts:AssumeRole'),
    stop(BREAK_GLASS),
  ];
  const answer = await replay({ path }, GUARDED, [...techniques, becomeBreakGlass]);
  expect(answer).toEqual({ outcome: 'harmed' });
});

test('a path that a guard refuses contradicts whoever called it possible', async () => {
  const answer = await replay({ path: [stop(roleOf(WORKLOAD, 'Admin'))] }, GUARDED, techniques);
  expect(answer).toMatchObject({ outcome: 'contradicted', message: /explicit deny in a service control/ });
});

test('a role with a path of its own, and another log file than the sampled one', async () => {
  const resource = `${BUCKET}/AWSLogs/another.json.gz`;
  const at = { principal: `arn:aws:iam::${LOG_ARCHIVE}:role/ops/Cleaner`, resource };
  const path = [
    call('s3-delete-object-version', 's3:DeleteObject', { ...at, action: 's3:DeleteObjectVersion' }),
  ];
  expect(await replay({ path }, organization(), anyLogFile())).toEqual({ outcome: 'harmed' });
});

function anyLogFile(): readonly Technique[] {
  return techniques.map((technique) => ({
    ...technique,
    ways: (...given) =>
      technique.ways(...given).map((way) =>
        way.map((step) => ({
          ...step,
          needs: step.needs.map((need) => ({ ...need, anyUnder: `${BUCKET}/AWSLogs/` })),
        })),
      ),
  }));
}

test('a path that passes and harms nothing is contradicted too', async () => {
  const snapshot = organization();
  const stopped = { ...snapshot, trails: snapshot.trails.map((trail) => ({ ...trail, logging: false })) };
  const answer = await replay({ path: [stop(roleOf(WORKLOAD, 'Admin'))] }, stopped, techniques);
  expect(answer).toMatchObject({ outcome: 'contradicted', message: 'it passed and did no harm' });
});

test('an expired log file is gone once the days have passed', async () => {
  const path = [
    call('s3-lifecycle-expire', 's3:PutBucketLifecycleConfiguration', {
      principal: roleOf(LOG_ARCHIVE, 'Admin'),
      action: 's3:PutLifecycleConfiguration',
      resource: BUCKET,
    }),
  ];
  expect(await replay({ path }, organization(), techniques)).toEqual({ outcome: 'harmed' });
});
