import { createHash } from 'node:crypto';
import { pipeline, type Readable, Transform } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { AwsAccess } from './access.ts';

interface Attempt {
  readonly request: { readonly headers: Readonly<Record<string, string>> };
}

interface Received {
  readonly response: {
    readonly statusCode: number;
    readonly headers: Readonly<Record<string, string>>;
    body: Readable | Uint8Array;
  };
}

/** As much of the SDK's middleware stack as stands between the network and what reads an answer. */
export interface AnswerStack {
  readonly add: (
    middleware: (
      next: (args: Attempt) => Promise<Received>,
      context: { readonly clientName?: string; readonly commandName?: string },
    ) => (args: Attempt) => Promise<Received>,
    options: { readonly step: 'deserialize'; readonly name: string; readonly priority: 'low' },
  ) => void;
}

/** Tells of each answer that a client receives: before the call returns, but for a stream, of which once it was read. */
export function tellAnswers(stack: AnswerStack, access: AwsAccess): void {
  const { onAnswer } = access.run;
  if (onAnswer === undefined) return;
  stack.add(
    (next, context) => async (args) => {
      const received = await next(args);
      const { response } = received;
      const operation = (context.commandName ?? '').replace(/Command$/, '');
      const body = hashing(response.body as Readable, (sha256) => {
        const requestId = requestIdOf(response.headers);
        onAnswer({
          at: new Date().toISOString(),
          service: (context.clientName ?? '').replace(/Client$/, ''),
          operation,
          account: access.caller.accountId,
          region: signedFor(args) ?? access.region,
          ...(requestId === undefined ? {} : { requestId }),
          status: response.statusCode,
          sha256,
        });
      });
      response.body = STREAMED.has(operation) ? body : await buffer(body);
      return received;
    },
    // Low: innermost, so that the SDK's own middleware has not touched the body yet.
    { step: 'deserialize', name: 'indelibleAnswers', priority: 'low' },
  );
}

/** Reads whose answer may be larger than memory. */
const STREAMED = new Set(['GetObject']);

function hashing(body: Readable, tell: (sha256: string) => void): Transform {
  const hash = createHash('sha256');
  const through = new Transform({
    transform(part, _, done) {
      hash.update(part);
      done(null, part);
    },
    flush(done) {
      tell(hash.digest('hex'));
      done();
    },
  });
  // An answer that is cut short destroys `through`, whose reader is told why.
  return pipeline(body, through, () => {}) as Transform;
}

const requestIdOf = (headers: Received['response']['headers']): string | undefined =>
  headers['x-amzn-requestid'] ?? headers['x-amzn-request-id'] ?? headers['x-amz-request-id'];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html */
const signedFor = ({ request }: Attempt): string | undefined =>
  /Credential=[^/]+\/\d{8}\/([^/]+)\//.exec(request.headers.authorization ?? '')?.[1];
