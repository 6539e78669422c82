import type { AwsAccess } from '../../aws/access.ts';
import { type AssumeRequest, assumeRole } from '../../aws/assume.ts';
import { concurrently } from '../../aws/reading.ts';
import { IndelibleError } from '../../model/error.ts';
import type { Gap, Trail } from '../../model/snapshot.ts';
import { collectTrails } from '../../services/cloudtrail/collect.ts';

/** One account as it was entered: what it sees, and the access to ask it more. */
export interface EnteredAccount {
  readonly id: string;
  readonly access?: AwsAccess;
  readonly trails: readonly Trail[];
  readonly gaps: readonly Gap[];
}

/** With which role, and by which external id. */
export type Entering = Pick<AssumeRequest, 'roleName' | 'externalId'>;

/** Enters each account with a read-only session and reads its trails; one that lets nobody in is a Gap. */
export function readTrails(
  access: AwsAccess,
  accounts: readonly string[],
  entering: Entering,
): Promise<readonly EnteredAccount[]> {
  return concurrently(accounts, (id) => enter(access, id, entering));
}

async function enter(access: AwsAccess, id: string, entering: Entering): Promise<EnteredAccount> {
  if (id === access.caller.accountId) return read(id, access);
  try {
    const session = await assumeRole(access, { ...entering, accountId: id, mode: 'read' });
    return await read(id, session);
  } catch (error) {
    if (!(error instanceof IndelibleError) || error.code !== 'AWS_DENIED') throw error;
    const message = String(error.parameters.message ?? '');
    return {
      id,
      trails: [],
      gaps: [{ resource: id, action: 'sts:AssumeRole', code: 'AccessDenied', message }],
    };
  }
}

async function read(id: string, access: AwsAccess): Promise<EnteredAccount> {
  const { value, gaps } = await collectTrails(access);
  return { id, access, trails: value, gaps };
}
