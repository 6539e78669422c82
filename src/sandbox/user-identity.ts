import type { Caller } from './emulation.ts';

/** Who called, as CloudTrail writes it. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html */
export function userIdentity(caller: Caller): Readonly<Record<string, unknown>> {
  const { identity, arn, userId, accountId } = caller;
  const signed = {
    principalId: userId,
    arn,
    accountId,
    ...(caller.accessKeyId === undefined ? {} : { accessKeyId: caller.accessKeyId }),
  };
  switch (identity.type) {
    case 'root':
      return { type: 'Root', ...signed };
    case 'user':
      return { type: 'IAMUser', ...signed, userName: identity.userName };
    case 'session':
      return {
        type: 'AssumedRole',
        ...signed,
        sessionContext: {
          sessionIssuer: {
            type: 'Role',
            principalId: identity.roleId,
            arn: identity.roleArn,
            accountId: identity.accountId,
            userName: identity.roleName,
          },
          attributes: { creationDate: toSecond(identity.issuedAt), mfaAuthenticated: 'false' },
        },
      };
    case 'service':
      return { type: 'AWSService', invokedBy: identity.principal };
    case 'anonymous':
      return { type: 'AWSAccount', principalId: '', accountId: 'ANONYMOUS_PRINCIPAL' };
  }
}

/** What another account's log says of the caller: the account and no name. */
export function foreignIdentity({ userId, accountId }: Caller): Readonly<Record<string, unknown>> {
  return { type: 'AWSAccount', principalId: userId, accountId };
}

/** ISO 8601 to the second, as CloudTrail writes times. */
export const toSecond = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`;
