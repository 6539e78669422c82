import { anonymous, callerOf } from './authorize.ts';
import { AwsError } from './aws-error.ts';
import { type Dialect, dialectOf, writeError } from './dialect.ts';
import type { Caller, Emulation, WireRequest, WireResponse } from './emulation.ts';
import { upperId, uuid } from './ids.ts';
import { s3Payload } from './payload.ts';
import { notEmulated, perform } from './perform.ts';
import type { ReceivedRequest } from './received-request.ts';
import { verifySignature } from './signature.ts';
import { type SignatureClaim, signatureClaim } from './signature-claim.ts';
import { signatureErrors } from './signature-errors.ts';
import type { World } from './world.ts';

export interface Services {
  readonly world: World;
  /** By SigV4's service name. */
  readonly emulations: ReadonlyMap<string, Emulation>;
}

/** Answers one request as AWS would. Throws only what is a bug of the sandbox. */
export function dispatch({ world, emulations }: Services, request: ReceivedRequest): WireResponse {
  let dialect = dialectOf(request);
  const requestId = dialect === 's3' ? upperId('').slice(0, 16) : uuid();
  let claim: SignatureClaim | undefined;
  let emulation: Emulation | undefined;
  try {
    claim = signatureClaim(request, dialect);
    const service = claim?.scope.service ?? unsignedService(request, dialect);
    emulation = emulations.get(service);
    if (!emulation) throw notEmulated(service.slice(0, 64));
    if (service === 's3') dialect = 's3';
    else if (dialect === 's3') dialect = 'json';
    return answer(world, emulation, request, claim, dialect, requestId);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return emulation
      ? emulation.protocol.writeError(error, requestId, wireRequest(request, request))
      : writeError(dialect, error, requestId);
  }
}

function answer(
  world: World,
  emulation: Emulation,
  request: ReceivedRequest,
  claim: SignatureClaim | undefined,
  dialect: Dialect,
  requestId: string,
): WireResponse {
  const verified = claim && verifySignature(world, request, claim, dialect, new Date());
  const caller: Caller = verified ? callerOf(world, verified.credential) : anonymous;
  const carried = emulation.service === 's3' ? s3Payload(request, verified?.chunkSigning) : request;
  const { operation, input } = emulation.protocol.read(wireRequest(request, carried));
  const output = perform(world, emulation, {
    caller,
    operation,
    input,
    body: carried.body,
    region: claim?.scope.region ?? DEFAULT_REGION,
    now: world.clock.now(),
    sourceIp: request.sourceIp,
    userAgent: request.headers['user-agent'] ?? '',
    requestId,
  });
  return emulation.protocol.write(operation, output, requestId);
}

const DEFAULT_REGION = 'us-east-1';

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html: calls that need no signature. */
const UNSIGNED_ACTIONS = /(^|&)Action=(AssumeRoleWithSAML|AssumeRoleWithWebIdentity)(&|$)/;

function unsignedService(request: ReceivedRequest, dialect: Dialect): string {
  if (dialect === 's3') return 's3';
  const form = `${request.rawQuery}&${Buffer.from(request.body.subarray(0, 16_384)).toString('latin1')}`;
  if (dialect === 'query' && UNSIGNED_ACTIONS.test(form)) return 'sts';
  throw signatureErrors.missing(dialect);
}

function wireRequest(
  request: ReceivedRequest,
  carried: { readonly headers: Readonly<Record<string, string>>; readonly body: Uint8Array },
): WireRequest {
  return {
    method: request.method,
    path: request.path,
    query: new URLSearchParams(request.rawQuery),
    headers: carried.headers,
    body: carried.body,
  };
}
