import { createHash } from 'node:crypto';
import { AwsError } from './aws-error.ts';
import { crc32Base64, crc32cBase64, crc64nvmeBase64 } from './crc.ts';

type Headers = Readonly<Record<string, string>>;

const ALGORITHMS: Readonly<Record<string, (body: Uint8Array) => string>> = {
  'x-amz-checksum-crc32': crc32Base64,
  'x-amz-checksum-crc32c': crc32cBase64,
  'x-amz-checksum-crc64nvme': crc64nvmeBase64,
  'x-amz-checksum-md5': (body) => digest('md5', body),
  'x-amz-checksum-sha1': (body) => digest('sha1', body),
  'x-amz-checksum-sha256': (body) => digest('sha256', body),
  'x-amz-checksum-sha512': (body) => digest('sha512', body),
};

/** Compares a body with every checksum that its sender gave, in headers or trailers. */
export function verifyChecksums(headers: Headers, body: Uint8Array): void {
  verifyMd5(headers['content-md5'], body);
  for (const [name, algorithm] of Object.entries(ALGORITHMS)) {
    const given = headers[name];
    if (given === undefined) continue;
    const actual = algorithm(body);
    if (given === actual) continue;
    if (Buffer.from(given, 'base64').toString('base64') !== given || given.length !== actual.length) {
      throw new AwsError('InvalidRequest', 400, `Value for ${name} header is invalid.`);
    }
    const algorithmName = name.slice('x-amz-checksum-'.length).toUpperCase();
    throw new AwsError(
      'BadDigest',
      400,
      `The ${algorithmName} you specified did not match the calculated checksum.`,
    );
  }
}

function verifyMd5(given: string | undefined, body: Uint8Array): void {
  if (given === undefined) return;
  if (Buffer.from(given, 'base64').length !== 16) {
    throw new AwsError('InvalidDigest', 400, 'The Content-MD5 you specified was invalid.', {
      'Content-MD5': given,
    });
  }
  if (digest('md5', body) !== given) {
    throw new AwsError('BadDigest', 400, 'The Content-MD5 you specified did not match what we received.');
  }
}

const digest = (algorithm: string, body: Uint8Array): string =>
  createHash(algorithm).update(body).digest('base64');
