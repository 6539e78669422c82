import type { Finding } from '../../model/finding.ts';
import { readJson } from '../read-json.ts';
import { proveSchema } from '../schemas/prove.ts';
import { targetsOf } from './seen-from.ts';

/** Says whether a finding was possible before, at every target that it stands for. */
export type Baseline = (finding: Finding) => boolean;

/** An earlier `indelible prove --json`. */
export async function readBaseline(file: string): Promise<Baseline> {
  const { findings } = (await readJson(file, proveSchema)) as { readonly findings: readonly Finding[] };
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
