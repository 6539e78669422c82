import { crc32 } from 'node:zlib';

/**
 * The cyclic redundancy checks that S3 accepts, base64 of the big-endian value.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
 */
export function crc32Base64(data: Uint8Array): string {
  return wordsBase64(crc32(data));
}

export function crc32cBase64(data: Uint8Array): string {
  let crc = 0xffffffff;
  for (const byte of data) crc = (CASTAGNOLI[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return wordsBase64((crc ^ 0xffffffff) >>> 0);
}

/** CRC-64/NVME in two 32-bit halves: BigInt would take seconds for a large body. */
export function crc64nvmeBase64(data: Uint8Array): string {
  let high = 0xffffffff;
  let low = 0xffffffff;
  for (const byte of data) {
    const index = (low ^ byte) & 0xff;
    low = ((low >>> 8) | (high << 24)) ^ (NVME.low[index] ?? 0);
    high = (high >>> 8) ^ (NVME.high[index] ?? 0);
  }
  return wordsBase64(~high >>> 0, ~low >>> 0);
}

const CASTAGNOLI = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  return crc >>> 0;
});

const NVME = nvmeTable();

/** Reflected polynomial 0x9a6c9329ac4bc9b5. */
function nvmeTable(): { readonly high: Uint32Array; readonly low: Uint32Array } {
  const table = { high: new Uint32Array(256), low: new Uint32Array(256) };
  for (let byte = 0; byte < 256; byte++) {
    let high = 0;
    let low = byte;
    for (let bit = 0; bit < 8; bit++) {
      const odd = low & 1;
      low = (low >>> 1) | (high << 31);
      high >>>= 1;
      if (odd) {
        high ^= 0x9a6c9329;
        low ^= 0xac4bc9b5;
      }
    }
    table.high[byte] = high;
    table.low[byte] = low;
  }
  return table;
}

function wordsBase64(...words: readonly number[]): string {
  const bytes = Buffer.alloc(words.length * 4);
  words.forEach((word, index) => {
    bytes.writeUInt32BE(word, index * 4);
  });
  return bytes.toString('base64');
}
