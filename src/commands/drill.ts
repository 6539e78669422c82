import type { AwsAccess } from '../aws/access.ts';
import { assumeRole } from '../aws/assume.ts';
import { entered } from '../model/coverage.ts';
import { IndelibleError } from '../model/error.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { techniques } from '../techniques/index.ts';
import { attack, attemptOf, type Drill, probe } from './drill/attack.ts';
import { putDecoy, removeDecoy, withDecoys } from './drill/decoy.ts';
import { type DrillTarget, type DrillTechnique, isDrillable, isObject } from './drill/reading.ts';
import type { DecoyLeft, DrillAttempt, DrillOutcome, DrillReport } from './drill/result.ts';
import { readTargets } from './drill/targets.ts';
import { readTree } from './read-tree.ts';

export interface DrillOptions {
  readonly account: string;
  readonly roleName?: string;
  readonly externalId?: string;
  readonly trail?: string;
  readonly bucket?: string;
  /** By id; all of them by default. */
  readonly technique?: string;
  /** Ends the drill after the attempt under way, which is still taken back. */
  readonly signal?: AbortSignal;
}

/**
 * Tries the known attacks as an administrator of a member account. INVARIANT: attacks are made only where
 * `access.sandbox`; everywhere else only what techniques call their probe is sent.
 */
export async function drill(
  access: AwsAccess,
  options: DrillOptions,
  onAttempt: (attempt: DrillAttempt) => void,
): Promise<DrillReport> {
  const chosen = techniquesFor(options.technique);
  const organization = await readTree(access);
  requireMember(access, organization, options.account);
  const entering = {
    accountId: options.account,
    ...(options.roleName === undefined ? {} : { roleName: options.roleName }),
    ...(options.externalId === undefined ? {} : { externalId: options.externalId }),
  };
  const attacker = await assumeRole(access, { ...entering, mode: 'write' });
  requireInside(attacker, organization, options.account);
  const reader = await assumeRole(access, { ...entering, roleName: attacker.roleName, mode: 'read' });
  const { snapshot, gaps } = await readTargets(reader, organization, options);
  const setting = { attacker, reader, accountId: options.account, organization };
  const attempts: DrillAttempt[] = [];
  const decoysLeft: DecoyLeft[] = [];
  for (const [technique, target] of aims(chosen, access.sandbox ? withDecoys(snapshot, setting) : snapshot)) {
    if (options.signal?.aborted) break;
    const attempt = access.sandbox
      ? await attackDecoy(setting, technique, target, (left) => decoysLeft.push(left))
      : await probe(setting, technique, target);
    attempts.push(attempt);
    onAttempt(attempt);
  }
  return {
    run: access.run,
    account: options.account,
    roleName: attacker.roleName,
    means: access.sandbox ? 'attacks' : 'probes',
    attempts,
    summary: summaryOf(attempts),
    coverage: entered(organization, [options.account]),
    gaps,
    decoysLeft,
    interrupted: options.signal?.aborted === true,
  };
}

/** What is wrong with the options themselves, for which nobody needs credentials. */
export function requireDrillable({ account, technique }: DrillOptions): void {
  if (!/^\d{12}$/.test(account)) throw new IndelibleError('CONFIG_INVALID', 'account-invalid', { account });
  techniquesFor(technique);
}

function techniquesFor(id: string | undefined): readonly DrillTechnique[] {
  const drillable = techniques.filter(isDrillable);
  if (id === undefined) return drillable;
  const chosen = drillable.filter((technique) => technique.id === id);
  if (chosen.length > 0) return chosen;
  throw new IndelibleError('CONFIG_INVALID', 'technique-not-found', {
    technique: id,
    techniques: drillable.map((technique) => technique.id).join('\n'),
  });
}

/** No policy binds the management account: attacks from there would only do harm, and show nothing. */
function requireMember(access: AwsAccess, { organization, accounts, gaps }: Snapshot, account: string): void {
  if (account === organization.managementAccountId) {
    throw new IndelibleError('CONFIG_INVALID', 'drill-management', { account });
  }
  if (account === access.caller.accountId) {
    throw new IndelibleError('CONFIG_INVALID', 'drill-own-account', { account });
  }
  if (gaps.length === 0 && !accounts.some(({ id }) => id === account)) {
    throw new IndelibleError('CONFIG_INVALID', 'account-not-found', { account });
  }
}

/** What AWS says about the session decides, not what was asked for. */
function requireInside(attacker: AwsAccess, { organization }: Snapshot, account: string): void {
  const { accountId } = attacker.caller;
  if (accountId !== account || accountId === organization.managementAccountId) {
    throw new IndelibleError('AWS_FAILED', 'role-elsewhere', { account, actual: accountId });
  }
}

function aims(
  chosen: readonly DrillTechnique[],
  snapshot: Snapshot,
): readonly (readonly [DrillTechnique, DrillTarget])[] {
  return chosen.flatMap((technique) =>
    technique
      .targets(snapshot)
      .filter((target) => technique.requires?.(target, snapshot) !== false)
      .map((target) => [technique, target] as const),
  );
}

/** Nothing that the account keeps is lost: where an object is the target, a decoy of one's own stands for it. */
async function attackDecoy(
  setting: Drill,
  technique: DrillTechnique,
  target: DrillTarget,
  onLeft: (left: DecoyLeft) => void,
): Promise<DrillAttempt> {
  if (!isObject(target)) return attack(setting, technique, target);
  const decoy = await putDecoy(setting, technique, target);
  if (decoy === undefined) {
    const steps = technique.ways(target)[0] ?? [];
    return attemptOf(setting, technique, steps, { outcome: 'unknown', why: 'no-decoy' });
  }
  try {
    return await attack(setting, technique, decoy);
  } finally {
    const left = await removeDecoy(setting, decoy);
    if (left !== undefined) onLeft(left);
  }
}

function summaryOf(attempts: readonly DrillAttempt[]): Readonly<Record<DrillOutcome, number>> {
  const count = (outcome: DrillOutcome) => attempts.filter((attempt) => attempt.outcome === outcome).length;
  return {
    refused: count('refused'),
    succeeded: count('succeeded'),
    unknown: count('unknown'),
    skipped: count('skipped'),
  };
}
