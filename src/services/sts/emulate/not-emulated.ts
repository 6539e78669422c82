import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { isRecord, optionalText } from '../../../sandbox/input.ts';

const anywhere: Operation = {
  access: 'read',
  needs: (call) => [{ action: `sts:${call.operation}`, resource: '*' }],
};

/** Who asks stands in a token of an identity provider, which the sandbox cannot read: it decides nothing. */
const federated: Operation = { access: 'read', needs: () => [] };

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html */
function onRoot({ world, input }: Call) {
  const target = optionalText(input, 'TargetPrincipal', { max: 2048 }) ?? '';
  const resource = target.startsWith('arn:') ? target : `arn:${world.partition}:iam::${target}:root`;
  const task = isRecord(input.TaskPolicyArn) ? optionalText(input.TaskPolicyArn, 'arn') : undefined;
  const context = task === undefined ? {} : { 'sts:TaskPolicyArn': task };
  return [{ action: 'sts:AssumeRoot', resource, context }];
}

function onFederatedUser({ world, caller, input }: Call) {
  const name = optionalText(input, 'Name', { max: 32 }) ?? '*';
  const resource = `arn:${world.partition}:sts::${caller.accountId ?? ''}:federated-user/${name}`;
  return [{ action: 'sts:GetFederationToken', resource }];
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html */
export const notEmulatedOperations: Readonly<Record<string, Operation>> = {
  AssumeRoleWithSAML: federated,
  AssumeRoleWithWebIdentity: federated,
  AssumeRoot: { access: 'read', needs: onRoot },
  DecodeAuthorizationMessage: anywhere,
  GetAccessKeyInfo: anywhere,
  GetDelegatedAccessToken: anywhere,
  GetFederationToken: { access: 'read', needs: onFederatedUser },
  GetScopedCredentials: anywhere,
  GetWebIdentityToken: anywhere,
};
