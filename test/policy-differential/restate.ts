import type { OneOrMany, PolicyDocument, PolicyStatement } from '../../src/model/policy.ts';
import type { EvaluateInput, PolicyInput } from '../../src/policy/types.ts';
import { askPeer, statements } from './peer.ts';

type Condition = NonNullable<PolicyStatement['Condition']>;
type Change = (statement: PolicyStatement) => readonly PolicyStatement[];

export const FULL: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

/** A statement that no request meets: a policy must have one. */
export const nothing = (like?: PolicyStatement): PolicyStatement => ({
  Effect: 'Deny',
  ...(like?.Principal || like?.NotPrincipal ? { Principal: '*' } : {}),
  Action: 'nobody:Nothing',
  Resource: '*',
});

/** The policy with each statement replaced by any number of others. */
export function rewrite(policy: PolicyInput, change: Change): PolicyDocument {
  const document = 'document' in policy ? policy.document : policy;
  const changed = statements(policy).flatMap(change);
  return { ...document, Statement: changed.length > 0 ? changed : [nothing(statements(policy)[0])] };
}

export const withoutDenies = (policy: PolicyInput): PolicyDocument =>
  rewrite(policy, (statement) => (statement.Effect === 'Deny' ? [] : [statement]));
export const withoutAllows = (policy: PolicyInput): PolicyDocument =>
  rewrite(policy, (statement) => (statement.Effect === 'Allow' ? [] : [statement]));
export const onlyDenies = (policy: PolicyInput): PolicyDocument => ({
  ...rewrite(policy, () => []),
  Statement: [...statements(withoutAllows(policy)), ...statements(FULL)],
});

export const onResourcePolicies = (
  input: EvaluateInput,
  change: (policy: PolicyInput) => PolicyInput,
): EvaluateInput =>
  input.resourcePolicies ? { ...input, resourcePolicies: input.resourcePolicies.map(change) } : input;
export const withoutIdentityAllows = (input: EvaluateInput): EvaluateInput => ({
  ...input,
  identityPolicies: input.identityPolicies?.map(withoutAllows) ?? [],
});

export function onEveryPolicy(
  input: EvaluateInput,
  change: (policy: PolicyInput) => PolicyInput,
): EvaluateInput {
  return {
    request: input.request,
    ...(input.identityPolicies && { identityPolicies: input.identityPolicies.map(change) }),
    ...(input.permissionBoundaries && { permissionBoundaries: input.permissionBoundaries.map(change) }),
    ...(input.sessionPolicy && { sessionPolicy: change(input.sessionPolicy) }),
    ...(input.resourcePolicies && { resourcePolicies: input.resourcePolicies.map(change) }),
    ...(input.endpointPolicies && { endpointPolicies: input.endpointPolicies.map(change) }),
    ...(input.scps && { scps: input.scps.map((level) => level.map(change)) }),
    ...(input.rcps && { rcps: input.rcps.map((level) => level.map(change)) }),
  };
}
export const onEveryStatement = (input: EvaluateInput, change: Change): EvaluateInput =>
  onEveryPolicy(input, (policy) => rewrite(policy, change));

/** The policy with its resources (operator '') and condition values changed. */
export function onTexts(
  policy: PolicyInput,
  change: (text: string, operator: string) => string | string[],
): PolicyDocument {
  const strings = (value: OneOrMany<string>) => [value].flat().flatMap((text) => change(text, ''));
  return rewrite(policy, ({ Resource, NotResource, ...rest }) => [
    {
      ...withValues(rest, (operator, _key, values) => values.flatMap((text) => change(text, operator))),
      ...(Resource && { Resource: strings(Resource) }),
      ...(NotResource && { NotResource: strings(NotResource) }),
    },
  ]);
}

/** The statement with other condition values; an entry that is left without any is dropped. */
export function withValues(
  { Condition, ...rest }: PolicyStatement,
  change: (operator: string, key: string, values: readonly string[]) => readonly string[],
): PolicyStatement {
  const changed: Record<string, Condition[string]> = {};
  for (const [operator, keys] of Object.entries(Condition ?? {})) {
    const entries = Object.entries(keys).flatMap(([key, values]) => {
      const left = change(operator, key, [values].flat().map(String));
      return left.length > 0 ? [[key, left] as const] : [];
    });
    if (entries.length > 0) changed[operator] = Object.fromEntries(entries);
  }
  return Object.keys(changed).length > 0 ? { ...rest, Condition: changed } : rest;
}

/** Does the resource policy allow by itself, and by naming one of these? */
export async function grants(input: EvaluateInput, names: (principal: string) => boolean): Promise<boolean> {
  const policies = input.resourcePolicies?.map((policy) =>
    rewrite(policy, (statement) => {
      if (statement.Effect !== 'Allow') return [];
      const { Principal } = statement;
      const kept = (Principal === '*' ? ['*'] : [Principal?.AWS ?? []].flat()).filter(names);
      if (kept.length === 0) return [];
      return [{ ...statement, Principal: kept.includes('*') ? '*' : { AWS: kept } }];
    }),
  );
  if (!policies) return false;
  return (await askPeer({ request: input.request, resourcePolicies: policies })) === 'allowed';
}
