import { many, type PolicyDocument } from '../../model/policy.ts';

/** The ids by which statements of a resource policy are removed one by one. */
export const statementIds = (policy: PolicyDocument | undefined): readonly string[] =>
  many(policy?.Statement ?? []).flatMap(({ Sid }) => Sid ?? []);
