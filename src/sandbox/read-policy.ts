import type { PolicyDocument } from '../model/policy.ts';
import { parsePolicy } from '../policy/index.ts';
import { invalid, type Place } from './document.ts';

/** A policy that stands in a document, as its kind's grammar has it. */
export function readPolicy(
  place: Place,
  kind: 'identity' | 'resource' | 'scp' | 'rcp' | 'trust',
): PolicyDocument {
  const parsed = parsePolicy(JSON.stringify(place.value) ?? '', kind);
  if (parsed.ok) return parsed.document;
  const problem = parsed.problems[0];
  throw invalid('document-bad-policy', {
    path: problem?.path ? `${place.path}.${problem.path}` : place.path,
    problem: problem?.code ?? '',
  });
}
