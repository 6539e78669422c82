import type { Answer, Judged } from '../model/answer.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { troublesIn } from '../model/trouble.ts';
import { prove as decide } from '../prove/index.ts';
import { techniques } from '../techniques/index.ts';
import { judgedCautions } from './cautions.ts';
import { type Baseline, readBaseline } from './prove/baseline.ts';
import { claimOf } from './prove/claim.ts';
import { applied, readExceptions, unusedOf } from './prove/exceptions.ts';
import { explained } from './prove/explained.ts';
import { generalized } from './prove/fixes.ts';
import { namesIn } from './prove/names.ts';
import { filterFor, type Only } from './prove/only.ts';
import { provedFixes } from './prove/proved-fixes.ts';
import { summaryOf } from './prove/summary.ts';
import { waysOf } from './prove/ways.ts';

export interface ProveRequest extends Only {
  /** An earlier answer: what was possible then makes no exit status of 3. */
  readonly baseline?: string;
  /** File of exceptions; the usual one where it is there. */
  readonly exceptions?: string;
  readonly strict?: boolean;
  readonly now: Date;
}

/** Decides what is asked about a Snapshot, and says what it comes to. */
export async function prove(snapshot: Snapshot, request: ProveRequest): Promise<Answer> {
  const filter = filterFor(snapshot, techniques, request);
  const exceptions = await readExceptions(request.exceptions, techniques);
  const baseline =
    request.baseline === undefined
      ? undefined
      : await readBaseline(request.baseline, snapshot.organization.id);
  const today = request.now.toISOString().slice(0, 10);
  const options = request.as === undefined ? {} : { as: request.as };
  const asked = (of: Snapshot) => filter(explained(of, () => decide(of, techniques, options)).findings);

  const general = generalized(snapshot);
  const findings = asked(snapshot).map(
    (finding): Judged =>
      general({ ...finding, ...applied(finding, exceptions, today), ...known(finding, baseline) }),
  );
  const ways = waysOf(findings);
  const summary = summaryOf(snapshot, findings, ways, {
    strict: request.strict === true,
    baseline: baseline !== undefined,
  });
  const { fixes, left } = provedFixes(snapshot, ways, (changed) => waysOf(asked(changed).map(general)));
  const claim = claimOf(snapshot, techniques.length, findings, request);
  return {
    summary: {
      ...summary,
      ...(left === undefined ? {} : { leftWhenFixed: left.length }),
    },
    claim,
    ways,
    fixes,
    left: left ?? [],
    findings,
    managementAccount: {
      id: snapshot.organization.managementAccountId,
      cautions: judgedCautions(snapshot),
    },
    troubles: troublesIn(snapshot),
    unused: claim.only.length > 0 ? [] : unusedOf(exceptions, findings),
    names: namesIn(snapshot, findings),
  };
}

const known = (finding: Judged, baseline: Baseline | undefined): { readonly known?: true } =>
  finding.verdict === 'possible' && baseline?.(finding) === true ? { known: true } : {};
