import { expect, test } from 'vitest';
import { HANDSHAKES } from '../../test/landing-zone.ts';
import { handshakes as en } from './en/handshakes.ts';
import { handshakes as ja } from './ja/handshakes.ts';

const [, received] = HANDSHAKES;

test('one is told with whom it is about, and until when', () => {
  const all = received === undefined ? [] : [received];
  expect(en(all)).toBe(
    '1 handshake awaits an answer: h-examplereceived INVITE (organization o-strangersid, account 333333333333, until 2026-12-02T00:00:00.000Z)',
  );
  expect(ja(all)).toBe(
    '応答待ちのハンドシェイクが 1 件あります: h-examplereceived INVITE (組織 o-strangersid、アカウント 333333333333、期限 2026-12-02T00:00:00.000Z)',
  );
});

test('of many the first are told, and how many more there are', () => {
  const many = [...HANDSHAKES, ...HANDSHAKES, ...HANDSHAKES];
  expect(en(many)).toMatch(/^6 handshakes await .*; and 3 more$/);
  expect(ja(many)).toMatch(/^応答待ちのハンドシェイクが 6 件.*、ほか 3 件$/);
});
