import { STSClient, type STSClientResolvedConfig } from '@aws-sdk/client-sts';
import { IndelibleError } from '../model/error.ts';
import type { AwsAccess, Run } from './access.ts';
import { type AnswerStack, type CallContext, callOf, tellAnswers } from './answers.ts';
import { refuseForeignAnswers } from './foreign.ts';
import { Sha256 } from './sha256.ts';

type Shared = Pick<
  STSClientResolvedConfig,
  'authSchemePreference' | 'requestHandler' | 'useDualstackEndpoint' | 'useFipsEndpoint' | 'userAgentAppId'
>;

const shared = new WeakMap<Run, Shared>();

/**
 * Connections, and what the SDK looks up in the environment and in files anew for each client: a client for every
 * service, account and Region would spend its time on these. All speak HTTP/1.1, also Kinesis' client, which would not.
 */
function sharedIn(run: Run): Shared {
  const known = shared.get(run);
  if (known !== undefined) return known;
  const { authSchemePreference, requestHandler, useDualstackEndpoint, useFipsEndpoint, userAgentAppId } =
    new STSClient({
      region: 'us-east-1',
      requestHandler: {
        // The SDK takes a requestTimeout without the last one for something to warn of, and waits on.
        connectionTimeout: 5_000,
        requestTimeout: 20_000,
        socketTimeout: 20_000,
        throwOnRequestTimeout: true,
        // How many calls are under way, their callers say.
        httpAgent: { maxSockets: Number.POSITIVE_INFINITY },
        httpsAgent: { maxSockets: Number.POSITIVE_INFINITY },
      },
    }).config;
  const found = {
    authSchemePreference,
    requestHandler,
    useDualstackEndpoint,
    useFipsEndpoint,
    userAgentAppId,
  };
  shared.set(run, found);
  return found;
}

/** What every client of every service is made with. */
export function clientConfig(access: AwsAccess) {
  return {
    ...sharedIn(access.run),
    region: access.region,
    credentials: access.credentials,
    sha256: Sha256,
    // INVARIANT: one endpoint for every service. AWS_ENDPOINT_URL_S3 and its like would otherwise send half of the
    // calls somewhere else than the line printed before the first call says.
    ignoreConfiguredEndpointUrls: true,
    ...(access.endpoint === undefined ? {} : { endpoint: access.endpoint }),
    customUserAgent: access.run.userAgent.split(' ').map(product),
    // `adaptive` would slow every call of a client to one in two seconds where AWS throttles one of them for good; this
    // one gives up a client's retries once they help no more.
    // https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
    retryMode: 'standard',
    maxAttempts: 5,
  } as const;
}

/** `name/version`, as the SDK wants it: it would write a space within one text as a hyphen. */
function product(text: string): [string, string] {
  const [name = '', version = ''] = text.split('/');
  return [name, version];
}

/** As much of the SDK's middleware stack as is the same for every client. */
interface Stack {
  readonly add: (
    middleware: (
      next: (args: object) => Promise<unknown>,
      context: CallContext,
    ) => (args: object) => Promise<unknown>,
    options: { readonly step: 'initialize'; readonly name: string; readonly priority: 'high' },
  ) => void;
}

/** Makes a client of a reading access refuse, before anything is sent, each operation that is not known to read. */
export function guarded<Client extends { readonly middlewareStack: object }>(
  client: Client,
  access: AwsAccess,
): Client {
  if (access.mode === 'write') return client;
  (client.middlewareStack as Stack).add(
    (next, context) => async (args) => {
      const call = callOf(context);
      requireRead(call.operation);
      access.run.onCall?.(call);
      return next(args);
    },
    { step: 'initialize', name: 'indelibleReadOnly', priority: 'high' },
  );
  refuseForeignAnswers(client.middlewareStack as AnswerStack);
  tellAnswers(client.middlewareStack as AnswerStack, access);
  return client;
}

/** AssumeRole changes nothing in AWS, and the sessions of a reading access carry a read-only policy. */
const READS = /^(?:(?:Get|List|Describe|Head|Lookup)[A-Z]\w*|AssumeRole)$/;

function requireRead(operation: string): void {
  if (!READS.test(operation)) throw new IndelibleError('BUG', 'write-refused', { operation });
}
