import type { Context } from '../model/policy.ts';
import { type Asker, roleOf, userOf } from './caller.ts';
import { organizationPath } from './organization-tree.ts';
import type { Identity, World } from './world.ts';

/**
 * The global condition keys of a request.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * The sandbox listens on plain HTTP but stands for AWS's TLS endpoint, hence `aws:SecureTransport`.
 */
export function globalContext(world: World, who: Asker, resourceAccount: string): Context {
  return {
    'aws:CurrentTime': who.now.toISOString(),
    'aws:EpochTime': Math.floor(who.now.getTime() / 1000),
    'aws:RequestedRegion': who.region,
    'aws:SecureTransport': true,
    'aws:UserAgent': who.userAgent,
    'aws:ViaAWSService': false,
    ...(who.caller.identity.type === 'service' ? {} : { 'aws:SourceIp': who.sourceIp }),
    ...principalKeys(world, who),
    ...ownerKeys(world, 'Resource', resourceAccount),
  };
}

function principalKeys(world: World, { caller }: Asker): Context {
  const { identity } = caller;
  if (identity.type === 'anonymous') {
    // Only requests that are signed have `aws:PrincipalIsAWSService`.
    return { 'aws:PrincipalType': 'Anonymous', 'aws:userid': 'anonymous' };
  }
  if (identity.type === 'service') return serviceKeys(world, identity);
  return {
    'aws:PrincipalAccount': identity.accountId,
    'aws:PrincipalIsAWSService': false,
    'aws:userid': caller.userId,
    ...organizationKeys(world, 'Principal', identity.accountId),
    ...identityKeys(world, identity, caller.arn),
  };
}

function identityKeys(world: World, identity: Identity, arn: string): Context {
  if (identity.type === 'user') {
    return {
      'aws:PrincipalArn': arn,
      'aws:PrincipalType': 'User',
      'aws:username': identity.userName,
      ...tagKeys(Object.fromEntries(userOf(world, identity)?.tags ?? [])),
    };
  }
  if (identity.type === 'session') {
    return {
      // The role's ARN with its path, not the session's.
      'aws:PrincipalArn': identity.roleArn,
      'aws:PrincipalType': 'AssumedRole',
      'aws:TokenIssueTime': identity.issuedAt.toISOString(),
      'aws:MultiFactorAuthPresent': false,
      ...tagKeys({ ...Object.fromEntries(roleOf(world, identity)?.tags ?? []), ...identity.tags }),
    };
  }
  return { 'aws:PrincipalArn': arn, 'aws:PrincipalType': 'Account' };
}

function serviceKeys(world: World, service: Identity & { type: 'service' }): Context {
  return {
    'aws:PrincipalIsAWSService': true,
    'aws:PrincipalServiceName': service.principal,
    'aws:PrincipalServiceNamesList': [service.principal],
    ...(service.sourceArn === undefined ? {} : { 'aws:SourceArn': service.sourceArn }),
    ...(service.sourceAccount === undefined ? {} : ownerKeys(world, 'Source', service.sourceAccount)),
  };
}

function ownerKeys(world: World, whose: 'Resource' | 'Source', accountId: string): Context {
  if (!accountId) return {};
  return { [`aws:${whose}Account`]: accountId, ...organizationKeys(world, whose, accountId) };
}

function organizationKeys(
  world: World,
  whose: 'Principal' | 'Resource' | 'Source',
  accountId: string,
): Context {
  const path = organizationPath(world, accountId);
  return path === undefined
    ? {}
    : { [`aws:${whose}OrgID`]: world.organization.id, [`aws:${whose}OrgPaths`]: [path] };
}

function tagKeys(tags: Readonly<Record<string, string>>): Context {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value]));
}
