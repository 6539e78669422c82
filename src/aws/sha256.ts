import { createHash, createHmac, createSecretKey, type Hash, type Hmac } from 'node:crypto';

type Secret = string | ArrayBuffer | ArrayBufferView | undefined;

/**
 * SHA-256, or with a secret HMAC-SHA-256, as the SDK asks for it: six times to sign one call, of which each account,
 * Region and service has few. Node.js takes three times as long for a key of bytes as for the same one as a KeyObject,
 * and the SDK's own class gives it bytes.
 */
export class Sha256 {
  readonly #secret: Secret;
  #hash: Hash | Hmac;

  constructor(secret?: Secret) {
    this.#secret = secret;
    this.#hash = begun(secret);
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    const { buffer, byteOffset, byteLength } = this.#hash.digest();
    return new Uint8Array(buffer, byteOffset, byteLength);
  }

  reset(): void {
    this.#hash = begun(this.#secret);
  }
}

function begun(secret: Secret): Hash | Hmac {
  if (secret === undefined) return createHash('sha256');
  return createHmac('sha256', typeof secret === 'string' ? secret : createSecretKey(bytes(secret)));
}

const bytes = (secret: ArrayBuffer | ArrayBufferView): Uint8Array =>
  ArrayBuffer.isView(secret)
    ? new Uint8Array(secret.buffer, secret.byteOffset, secret.byteLength)
    : new Uint8Array(secret);
