import type { Answer } from '../../model/answer.ts';
import type { Finding } from '../../model/finding.ts';
import { invalid, readJson } from '../read-json.ts';
import { proveSchema } from '../schemas/prove.ts';
import { targetsOf } from './seen-from.ts';

/** Says whether a finding was possible before, at every target that it stands for. */
export type Baseline = (finding: Finding) => boolean;

/** An earlier `indelible prove --json`. */
export async function readBaseline(file: string, organization: string): Promise<Baseline> {
  const { claim, findings } = (await readJson(file, proveSchema)) as Pick<Answer, 'claim' | 'findings'>;
  // Names of buckets and trails recur: what is open there would excuse what is open here.
  if (claim.snapshot.organization !== organization)
    throw invalid('baseline-other-organization', {
      file,
      other: claim.snapshot.organization,
      organization,
    });
  const seen = new Set(findings.filter(({ verdict }) => verdict === 'possible').flatMap(fingerprintsOf));
  return (finding) => fingerprintsOf(finding).every((fingerprint) => seen.has(fingerprint));
}

/** What stays the same while unrelated things change: no accounts besides, no path, no policy. */
function fingerprintsOf(finding: Finding): readonly string[] {
  const { technique, actor, direct } = finding;
  return targetsOf(finding).map((target) =>
    JSON.stringify([technique, target, actor.kind, actor.arn ?? '', direct === 'possible']),
  );
}
