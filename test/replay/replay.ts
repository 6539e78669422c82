import type { AwsCredentials } from '../../src/aws/access.ts';
import { NOT_EMULATED } from '../../src/aws/refusal.ts';
import { execute, type StepOutcome } from '../../src/commands/execute.ts';
import { IndelibleError } from '../../src/model/error.ts';
import type { Finding, PathStep } from '../../src/model/finding.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import type { Technique } from '../../src/model/technique.ts';
import type { Sandbox } from '../../src/sandbox/start.ts';
import { MEASURES } from './harm.ts';
import { contextValue, sentInput, unsendable } from './input.ts';
import { type Planned, plannedOf } from './segments.ts';
import { accessAs, signIn, stageFor } from './stage.ts';

export type Replayed =
  | { readonly outcome: 'harmed' }
  /** The operation, or the condition key, that the sandbox does not act out. */
  | { readonly outcome: 'not-emulated'; readonly what: string }
  /** A call of the path did not pass, or the path passed and did no harm. */
  | { readonly outcome: 'contradicted'; readonly at: PathStep; readonly message: string }
  /** Nobody knows what the path sends. */
  | { readonly outcome: 'unreplayable'; readonly message: string };

/** Carries out the path of a finding in the Snapshot's twin, over HTTP, and measures the harm. */
export async function replay(
  { path = [] }: Pick<Finding, 'path'>,
  snapshot: Snapshot,
  techniques: readonly Technique[],
): Promise<Replayed> {
  if (path.some(({ operation }) => /SAMLProvider|OpenIDConnectProvider/.test(operation)))
    return { outcome: 'not-emulated', what: 'identity providers' };
  if (path.some(throughAccessPoint)) return { outcome: 'not-emulated', what: 'access points' };
  const planned = plannedOf(path, snapshot, techniques);
  const sandbox = await stageFor(snapshot, path);
  try {
    const outcome = await carryOut(sandbox, planned);
    const what = outcome.outcome === 'contradicted' ? unknownGrant(outcome.at, snapshot) : undefined;
    return what === undefined ? outcome : { outcome: 'not-emulated', what };
  } finally {
    await sandbox.close();
  }
}

const UNSTAGED =
  /^(?:S3BucketDoesNotExistException|NoSuchBucket|PolicyNotFoundException|ValidationError|InvalidInputException)$/;

const throughAccessPoint = ({ operation, resource, context }: PathStep): boolean =>
  (operation.startsWith('s3:') && resource.includes(':accesspoint/')) ||
  contextValue(context, 's3:DataAccessPointArn') !== undefined;

/** What lets a caller in of which the sandbox knows nothing: a list of another account's, or a session's name. */
function unknownGrant({ principal, resource }: PathStep, snapshot: Snapshot): string | undefined {
  const bucket = snapshot.logBuckets.find(({ arn }) => resource === arn || resource.startsWith(`${arn}/`));
  const key = snapshot.keys?.find(({ arn }) => resource === arn);
  const [, , , , account = '', name = ''] = principal.split(':');
  if (bucket !== undefined && account !== bucket.accountId && (bucket.acl ?? []).length > 0)
    return 'access control lists';
  const session = `:${account}:assumed-role/${name.split('/').at(-1)}/`;
  const policy = bucket?.policy ?? key?.policy ?? {};
  return JSON.stringify(policy).includes(session) ? 'names of sessions' : undefined;
}

async function carryOut(sandbox: Sandbox, planned: readonly Planned[]): Promise<Replayed> {
  const obtained = new Map<string, AwsCredentials>();
  for (const [index, { at, step }] of planned.entries()) {
    const input = sentInput(sandbox, at, step);
    const blow = { sandbox, operation: at.operation, input, accountId: at.principal.split(':')[4] ?? '' };
    const measure = MEASURES[at.operation]?.(blow);
    const region = step.region ?? String(contextValue(at.context, 'aws:RequestedRegion') ?? 'us-east-1');
    const credentials = obtained.get(at.principal) ?? signIn(sandbox, at.principal);
    const outcome = await send(accessAs(sandbox, credentials, region), { ...step, input });
    if (outcome === undefined || (outcome.outcome === 'failed' && outcome.code === NOT_EMULATED)) {
      return { outcome: 'not-emulated', what: at.operation };
    }
    if (outcome.outcome !== 'succeeded') {
      const key = unsendable(at);
      if (outcome.outcome === 'refused' && key !== undefined) return { outcome: 'not-emulated', what: key };
      // It was authorized: what it works on is not on the stage, or not as the example has it.
      if (outcome.outcome === 'failed' && UNSTAGED.test(outcome.code))
        return { outcome: 'not-emulated', what: `stage of ${at.operation}` };
      return { outcome: 'contradicted', at, message: `${outcome.code}: ${outcome.message}` };
    }
    obtain(obtained, at, outcome.output);
    if (index < planned.length - 1) continue;
    if (measure === undefined) return { outcome: 'not-emulated', what: `harm of ${at.operation}` };
    if (!measure(outcome.output))
      return { outcome: 'contradicted', at, message: 'it passed and did no harm' };
  }
  return { outcome: 'harmed' };
}

/** `undefined`: no client for it here, as no emulation either. */
async function send(...call: Parameters<typeof execute>): Promise<StepOutcome | undefined> {
  try {
    return await execute(...call);
  } catch (error) {
    if (error instanceof IndelibleError && error.reason === 'operation-unknown') return undefined;
    throw error;
  }
}

/** Whoever a step lets the attacker be is who its answer says. */
function obtain(obtained: Map<string, AwsCredentials>, at: PathStep, output: unknown): void {
  const { Credentials: session, AccessKey: key } = output as {
    readonly Credentials?: Keys;
    readonly AccessKey?: Keys;
  };
  const keys = session ?? key;
  if (keys?.AccessKeyId === undefined) return;
  obtained.set(at.resource, {
    accessKeyId: keys.AccessKeyId,
    secretAccessKey: keys.SecretAccessKey ?? '',
    ...(keys.SessionToken === undefined ? {} : { sessionToken: keys.SessionToken }),
  });
}

interface Keys {
  readonly AccessKeyId?: string;
  readonly SecretAccessKey?: string;
  readonly SessionToken?: string;
}
