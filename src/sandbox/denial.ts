import type { Decision, Layer } from '../policy/types.ts';
import { AwsError } from './aws-error.ts';
import type { Asker } from './caller.ts';
import type { AuthorizationNeed, Emulation } from './emulation.ts';
import type { World } from './world.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
const POLICY_TYPE: Readonly<Record<Layer, string>> = {
  scp: 'service control policy',
  rcp: 'resource control policy',
  endpoint: 'VPC endpoint policy',
  resource: 'resource-based policy',
  identity: 'identity-based policy',
  boundary: 'permissions boundary',
  session: 'session policy',
  grant: 'resource-based policy',
  root: 'identity-based policy',
  default: 'identity-based policy',
};

/**
 * The error of a denied call, worded as AWS words it: with the type of the policy that denied, and with its ARN. AWS
 * gives these only within one account or organization.
 * https://aws.amazon.com/blogs/security/enhanced-access-denied-error-messages-with-policy-arns
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html
 */
export function denialOf(
  world: World,
  emulation: Pick<Emulation, 'service' | 'accessDeniedCode'>,
  who: Pick<Asker, 'caller'>,
  need: AuthorizationNeed,
  decision: Decision,
): AwsError {
  const status = emulation.accessDeniedCode === 'AccessDeniedException' ? 400 : 403;
  const s3 = emulation.service === 's3';
  const explained = isExplained(world, who.caller.accountId, need.resourceAccount ?? who.caller.accountId);
  if (s3 && !explained) return new AwsError(emulation.accessDeniedCode, status, 'Access Denied');
  const resource = s3 ? `"${need.resource}"` : need.resource;
  const message = `User: ${who.caller.arn} is not authorized to perform: ${need.action} on resource: ${resource}`;
  return new AwsError(
    emulation.accessDeniedCode,
    status,
    explained ? `${message} ${reason(need, decision)}` : message,
  );
}

function isExplained(world: World, caller: string | undefined, owner: string | undefined): boolean {
  if (caller === undefined || owner === undefined) return false;
  return caller === owner || (isMember(world, caller) && isMember(world, owner));
}

function isMember(world: World, accountId: string): boolean {
  return world.accounts.get(accountId)?.parentId !== undefined;
}

function reason(need: AuthorizationNeed, decision: Decision): string {
  const type =
    isTrust(need) && decision.layer === 'resource' ? 'role trust policy' : POLICY_TYPE[decision.layer];
  if (decision.decision !== 'explicit-deny') return `because no ${type} allows the ${need.action} action`;
  const arn = decision.statements[0]?.arn;
  return `with an explicit deny in ${article(type)} ${type}${arn === undefined ? '' : `: ${arn}`}`;
}

function isTrust(need: AuthorizationNeed): boolean {
  return need.action.startsWith('sts:');
}

function article(type: string): string {
  if (type === 'role trust policy') return 'the';
  return type === 'identity-based policy' ? 'an' : 'a';
}
