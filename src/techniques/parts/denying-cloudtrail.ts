import { many, type PolicyDocument } from '../../model/policy.ts';

/** The policy as it stands, except that CloudTrail may no longer do this: whoever else uses the resource notices nothing. */
export const denyingCloudTrail = (
  policy: PolicyDocument | undefined,
  Action: string,
  Resource: string,
): PolicyDocument => ({
  Version: '2012-10-17',
  ...policy,
  Statement: [
    ...(policy === undefined ? [] : many(policy.Statement)),
    { Effect: 'Deny', Principal: { Service: 'cloudtrail.amazonaws.com' }, Action, Resource },
  ],
});
