import { randomBytes } from 'node:crypto';
import type { AwsAccess, Run } from '../aws/access.ts';
import { connect } from '../aws/connect.ts';
import { organizationIdOf } from '../services/organizations/collect-tree.ts';
import { VERSION } from './version.ts';

export interface OpenOptions {
  readonly profile?: string;
  readonly region?: string;
  readonly mode: 'read' | 'write';
}

export interface Opened {
  readonly access: AwsAccess;
  /** Absent where the caller's account is in none, or may not see it. */
  readonly organizationId?: string;
}

/** Connects under an id of its own, by which a security team tells this run from an attacker's. */
export async function open(options: OpenOptions): Promise<Opened> {
  const access = await connect({ ...options, run: newRun() });
  const organizationId = await organizationIdOf(access);
  return organizationId === undefined ? { access } : { access, organizationId };
}

export function newRun(): Run {
  const id = randomBytes(6).toString('hex');
  return { id, userAgent: `indelible/${VERSION} run/${id}` };
}
