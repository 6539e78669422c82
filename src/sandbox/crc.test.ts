import { describe, expect, it } from 'vitest';
import { crc32Base64, crc32cBase64, crc64nvmeBase64 } from './crc.ts';

const base64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64');

// The check values of https://reveng.sourceforge.io/crc-catalogue/all.htm
describe('crc', () => {
  const check = Buffer.from('123456789');

  it('computes the catalogue check values', () => {
    expect(crc32Base64(check)).toBe(base64('cbf43926'));
    expect(crc32cBase64(check)).toBe(base64('e3069283'));
    expect(crc64nvmeBase64(check)).toBe(base64('ae8b14860a799888'));
  });

  it('computes the value of nothing', () => {
    expect(crc32cBase64(Buffer.alloc(0))).toBe(base64('00000000'));
    expect(crc64nvmeBase64(Buffer.alloc(0))).toBe(base64('0000000000000000'));
  });
});
