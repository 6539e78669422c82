import { literal } from '../variables.ts';
import type { OperatorFamily } from './operator.ts';

interface Address {
  readonly version: 4 | 6;
  readonly bits: bigint;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress */
export const address: Readonly<Record<string, OperatorFamily>> = {
  IpAddress: {
    negation: 'NotIpAddress',
    reads: (text) => networkOf(text) !== undefined,
    test: (tokens) => {
      const network = networkOf(literal(tokens));
      if (network === undefined) return () => false;
      const { version, bits, shift } = network;
      const prefix = bits >> shift;
      return (text) => {
        const value = readAddress(text);
        return value?.version === version && value.bits >> shift === prefix;
      };
    },
  },
};

interface Network extends Address {
  /** Bits that the network leaves open. */
  readonly shift: bigint;
}

/** An address, or a network in CIDR notation. */
function networkOf(text: string): Network | undefined {
  const [network = '', length] = text.split('/', 2);
  const address = readAddress(network);
  if (address === undefined) return undefined;
  const size = address.version === 4 ? 32 : 128;
  const prefix = length === undefined ? size : /^\d{1,3}$/.test(length) ? Number(length) : -1;
  return prefix < 0 || prefix > size ? undefined : { ...address, shift: BigInt(size - prefix) };
}

function readAddress(text: string): Address | undefined {
  const mapped = /^::ffff:([\d.]+)$/i.exec(text)?.[1];
  if (mapped !== undefined) return readVersion4(mapped);
  return text.includes(':') ? readVersion6(text) : readVersion4(text);
}

function readVersion4(text: string): Address | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255))
    return undefined;
  return { version: 4, bits: parts.reduce((bits, part) => (bits << 8n) | BigInt(part), 0n) };
}

function readVersion6(text: string): Address | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array<string>(Math.max(missing, 0)).fill('0'), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return { version: 6, bits: groups.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n) };
}
