import type { Claim, Judged } from '../../model/answer.ts';
import { coverageOf } from '../../model/coverage.ts';
import { exemptionsOf } from '../../model/exemption.ts';
import { layoutsOf } from '../../model/layout.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { VERSION } from '../version.ts';
import type { Only } from './only.ts';

const EVALUATION =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html';

/** What the answer rests on, and what it leaves out. */
export function claimOf(
  snapshot: Snapshot,
  techniques: number,
  findings: readonly Judged[],
  only: Only,
): Claim {
  const { accounts, gaps, handshakes, organization, readAt, readBy } = snapshot;
  const inactive = accounts.filter(({ status }) => status !== 'ACTIVE').length;
  const judged = findings.filter(({ verdict }) => verdict !== 'not-applicable');
  return {
    evaluation: EVALUATION,
    version: VERSION,
    techniques,
    snapshot: {
      organization: organization.id,
      readAt,
      readBy,
      accounts: coverageOf(snapshot),
      inactive,
      unread: (['keys', 'roles', 'logGroups'] as const).filter((list) => snapshot[list] === undefined),
      gaps,
      ...(handshakes === undefined ? {} : { handshakes }),
    },
    layouts: layoutsOf(snapshot),
    actors: [...new Set(judged.map(({ actor }) => actor.kind))].sort(),
    as: only.as ?? [],
    exempt: exemptionsOf(snapshot)
      .map(({ arn }) => arn)
      .sort(),
    only: typed(only),
  };
}

const typed = ({
  techniques = [],
  accounts = [],
  units = [],
  goal,
  actor,
  as = [],
}: Only): readonly string[] => [
  ...techniques.map((id) => `--technique ${id}`),
  ...accounts.map((id) => `--account ${id}`),
  ...units.map((id) => `--ou ${id}`),
  ...(goal === undefined ? [] : [`--goal ${goal}`]),
  ...(actor === undefined ? [] : [`--actor ${actor}`]),
  ...as.map((arn) => `--as ${arn}`),
];
