import { AssumeRoleCommand, type AssumeRoleCommandOutput, STSClient } from '@aws-sdk/client-sts';
import { IndelibleError } from '../model/error.ts';
import type { AwsAccess, AwsCredentials, CredentialSource } from './access.ts';
import { clientConfig, guarded } from './client.ts';
import { awsProblem } from './problem.ts';
import { READ_ACTIONS } from './read-actions.ts';
import { classify } from './refusal.ts';

/** The administrator's roles that Organizations and Control Tower make in member accounts. */
export const DEFAULT_ROLES = ['OrganizationAccountAccessRole', 'AWSControlTowerExecution'] as const;

export interface AssumeRequest {
  readonly accountId: string;
  /** Name, with its path if it has one; by default each of `DEFAULT_ROLES` in turn. */
  readonly roleName?: string;
  /** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html */
  readonly externalId?: string;
  readonly mode: 'read' | 'write';
}

/** A session in another account. In `read` mode a session policy leaves even an administrator's role only reads. */
export async function assumeRole(
  access: AwsAccess,
  { accountId, roleName, externalId, mode }: AssumeRequest,
): Promise<AwsAccess & { readonly roleName: string }> {
  const names = roleName === undefined ? DEFAULT_ROLES : [roleName];
  let denial = '';
  for (const name of names) {
    const assume = () =>
      call(access, `arn:${access.partition}:iam::${accountId}:role/${name}`, mode, externalId);
    try {
      const session = await assume();
      const arn = session.AssumedRoleUser?.Arn ?? '';
      const credentials = renewing(credentialsOf(session), async () => credentialsOf(await assume()));
      return {
        ...access,
        mode,
        credentials,
        caller: { arn, accountId: arn.split(':')[4] ?? '' },
        roleName: name,
      };
    } catch (error) {
      const outcome = classify(error);
      if (outcome.outcome === 'failed') throw awsProblem(error, 'sts:AssumeRole', access.endpoint);
      denial = outcome.message;
    }
  }
  throw new IndelibleError('AWS_DENIED', 'role-denied', {
    account: accountId,
    roles: names.join(', '),
    message: denial,
  });
}

async function call(
  access: AwsAccess,
  roleArn: string,
  mode: 'read' | 'write',
  externalId: string | undefined,
): Promise<AssumeRoleCommandOutput> {
  const client = guarded(new STSClient(clientConfig(access)), access);
  return client.send(
    new AssumeRoleCommand({
      RoleArn: roleArn,
      RoleSessionName: `indelible-${access.run.id}`,
      ...(externalId === undefined ? {} : { ExternalId: externalId }),
      ...(mode === 'read' ? { Policy: JSON.stringify(READ_ONLY) } : {}),
    }),
  );
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html: at most 2,048 characters. */
export const READ_ONLY = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: READ_ACTIONS, Resource: '*' }],
} as const;

function credentialsOf({ Credentials: given }: AssumeRoleCommandOutput): AwsCredentials {
  return {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    ...(given?.SessionToken === undefined ? {} : { sessionToken: given.SessionToken }),
    ...(given?.Expiration === undefined ? {} : { expiration: given.Expiration }),
  };
}

/** Shared by the clients of all services, so that a session is made once and not once a client. */
function renewing(first: AwsCredentials, renew: CredentialSource): CredentialSource {
  let current = Promise.resolve(first);
  return async () => {
    const { expiration } = await current;
    if (expiration !== undefined && expiration.getTime() - Date.now() < 300_000) current = renew();
    return current;
  };
}
