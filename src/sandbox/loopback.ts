import type { IncomingMessage } from 'node:http';
import { AwsError } from './aws-error.ts';

/**
 * Refuses what a web page in a browser on this machine could send: a page of another origin, or one whose host name
 * was made to resolve to 127.0.0.1 (DNS rebinding). No AWS client sends an Origin.
 */
export function refuseForeign(message: IncomingMessage): void {
  if (message.headers.origin !== undefined) {
    throw new AwsError('OriginRefused', 403, 'The sandbox does not answer web pages.');
  }
  const hosts = message.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host');
  if (hosts.length !== 1 || !isLoopback(message.headers.host ?? '')) {
    throw new AwsError('HostRefused', 400, 'The sandbox answers only to loopback host names.');
  }
}

/** `bucket.localhost` and `bucket.s3.localhost` are S3's virtual-hosted style. */
function isLoopback(host: string): boolean {
  return /^(127(\.\d{1,3}){3}|\[::1\]|([a-z0-9._-]+\.)?localhost)(:\d{1,5})?$/i.test(host);
}
