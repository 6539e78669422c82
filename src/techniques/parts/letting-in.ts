import { many, type PolicyDocument, type PolicyStatement } from '../../model/policy.ts';
import { overlap } from './overlap.ts';

/** Statements that allow an action of these patterns, which are in lower case. */
export const allowing = (policy: PolicyDocument, ...actions: readonly string[]): readonly PolicyStatement[] =>
  many(policy.Statement).filter(
    ({ Effect, Action }) =>
      Effect === 'Allow' &&
      (Action === undefined ||
        many(Action).some((written) => actions.some((action) => overlap(written.toLowerCase(), action)))),
  );

/** The AWS principals that a statement of a resource's policy names, as it names them; `*` for anybody. */
export function principalsOf({ Principal, NotPrincipal }: PolicyStatement): readonly string[] {
  if (NotPrincipal !== undefined || Principal === '*') return ['*'];
  return many(Principal?.AWS ?? []);
}
