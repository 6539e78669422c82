import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Sha256 } from './sha256.ts';

const hex = async (hash: Sha256): Promise<string> => Buffer.from(await hash.digest()).toString('hex');

test('hashes as Node.js does, in parts and begun anew', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array()), async (parts) => {
      const hash = new Sha256();
      hash.update(Uint8Array.of(1));
      hash.reset();
      for (const part of parts) hash.update(part);
      const expected = createHash('sha256').update(Buffer.concat(parts)).digest('hex');
      expect(await hex(hash)).toBe(expected);
    }),
  ));

test('authenticates with a text, with bytes and with a part of a buffer as the secret', () =>
  fc.assert(
    fc.asyncProperty(fc.string({ minLength: 1 }), fc.uint8Array(), async (secret, data) => {
      const bytes = Buffer.from(secret);
      const within = Buffer.concat([Buffer.from('before'), bytes, Buffer.from('after')]);
      const expected = createHmac('sha256', bytes).update(data).digest('hex');
      const secrets = [
        secret,
        bytes,
        within.subarray(6, 6 + bytes.length),
        new Uint8Array(bytes).buffer as ArrayBuffer,
      ];
      for (const one of secrets) {
        const hash = new Sha256(one);
        hash.update(data);
        expect(await hex(hash)).toBe(expected);
      }
    }),
  ));
