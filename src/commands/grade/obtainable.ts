import { exemptionsOf } from '../../model/exemption.ts';
import type { Finding } from '../../model/finding.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Technique } from '../../model/technique.ts';
import type { Mistake } from './mistakes.ts';

/** Exemptions that an administrator whom they do not mean can come to bear. */
export function obtainableExemptions(
  world: Snapshot,
  findings: readonly Finding[],
  techniques: readonly Technique[],
): readonly Mistake[] {
  const means = new Set(techniques.filter(({ obtains }) => obtains !== undefined).map(({ id }) => id));
  return exemptionsOf(world).flatMap(({ arn, kind, key, policy }): readonly Mistake[] => {
    const ways = findings.filter(
      ({ technique, target, verdict, path = [] }) =>
        means.has(technique) &&
        target === arn &&
        verdict === 'possible' &&
        path.every((step) => means.has(step.technique)),
    );
    if (ways.length === 0) return [];
    const calls = ways.flatMap(({ path = [] }) => path.slice(0, 1).map(({ action }) => action));
    return [
      {
        code: 'obtainable-exemption',
        policy: policy.name,
        ...(policy.sid === undefined ? {} : { sid: policy.sid }),
        index: policy.index,
        element: kind === 'tag' ? `aws:PrincipalTag/${key}` : key,
        value: arn,
        suggestion: [...new Set(calls)].sort().join(', '),
      },
    ];
  });
}
