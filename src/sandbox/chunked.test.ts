import { describe, expect, it } from 'vitest';
import { type ChunkSigning, decodeChunked } from './chunked.ts';
import { signingKey } from './signing.ts';

const scope = { date: '20130524', region: 'us-east-1', service: 's3' };

// The examples of https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
// and https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
const signing = (seed: string): ChunkSigning => ({
  key: signingKey('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', scope),
  timestamp: '20130524T000000Z',
  scope,
  seed,
});

const plain = signing('4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9');
const trailing = signing('106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e');

const framed = (chunks: readonly (readonly [string, string])[], end: string) =>
  Buffer.from(
    chunks
      .map(([data, signature]) => `${data.length.toString(16)};chunk-signature=${signature}\r\n${data}\r\n`)
      .join('') + end,
  );

const first = [
  'a'.repeat(65_536),
  'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648',
] as const;
const second = [
  'a'.repeat(1024),
  '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497',
] as const;
const end = '0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n';

const trailingBody = (checksum: string) =>
  framed(
    [
      ['a'.repeat(65_536), 'b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2'],
      ['a'.repeat(1024), '1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7'],
    ],
    [
      '0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992',
      `x-amz-checksum-crc32c:${checksum}`,
      'x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435',
      '',
      '',
    ].join('\r\n'),
  );

describe('decodeChunked', () => {
  it('accepts the documented signed chunks', () => {
    const decoded = decodeChunked(framed([first, second], end), {
      length: 66_560,
      withTrailer: false,
      signing: plain,
    });
    expect(decoded.body.equals(Buffer.alloc(66_560, 'a'))).toBe(true);
  });

  it('accepts the documented signed trailer', () => {
    const decoded = decodeChunked(trailingBody('sOO8/Q=='), {
      length: 66_560,
      withTrailer: true,
      signing: trailing,
    });
    expect(decoded.trailers).toEqual({ 'x-amz-checksum-crc32c': 'sOO8/Q==' });
  });

  it('refuses an altered trailer', () => {
    expect(() =>
      decodeChunked(trailingBody('AAAAAA=='), { length: 66_560, withTrailer: true, signing: trailing }),
    ).toThrow(expect.objectContaining({ code: 'SignatureDoesNotMatch' }));
  });

  it.each([
    ['altered data', framed([[`b${'a'.repeat(65_535)}`, first[1]], second], end)],
    ['swapped chunks', framed([second, first], end)],
    ['a dropped chunk', framed([second], end)],
    ['an unsigned chunk', Buffer.from(`3\r\nabc\r\n${end}`)],
  ])('refuses %s', (_what, body) => {
    expect(() => decodeChunked(body, { length: 66_560, withTrailer: false, signing: plain })).toThrow(
      expect.objectContaining({ code: 'SignatureDoesNotMatch' }),
    );
  });

  it('accepts unsigned chunks with trailers', () => {
    const body = Buffer.from('5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n');
    expect(decodeChunked(body, { length: 5, withTrailer: true })).toEqual({
      body: Buffer.from('hello'),
      trailers: { 'x-amz-checksum-crc32': 'NhCmhg==' },
    });
  });

  it.each([
    ['no end', '5\r\nhello\r\n'],
    ['a size without digits', 'x\r\nhello\r\n0\r\n\r\n'],
    ['a negative size', '-5\r\nhello\r\n0\r\n\r\n'],
    ['a huge size', 'ffffffff\r\nhello\r\n0\r\n\r\n'],
    ['a size over 32 bits', 'fffffffff\r\nhello\r\n0\r\n\r\n'],
    ['another length than declared', '4\r\nhell\r\n0\r\n\r\n'],
    ['data after the end', '5\r\nhello\r\n0\r\n\r\nmore'],
    ['no line end after a chunk', '5\r\nhelloXX0\r\n\r\n'],
    ['nothing', ''],
    ['an endless line', '5'.repeat(10_000)],
  ])('refuses %s', (_what, body) => {
    expect(() => decodeChunked(Buffer.from(body), { length: 5, withTrailer: true })).toThrow(
      expect.objectContaining({ code: 'IncompleteBody' }),
    );
  });

  it('refuses a trailer that was not announced', () => {
    const body = Buffer.from('5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n');
    expect(() => decodeChunked(body, { length: 5, withTrailer: false })).toThrow(
      expect.objectContaining({ code: 'MalformedTrailerError' }),
    );
  });
});
