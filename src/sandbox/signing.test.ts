import { describe, expect, it } from 'vitest';
import type { ReceivedRequest } from './received-request.ts';
import {
  ALGORITHM,
  canonicalRequest,
  type Scope,
  sha256,
  sign,
  signingKey,
  stringToSign,
} from './signing.ts';

const EMPTY = sha256('');

function request(of: Partial<ReceivedRequest>): ReceivedRequest {
  return {
    method: 'GET',
    path: '/',
    rawQuery: '',
    headers: {},
    body: Buffer.alloc(0),
    sourceIp: '127.0.0.1',
    ...of,
  };
}

function signature(
  received: ReceivedRequest,
  scope: Scope,
  timestamp: string,
  secret: string,
  payload = EMPTY,
): string {
  const canonical = canonicalRequest(received, scope.service, Object.keys(received.headers).sort(), payload);
  return sign(signingKey(secret, scope), stringToSign(ALGORITHM, timestamp, scope, sha256(canonical)));
}

describe('signing', () => {
  // https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
  describe("as in S3's examples", () => {
    const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    const scope = { date: '20130524', region: 'us-east-1', service: 's3' };
    const headers = {
      host: 'examplebucket.s3.amazonaws.com',
      'x-amz-content-sha256': EMPTY,
      'x-amz-date': '20130524T000000Z',
    };

    it('signs GET Object', () => {
      const received = request({ path: '/test.txt', headers: { ...headers, range: 'bytes=0-9' } });
      expect(signature(received, scope, '20130524T000000Z', secret)).toBe(
        'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
      );
    });

    it('signs a key with an encoded dollar sign', () => {
      const body = 'Welcome to Amazon S3.';
      const received = request({
        method: 'PUT',
        path: '/test$file.text',
        headers: {
          ...headers,
          date: 'Fri, 24 May 2013 00:00:00 GMT',
          'x-amz-content-sha256': sha256(body),
          'x-amz-storage-class': 'REDUCED_REDUNDANCY',
        },
      });
      expect(signature(received, scope, '20130524T000000Z', secret, sha256(body))).toBe(
        '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
      );
    });

    it('signs a query parameter without a value', () => {
      expect(signature(request({ rawQuery: 'lifecycle', headers }), scope, '20130524T000000Z', secret)).toBe(
        'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
      );
    });

    it('signs query parameters', () => {
      const received = request({ rawQuery: 'prefix=J&max-keys=2', headers });
      expect(signature(received, scope, '20130524T000000Z', secret)).toBe(
        '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
      );
    });

    // https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
    it('signs a presigned URL', () => {
      const rawQuery =
        'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=ignored';
      const received = request({ path: '/test.txt', rawQuery, headers: { host: headers.host } });
      expect(signature(received, scope, '20130524T000000Z', secret, 'UNSIGNED-PAYLOAD')).toBe(
        'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
      );
    });
  });

  // https://docs.aws.amazon.com/general/latest/gr/signature-v4-test-suite.html
  it('signs get-vanilla of the test suite', () => {
    const headers = { host: 'example.amazonaws.com', 'x-amz-date': '20150830T123600Z' };
    const scope = { date: '20150830', region: 'us-east-1', service: 'service' };
    const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
    expect(signature(request({ headers }), scope, '20150830T123600Z', secret)).toBe(
      '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
    );
  });

  it.each([
    ['/a/../b', '/b'],
    ['/a/./b//c/', '/a/b/c/'],
    ['/../..', '/'],
    ['/a%20b', '/a%2520b'],
  ])('writes the path %s of other services as %s', (path, canonical) => {
    expect(canonicalRequest(request({ path }), 'iam', [], EMPTY).split('\n')[1]).toBe(canonical);
  });

  it.each([
    ['/a/../b', '/a/../b'],
    ['//a', '//a'],
    ["/a!'()*b", '/a%21%27%28%29%2Ab'],
    ['/a%2fb', '/a%2Fb'],
    ['/%E3%81%82', '/%E3%81%82'],
  ])('writes the path %s of S3 as %s', (path, canonical) => {
    expect(canonicalRequest(request({ path }), 's3', [], EMPTY).split('\n')[1]).toBe(canonical);
  });

  it.each(['/%zz', '/%E3%81', '/%'])('does not take %s for a path', (path) => {
    expect(() => canonicalRequest(request({ path }), 's3', [], EMPTY)).toThrow(URIError);
  });
});
