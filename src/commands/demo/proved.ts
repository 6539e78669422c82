import type { Finding, Verdict } from '../../model/finding.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { prove } from '../../prove/index.ts';
import { collectOrganization } from '../../services/organizations/collect.ts';
import { collectLogBucket } from '../../services/s3/collect.ts';
import { techniques } from '../../techniques/index.ts';
import { NEW_BUCKET } from '../new-bucket.ts';
import { unexpected } from './must.ts';
import type { Proved, ProvedAttack } from './result.ts';
import type { Stage } from './stage.ts';

/** The organization as it is now, with the shop's trail and bucket. */
export async function readScene({ management, keeper, cast, snapshot }: Stage): Promise<Snapshot> {
  const [{ value: organization }, { value: bucket }] = await Promise.all([
    collectOrganization(management),
    collectLogBucket(keeper, cast.shop.bucket),
  ]);
  if (bucket === undefined) throw unexpected(cast.shop.bucket);
  return {
    ...snapshot,
    ...organization,
    organization: {
      ...organization.organization,
      delegatedAdministrators: [],
      delegationPolicy: 'none',
      rootAccess: false,
    },
    trails: snapshot.trails.filter(({ name }) => name === cast.shop.trail),
    logBuckets: [{ ...bucket, ...NEW_BUCKET }],
    keys: [],
    // No policy of the story exempts a role.
    roles: [],
    logGroups: [],
    gaps: [],
  };
}

/** What the prover says before and after: of every technique, and of the attacks that were tried. */
export function proved(stage: Stage, before: Snapshot, after: Snapshot, attacks: readonly string[]): Proved {
  const [one, other] = [before, after].map((snapshot) => ofShop(stage, prove(snapshot, techniques).findings));
  const told = (technique: string): ProvedAttack => {
    const [was, is] = [worst(one, technique), worst(other, technique)];
    return {
      technique,
      before: was?.verdict ?? 'not-applicable',
      direct: is?.direct ?? 'not-applicable',
      after: is?.verdict ?? 'not-applicable',
      calls: is?.path?.map(({ action }) => action) ?? [],
    };
  };
  return { before: countsOf(one), after: countsOf(other), attacks: attacks.map(told) };
}

/** By the shop's own administrators and root: they are the attackers of the story. */
const ofShop = ({ cast }: Stage, findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(
    ({ actor, accounts }) =>
      (actor.kind === 'admin' || actor.kind === 'root') && accounts.includes(cast.shop.id),
  );

const ORDER: readonly Verdict[] = ['possible', 'unknown', 'blocked', 'not-applicable'];

function worst(findings: readonly Finding[] | undefined, technique: string): Finding | undefined {
  return findings
    ?.filter((finding) => finding.technique === technique)
    .sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict))[0];
}

function countsOf(findings: readonly Finding[] | undefined): Proved['before'] {
  const worsts = techniques.map(({ id }) => worst(findings, id));
  const count = (verdict: Verdict) => worsts.filter((one) => one?.verdict === verdict).length;
  return {
    possible: count('possible'),
    blocked: count('blocked'),
    unknown: count('unknown'),
    directlyBlocked: worsts.filter((one) => one?.direct === 'blocked').length,
  };
}
