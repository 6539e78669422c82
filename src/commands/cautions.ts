import { cautions } from '../cautions/index.ts';
import { type Caution, type CautionResult, managementIn } from '../model/caution.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** The order in which people read them. */
const ORDER = ['no-workloads', 'few-users', 'no-access-keys', 'least-privilege', 'hardware-mfa'];

/** Whether each is kept. Where a read failed that could have shown that it is not, that is not known. */
export function judgedCautions(snapshot: Snapshot): readonly CautionResult[] {
  const management = managementIn(snapshot);
  return listedCautions().map(({ id, reads, judge }) => {
    const hidden = snapshot.gaps.filter(
      ({ action, resource }) => reads.test(action) && resource.includes(management.id),
    );
    const { verdict, found } = judge(management);
    return verdict === 'kept' && hidden.length > 0
      ? { id, verdict: 'unknown', found: [], hidden }
      : { id, verdict, found, hidden };
  });
}

export const cautionOf = (id: string): Caution | undefined => cautions.find((caution) => caution.id === id);

export const listedCautions = (): readonly Caution[] =>
  [...cautions].sort((one, other) => ORDER.indexOf(one.id) - ORDER.indexOf(other.id));
