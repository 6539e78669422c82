import { AwsError } from '../../../sandbox/aws-error.ts';
import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { optionalInteger, optionalText } from '../../../sandbox/input.ts';
import { responseElements } from '../../../sandbox/response-elements.ts';
import { issueCredentials } from './sessions.ts';

/** Neither asks for a permission: a policy cannot deny them. */
const noPermission = () => [];

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
const callerIdentity = ({ caller }: Call) => ({
  UserId: caller.userId,
  Account: caller.accountId,
  Arn: caller.arn,
});

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html */
function sessionToken(call: Call) {
  const { caller, world, input } = call;
  const { identity } = caller;
  const temporary = world.credentials.get(caller.accessKeyId ?? '')?.sessionToken !== undefined;
  if (temporary || (identity.type !== 'user' && identity.type !== 'root')) {
    throw denied('Cannot call GetSessionToken with session credentials');
  }
  // Nobody in the sandbox has an MFA device.
  if (optionalText(input, 'SerialNumber') !== undefined || optionalText(input, 'TokenCode') !== undefined) {
    throw denied('MultiFactorAuthentication failed, unable to validate MFA code.');
  }
  const wanted = optionalInteger(input, 'DurationSeconds', { min: 900, max: 129_600 }) ?? 43_200;
  return {
    Credentials: issueCredentials(call, identity, identity.type === 'root' ? Math.min(wanted, 3600) : wanted),
  };
}

const denied = (message: string) => new AwsError('AccessDenied', 403, message);

export const selfOperations: Readonly<Record<string, Operation>> = {
  GetCallerIdentity: { access: 'read', needs: noPermission, run: callerIdentity },
  GetSessionToken: {
    access: 'read',
    needs: noPermission,
    run: sessionToken,
    record: (_, output) => ({ responseElements: responseElements(output) }),
  },
};
