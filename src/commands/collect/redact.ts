import type { Snapshot } from '../../model/snapshot.ts';
import { withNames } from './redact/names-in.ts';
import { Pseudonyms } from './redact/pseudonyms.ts';

/**
 * The same organization under other ids, names and addresses, each replaced wherever it stands, also in ARNs and in
 * policies, so that every verdict stays. What a pattern matches a part of stays, and so do keys of tags.
 */
export function redacted(snapshot: Snapshot): Snapshot {
  const names = new Pseudonyms();
  withNames(snapshot, {
    name: names.add,
    part: (text) => names.add(`*${text}*`),
    kept: names.keep,
    compared: names.keepNumbers,
  });
  const renamed = withNames(snapshot, {
    name: names.rename,
    part: names.rename,
    kept: () => {},
    compared: () => {},
  });
  return {
    ...renamed,
    readBy: renamed.readBy.replace(/\/[^/]*$/, REDACTED),
    accounts: renamed.accounts.map((account) => ({
      ...account,
      name: `account-${account.id}`,
      email: `account-${account.id}@example.com`,
    })),
    organizationalUnits: renamed.organizationalUnits.map((unit, index) => ({
      ...unit,
      name: `unit-${index + 1}`,
    })),
    policies: renamed.policies.map((policy) =>
      policy.awsManaged ? policy : { ...policy, description: '', content: JSON.stringify(policy.document) },
    ),
    gaps: renamed.gaps.map((gap) => ({ ...gap, message: gap.code })),
  };
}

const REDACTED = '/redacted';

/** Its accounts are of no real organization. */
export const isRedacted = ({ readBy }: Snapshot): boolean => readBy.endsWith(REDACTED);
