import type { StatementPlace } from '../model/finding.ts';
import type { Policy } from '../model/policy.ts';
import { type Authorization, placeOf } from './authorization.ts';
import type { Question } from './context.ts';
import { type Statement, statementsFor } from './statement.ts';

/** One permission of a call, with the policies that have a say in it. */
export interface Part {
  readonly index: number;
  readonly question: Question;
  readonly authorization: Authorization;
  /** Every statement that is about the action, with where it stands. */
  readonly statements: readonly Placed[];
}

export interface Placed {
  readonly statement: Statement;
  readonly place: StatementPlace;
}

/** The statements about an action among all policies that have a say. */
export function placedFor(
  authorization: Authorization,
  { action, need, principal }: Question,
): readonly Placed[] {
  const { scps, rcps, resourcePolicies, identity, boundary } = authorization;
  const placed = (layer: StatementPlace['layer'], attachedTo: string, policies: readonly Policy[]) =>
    policies.flatMap((policy) =>
      statementsFor(policy, action).map((statement) => {
        const { index, sid } = statement.compiled.reference;
        return { statement, place: placeOf(policy, index, sid, layer, attachedTo) };
      }),
    );
  return [
    ...(scps ?? []).flatMap(({ target, policies }) => placed('scp', target, policies)),
    ...rcps.flatMap(({ target, policies }) => placed('rcp', target, policies)),
    ...placed('resource', need.resource, resourcePolicies),
    ...placed('identity', principal.arn, identity),
    ...placed('boundary', principal.arn, boundary ?? []),
  ];
}
