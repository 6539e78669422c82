import type { AwsAccess, AwsCredentials, Run } from './access.ts';

export interface ConnectOptions {
  readonly profile?: string;
  readonly region?: string;
  /** Before `AWS_ENDPOINT_URL` and the profile's `endpoint_url`. */
  readonly endpoint?: string;
  /** Before the default credential chain. */
  readonly credentials?: AwsCredentials;
  readonly mode: 'read' | 'write';
  readonly run: Run;
}

/** Finds endpoint, Region and credentials as the AWS SDKs do, and asks who they belong to. */
export async function connect(_options: ConnectOptions): Promise<AwsAccess> {
  throw new Error('being written');
}
