import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { IndelibleError } from '../model/error.ts';
import type { AwsAccess, AwsCredentials, CallerIdentity, CredentialSource, Run } from './access.ts';
import { clientConfig, guarded } from './client.ts';
import { awsProblem } from './problem.ts';
import { type ProfileSettings, readProfile } from './profile.ts';
import { isSandbox } from './sandbox.ts';

export interface ConnectOptions {
  readonly profile?: string;
  readonly region?: string;
  /** Before `AWS_ENDPOINT_URL` and the profile's `endpoint_url`. */
  readonly endpoint?: string;
  /** Before the default credential chain. */
  readonly credentials?: AwsCredentials;
  readonly mode: 'read' | 'write';
  readonly run: Run;
  /** Of the process by default. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** Finds endpoint, Region and credentials as the AWS SDKs do, and asks who they belong to. */
export async function connect(options: ConnectOptions): Promise<AwsAccess> {
  const environment = options.environment ?? process.env;
  const profile = await readProfile(options.profile ?? environment.AWS_PROFILE ?? 'default', environment);
  const endpoint = endpointOf(options, environment, profile);
  const access: AwsAccess = {
    partition: 'aws',
    region:
      options.region ??
      environment.AWS_REGION ??
      environment.AWS_DEFAULT_REGION ??
      profile.region ??
      'us-east-1',
    ...(endpoint === undefined ? {} : { endpoint }),
    sandbox: endpoint !== undefined && (await isSandbox(endpoint)),
    mode: options.mode,
    credentials: credentialsOf(options, environment),
    caller: { arn: '', accountId: '' },
    run: options.run,
  };
  const caller = await identify(access, profile.login);
  return { ...access, caller, partition: caller.arn.split(':')[1] ?? 'aws' };
}

function endpointOf(
  options: ConnectOptions,
  environment: Readonly<Record<string, string | undefined>>,
  profile: ProfileSettings,
): string | undefined {
  const ignored = environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS?.toLowerCase() === 'true';
  const endpoint =
    options.endpoint ?? (ignored ? undefined : (environment.AWS_ENDPOINT_URL ?? profile.endpointUrl));
  if (endpoint === undefined || endpoint === '') {
    if (!ignored) refuseDivided(environment, profile);
    return undefined;
  }
  if (!/^https?:\/\//.test(endpoint) || !URL.canParse(endpoint)) {
    throw new IndelibleError('CONFIG_INVALID', 'endpoint-invalid', { endpoint });
  }
  return endpoint;
}

/** Some services on AWS and some elsewhere: nothing that is then read or refused says anything about either. */
function refuseDivided(
  environment: Readonly<Record<string, string | undefined>>,
  profile: ProfileSettings,
): void {
  const variable = ['S3', 'CLOUDTRAIL', 'ORGANIZATIONS', 'STS', 'IAM']
    .map((service) => `AWS_ENDPOINT_URL_${service}`)
    .find((name) => environment[name] !== undefined);
  const where = variable ?? (profile.servicesHaveEndpoints ? 'services' : undefined);
  if (where !== undefined) throw new IndelibleError('CONFIG_INVALID', 'endpoint-divided', { where });
}

/** Keys in the environment go before AWS_PROFILE, as in the `aws` command line; `--profile` goes before both. */
function credentialsOf(
  options: ConnectOptions,
  environment: Readonly<Record<string, string | undefined>>,
): CredentialSource {
  const { profile } = options;
  const given = options.credentials ?? (profile === undefined ? keysIn(environment) : undefined);
  if (given !== undefined) return async () => given;
  return fromNodeProviderChain({ ...(profile === undefined ? {} : { profile }), logger: SILENT });
}

function keysIn(environment: Readonly<Record<string, string | undefined>>): AwsCredentials | undefined {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = environment;
  if (!accessKeyId || !secretAccessKey) return undefined;
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}

const ignore = (): void => {};
const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/** What the SDK's chain throws where the token of a profile is missing, has expired or is refused by the portal. */
const isProviderError = (error: unknown): error is Error =>
  error instanceof Error && error.name === 'CredentialsProviderError';

async function identify(access: AwsAccess, login: string | undefined): Promise<CallerIdentity> {
  const client = guarded(new STSClient(clientConfig(access)), access);
  try {
    const { Arn, Account } = await client.send(new GetCallerIdentityCommand({}));
    return { arn: Arn ?? '', accountId: Account ?? '' };
  } catch (error) {
    if (login !== undefined && isProviderError(error)) {
      const parameters = { login, message: error.message };
      throw new IndelibleError('CONFIG_INVALID', 'login-expired', parameters, { cause: error });
    }
    throw awsProblem(error, 'sts:GetCallerIdentity', access.endpoint);
  }
}
