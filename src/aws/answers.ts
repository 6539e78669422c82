import { createHash, hash } from 'node:crypto';
import { pipeline, type Readable, Transform } from 'node:stream';
import type { AwsAccess } from './access.ts';

interface Attempt {
  readonly request: { readonly headers: Readonly<Record<string, string>> };
}

interface Received {
  readonly response: {
    readonly statusCode: number;
    readonly headers: Readonly<Record<string, string>>;
    body: Readable | Buffer;
  };
}

/** Of the client and the command that the SDK's middleware is called for. */
export interface CallContext {
  readonly clientName?: string;
  readonly commandName?: string;
}

/** Service and operation by AWS's names. */
export const callOf = ({ clientName = '', commandName = '' }: CallContext) => ({
  service: clientName.replace(/Client$/, ''),
  operation: commandName.replace(/Command$/, ''),
});

/** As much of the SDK's middleware stack as stands between the network and what reads an answer. */
export interface AnswerStack {
  readonly add: (
    middleware: (
      next: (args: Attempt) => Promise<Received>,
      context: CallContext,
    ) => (args: Attempt) => Promise<Received>,
    options: { readonly step: 'deserialize'; readonly name: string; readonly priority: 'low' },
  ) => void;
}

/**
 * Tells of each answer that a client receives once its last byte was read: before the call returns, as the SDK reads
 * each body to its end, but for GetObject, whose caller does.
 */
export function tellAnswers(stack: AnswerStack, access: AwsAccess): void {
  const { onAnswer } = access.run;
  if (onAnswer === undefined) return;
  stack.add(
    (next, context) => async (args) => {
      const received = await next(args);
      const { response } = received;
      const call = callOf(context);
      const requestId = requestIdOf(response.headers);
      const tell = (sha256: string): void =>
        onAnswer({
          at: new Date().toISOString(),
          ...call,
          account: access.caller.accountId,
          region: signedFor(args) ?? access.region,
          ...(requestId === undefined ? {} : { requestId }),
          status: response.statusCode,
          sha256,
        });
      if (isOfAnySize(call)) {
        response.body = hashing(response.body as Readable, tell);
        return received;
      }
      const body = await wholeBody(response);
      tell(hash('sha256', body));
      response.body = body;
      return received;
    },
    // Low: innermost, so that the SDK's own middleware has not touched the body yet.
    { step: 'deserialize', name: 'indelibleAnswers', priority: 'low' },
  );
}

/** An object may be of any size, or empty, and is read as a stream. */
export const isOfAnySize = ({ operation }: { readonly operation: string }): boolean =>
  operation === 'GetObject';

export const wholeBody = async ({ body }: Pick<Received['response'], 'body'>): Promise<Buffer> =>
  Buffer.isBuffer(body) ? body : Buffer.concat(await body.toArray());

function hashing(body: Readable, tell: (sha256: string) => void): Transform {
  const sha256 = createHash('sha256');
  const through = new Transform({
    transform(part, _, done) {
      sha256.update(part);
      done(null, part);
    },
    flush(done) {
      tell(sha256.digest('hex'));
      done();
    },
  });
  // An answer that is cut short destroys `through`, whose reader is told why.
  return pipeline(body, through, () => {}) as Transform;
}

/** By the names that the SDK knows for it. */
export const requestIdOf = (headers: Received['response']['headers']): string | undefined =>
  headers['x-amzn-requestid'] ?? headers['x-amzn-request-id'] ?? headers['x-amz-request-id'];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html */
const signedFor = ({ request }: Attempt): string | undefined =>
  /Credential=[^/]+\/\d{8}\/([^/]+)\//.exec(request.headers.authorization ?? '')?.[1];
