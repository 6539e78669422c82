import fc from 'fast-check';
import { describe, it } from 'vitest';
import { AwsError } from './aws-error.ts';
import { decodeChunked } from './chunked.ts';
import { type Dialect, dialectOf } from './dialect.ts';
import { s3Payload } from './payload.ts';
import { jsonProtocol } from './protocols/json.ts';
import { queryProtocol } from './protocols/query.ts';
import type { ReceivedRequest } from './received-request.ts';
import { signatureClaim } from './signature-claim.ts';

const text = fc.string({ unit: 'binary', maxLength: 200 });
const bytes = fc.uint8Array({ maxLength: 300 });

/** Near to what is valid, so that more than the first look at it is reached. */
const authorization = fc
  .array(
    fc.oneof(
      text,
      fc.constantFrom(
        'AWS4-HMAC-SHA256 ',
        'Credential=',
        'a/20260101/us-east-1/s3/aws4_request',
        ', ',
        '=',
        '/',
      ),
      fc.constantFrom('SignedHeaders=host;', 'Signature=', ',', ';'),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

const chunks = fc
  .array(
    fc.oneof(
      bytes,
      fc.constantFrom('0\r\n', '5\r\nhello\r\n', '\r\n', ';chunk-signature=', 'x-amz-checksum-crc32:a\r\n'),
    ),
    { maxLength: 8 },
  )
  .map((parts) => Buffer.concat(parts.map((part) => Buffer.from(part as string))));

const form = fc
  .array(
    fc.oneof(text, fc.constantFrom('Action=', 'A.member.1', '&', '=', '.', '__proto__', 'constructor', '%')),
    {
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(''));

const request = (of: Partial<ReceivedRequest>): ReceivedRequest => ({
  method: 'POST',
  path: '/',
  rawQuery: '',
  headers: {},
  body: Buffer.alloc(0),
  sourceIp: '127.0.0.1',
  ...of,
});

/** What AWS would refuse is an AwsError; anything else is a bug and would be answered 500. */
function refusesAtMost(act: () => unknown): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
  }
}

describe('hostile input is refused, never a bug', () => {
  const dialects: readonly Dialect[] = ['s3', 'json', 'query'];

  it('in the Authorization header and in presigned URLs', () => {
    fc.assert(
      fc.property(
        authorization,
        form,
        text,
        fc.constantFrom(...dialects),
        (header, rawQuery, date, dialect) => {
          const headers = { authorization: header, 'x-amz-date': date };
          refusesAtMost(() => signatureClaim(request({ headers }), dialect));
          refusesAtMost(() =>
            signatureClaim(request({ rawQuery: `X-Amz-Algorithm=${header}&${rawQuery}` }), dialect),
          );
        },
      ),
    );
  });

  it('in streamed bodies', () => {
    fc.assert(
      fc.property(chunks, fc.boolean(), fc.nat({ max: 20 }), (body, withTrailer, length) => {
        refusesAtMost(() => decodeChunked(body, { length, withTrailer }));
      }),
    );
  });

  it('in what describes a body', () => {
    const headers = fc.record(
      {
        'x-amz-content-sha256': fc.oneof(
          text,
          fc.constantFrom('STREAMING-UNSIGNED-PAYLOAD-TRAILER', 'UNSIGNED-PAYLOAD'),
        ),
        'x-amz-decoded-content-length': fc.oneof(text, fc.constantFrom('0', '5')),
        'x-amz-trailer': text,
        'x-amz-checksum-crc64nvme': text,
        'content-md5': text,
        'content-encoding': text,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(headers, chunks, (given, body) => {
        refusesAtMost(() =>
          s3Payload(request({ headers: given as Record<string, string>, body }), undefined),
        );
      }),
    );
  });

  it('in both protocols', () => {
    const json = jsonProtocol({ targets: ['T'] });
    const query = queryProtocol({ namespace: 'n', version: 'v' });
    fc.assert(
      fc.property(form, bytes, text, (parameters, body, target) => {
        const wire = { method: 'POST', path: '/', query: new URLSearchParams(parameters), headers: {}, body };
        refusesAtMost(() => query.read(wire));
        refusesAtMost(() => query.read({ ...wire, body: Buffer.from(parameters) }));
        refusesAtMost(() => json.read({ ...wire, headers: { 'x-amz-target': `T.${target}` } }));
        dialectOf(request({ rawQuery: parameters, headers: { 'content-type': target } }));
      }),
    );
  });
});
