import type { Judged } from '../../model/answer.ts';
import type { Snapshot } from '../../model/snapshot.ts';

/** Names of what the findings speak of, by id. */
export function namesIn(
  { organization, organizationalUnits, accounts }: Snapshot,
  findings: readonly Judged[],
): Readonly<Record<string, string>> {
  const spoken = new Set(JSON.stringify(findings).match(/\b(?:\d{12}|r-[a-z0-9]+|ou-[a-z0-9-]+)\b/g));
  const named = [
    { id: organization.rootId, name: 'Root' },
    // Its name is better, where the accounts were read.
    { id: organization.managementAccountId, name: 'management account' },
    ...organizationalUnits,
    ...accounts,
  ];
  return Object.fromEntries(named.flatMap(({ id, name }) => (spoken.has(id) ? [[id, name]] : [])));
}
