import type { Finding, Reason } from '../../src/model/finding.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { prove } from '../../src/prove/index.ts';
import { techniques } from '../../src/techniques/index.ts';
import { KNOWN } from '../brute-force/goals.ts';
import { attemptOf, passing } from '../brute-force/requests.ts';
import { findAttack } from '../brute-force/search.ts';
import { guarded } from './guarded.ts';
import { type Mutant, mutantsOf } from './mutations.ts';

const SEED = Number(process.env.MUTANTS_SEED ?? 20_261_126);
/** For each attempt that is still called blocked. */
const REQUESTS = Number(process.env.MUTANTS_REQUESTS ?? 200);

const nameOf = ({ technique, target, actor }: Finding): string =>
  `${technique} at ${target} by ${actor.kind} of ${actor.accountId}`;

const findingsOf = (snapshot: Snapshot): ReadonlyMap<string, Finding> =>
  new Map(prove(snapshot, techniques).findings.map((finding) => [nameOf(finding), finding]));

const before = findingsOf(guarded);

/** Attempts that the mutant lets through, and the guarded organization does not. */
const opened = (after: ReadonlyMap<string, Finding>): readonly string[] =>
  [...after].flatMap(([name, { verdict }]) =>
    verdict === 'possible' && before.get(name)?.verdict !== 'possible' ? [name] : [],
  );

/** Random requests, or the search that shares nothing with the prover, get through where it says blocked. */
const missed = (snapshot: Snapshot, after: ReadonlyMap<string, Finding>): readonly string[] => [
  ...foundBySearch(snapshot, after),
  ...foundByRequests(snapshot, after),
];

const foundBySearch = (snapshot: Snapshot, after: ReadonlyMap<string, Finding>): readonly string[] =>
  [...after].flatMap(([name, { technique, target, actor, verdict }]) => {
    if (verdict !== 'blocked' || !KNOWN.includes(technique)) return [];
    if (actor.kind !== 'admin' && actor.kind !== 'root') return [];
    const attacker = { accountId: actor.accountId, asRoot: actor.kind === 'root' };
    return findAttack(snapshot, technique, target, attacker) === undefined ? [] : [name];
  });

const foundByRequests = (snapshot: Snapshot, after: ReadonlyMap<string, Finding>): readonly string[] =>
  techniques.flatMap((technique) =>
    [...after].flatMap(([name, finding]) =>
      finding.technique === technique.id &&
      isByPolicies(finding) &&
      passing(attemptOf(technique, snapshot, finding), REQUESTS, SEED) !== undefined
        ? [name]
        : [],
    ),
  );

/** What a service or a lock refuses, no request would tell. */
const isByPolicies = ({ verdict, proof }: Finding): boolean =>
  verdict === 'blocked' && !proof?.reasons.some(({ kind }) => kind === 'service' || kind === 'immutable');

const citing = (sid: string | undefined, { proof }: Finding): boolean =>
  proof?.reasons.some((reason) => reason.kind === 'statement' && reason.sid === sid) ?? false;

/** Why nothing opens: what blocks now whatever rested on the statement, or that nothing did. */
function explained({ sid }: Mutant, after: ReadonlyMap<string, Finding>): string {
  const resting = [...before].filter(([, finding]) => citing(sid, finding)).map(([name]) => name);
  const others = new Set(resting.flatMap((name) => (after.get(name)?.proof?.reasons ?? []).map(said)));
  const doubtful = resting.filter((name) => after.get(name)?.verdict === 'unknown').length;
  if (resting.length === 0) return 'no attempt needs it';
  return [
    `${resting.length} attempts are still blocked by ${[...others].sort().join(', ')}`,
    ...(doubtful === 0 ? [] : [`${doubtful} are unknown`]),
  ].join('; ');
}

const said = (reason: Reason): string =>
  reason.kind === 'statement' ? (reason.sid ?? `${reason.policy}#${reason.index}`) : reason.kind;

const mutants = mutantsOf(guarded);
let killed = 0;
let wrong = 0;
for (const mutant of mutants) {
  const after = findingsOf(mutant.snapshot);
  const open = opened(after);
  if (open.length > 0) {
    killed += 1;
    continue;
  }
  const exploited = missed(mutant.snapshot, after);
  wrong += exploited.length > 0 ? 1 : 0;
  const verdict = exploited.length === 0 ? 'survives' : 'MISSED  ';
  console.log(`${verdict} ${mutant.name}\n           ${exploited.join('; ') || explained(mutant, after)}`);
}
const blocked = [...before.values()].filter(({ verdict }) => verdict === 'blocked').length;
console.log(
  `${mutants.length} mutants of an organization in which ${blocked} of ${before.size} attempts are blocked: ` +
    `${killed} open an attack, ${mutants.length - killed - wrong} open none that anybody finds, ` +
    `${wrong} open one that the prover missed`,
);
process.exitCode = wrong === 0 ? 0 : 1;
