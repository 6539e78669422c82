import { randomBytes } from 'node:crypto';
import type { AwsAccess, AwsCredentials, Run } from '../aws/access.ts';
import { connect } from '../aws/connect.ts';
import { VERSION } from './version.ts';

export interface OpenOptions {
  readonly profile?: string;
  readonly region?: string;
  readonly endpoint?: string;
  readonly credentials?: AwsCredentials;
  readonly mode: 'read' | 'write';
}

/** Connects under an id of its own, by which a security team tells this run from an attacker's. */
export const open = (options: OpenOptions): Promise<AwsAccess> => connect({ ...options, run: newRun() });

function newRun(): Run {
  const id = randomBytes(6).toString('hex');
  return { id, userAgent: `indelible/${VERSION} run/${id}` };
}
