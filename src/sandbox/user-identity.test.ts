import { expect, test } from 'vitest';
import { anonymous, serviceCaller } from './caller.ts';
import type { Caller } from './emulation.ts';
import { foreignIdentity, userIdentity } from './user-identity.ts';

const ACCOUNT = '222222222222';
const root: Caller = {
  identity: { type: 'root', accountId: ACCOUNT },
  arn: `arn:aws:iam::${ACCOUNT}:root`,
  accountId: ACCOUNT,
  userId: ACCOUNT,
  accessKeyId: 'AKIAROOT',
};
const user: Caller = {
  identity: { type: 'user', accountId: ACCOUNT, userName: 'Admin' },
  arn: `arn:aws:iam::${ACCOUNT}:user/ops/Admin`,
  accountId: ACCOUNT,
  userId: 'AIDAEXAMPLE',
  accessKeyId: 'AKIAEXAMPLE',
};
const session: Caller = {
  identity: {
    type: 'session',
    accountId: ACCOUNT,
    roleArn: `arn:aws:iam::${ACCOUNT}:role/ops/Admin`,
    roleName: 'Admin',
    roleId: 'AROAEXAMPLE',
    sessionName: 'night',
    tags: {},
    issuedAt: new Date('2026-03-01T09:02:03.456Z'),
  },
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/Admin/night`,
  accountId: ACCOUNT,
  userId: 'AROAEXAMPLE:night',
  accessKeyId: 'ASIAEXAMPLE',
};

// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
test.each<[string, Caller, object]>([
  [
    'the root user',
    root,
    { type: 'Root', principalId: ACCOUNT, arn: root.arn, accountId: ACCOUNT, accessKeyId: 'AKIAROOT' },
  ],
  [
    'a user, with its path in the ARN and not in the name',
    user,
    {
      type: 'IAMUser',
      principalId: 'AIDAEXAMPLE',
      arn: user.arn,
      accountId: ACCOUNT,
      accessKeyId: 'AKIAEXAMPLE',
      userName: 'Admin',
    },
  ],
  [
    'a session, with the role behind it',
    session,
    {
      type: 'AssumedRole',
      principalId: 'AROAEXAMPLE:night',
      arn: session.arn,
      accountId: ACCOUNT,
      accessKeyId: 'ASIAEXAMPLE',
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: 'AROAEXAMPLE',
          arn: `arn:aws:iam::${ACCOUNT}:role/ops/Admin`,
          accountId: ACCOUNT,
          userName: 'Admin',
        },
        attributes: { creationDate: '2026-03-01T09:02:03Z', mfaAuthenticated: 'false' },
      },
    },
  ],
  [
    'a service',
    serviceCaller({ principal: 'cloudtrail.amazonaws.com' }),
    { type: 'AWSService', invokedBy: 'cloudtrail.amazonaws.com' },
  ],
  ['nobody', anonymous, { type: 'AWSAccount', principalId: '', accountId: 'ANONYMOUS_PRINCIPAL' }],
])('names %s', (_, caller, identity) => {
  expect(userIdentity(caller)).toEqual(identity);
});

test.each([root, user, session])('tells another account no name: %s', (caller) => {
  expect(foreignIdentity(caller)).toEqual({
    type: 'AWSAccount',
    principalId: caller.userId,
    accountId: ACCOUNT,
  });
});
