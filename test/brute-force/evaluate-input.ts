import { many, type PolicyDocument } from '../../src/model/policy.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import type { EvaluateInput } from '../../src/policy/types.ts';
import { STRANGER } from './candidates.ts';
import type { Values } from './condition.ts';
import { levels, type Principal, type Request, valuesOf } from './decide.ts';

const FULL: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

/** The same request as the engine takes it: a role acts in a session. */
export function evaluateInput(snapshot: Snapshot, request: Request): EvaluateInput {
  const { principal, action, resource, resourceAccount } = request;
  return {
    request: {
      principal: asking(principal),
      action,
      resource,
      resourceAccount,
      context: chosenIn(valuesOf(snapshot, request)),
    },
    identityPolicies: [FULL],
    resourcePolicies: resourcePolicies(snapshot, request),
    scps: levelsOnce(snapshot, principal.accountId, 'scp'),
    rcps: levelsOnce(snapshot, resourceAccount, 'rcp'),
  };
}

const found = new WeakMap<Snapshot, Map<string, ReturnType<typeof levels>>>();

function levelsOnce(snapshot: Snapshot, accountId: string, kind: 'scp' | 'rcp'): ReturnType<typeof levels> {
  const known = found.get(snapshot) ?? new Map<string, ReturnType<typeof levels>>();
  found.set(snapshot, known);
  if (!known.has(kind + accountId)) known.set(kind + accountId, levels(snapshot, accountId, kind));
  return known.get(kind + accountId);
}

/** Without what the engine derives itself. */
function chosenIn({
  'aws:principalarn': _,
  'aws:principalaccount': __,
  'aws:principaltype': ___,
  'aws:resourceaccount': ____,
  'aws:principalisawsservice': _____,
  ...chosen
}: Values): Values {
  return chosen;
}

function asking({ arn, kind }: Principal): EvaluateInput['request']['principal'] {
  if (!arn.includes(':role/') || kind === 'root') return arn;
  const name = arn.split('/').at(-1) ?? '';
  return {
    arn: `${arn.replace(':iam:', ':sts:').split(':role/')[0]}:assumed-role/${name}/session`,
    role: arn,
  };
}

function resourcePolicies(snapshot: Snapshot, request: Request): readonly PolicyDocument[] {
  const { resource } = request;
  const found = [
    bucketPolicy(snapshot, request),
    keyPolicy(snapshot, resource),
    snapshot.roles?.find(({ arn }) => arn === resource)?.trust,
    snapshot.resources?.find(({ arn }) => arn === resource)?.policy,
    accessPointPolicy(snapshot, resource),
    delegationPolicy(snapshot, resource),
  ];
  return found.filter((policy) => policy !== undefined);
}

/** A key that the organization does not know is one that the attacker made, and lets in whom it likes. */
function keyPolicy({ keys = [] }: Snapshot, resource: string): PolicyDocument | undefined {
  const known = keys.find(({ arn }) => arn === resource);
  if (known !== undefined || !resource.includes(':key/')) return known?.policy;
  const accounts = [resource.split(':')[4] ?? '', STRANGER].map((id) => `arn:aws:iam::${id}:root`);
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: accounts }, Action: 'kms:*', Resource: '*' }],
  };
}

const accessPointPolicy = ({ logBuckets }: Snapshot, resource: string): PolicyDocument | undefined =>
  logBuckets
    .flatMap(({ accessPoints = [] }) => accessPoints)
    .find(({ arn }) => resource === arn || resource.startsWith(`${arn}/`))?.policy;

function delegationPolicy({ organization }: Snapshot, resource: string): PolicyDocument | undefined {
  const { delegationPolicy } = organization;
  return resource.includes(':organizations:') && delegationPolicy !== 'none' ? delegationPolicy : undefined;
}

/** With its block of public access, of which the engine knows nothing: a Principal of "*" then lets no other account in. */
function bucketPolicy(
  { logBuckets }: Snapshot,
  { resource, resourceAccount, principal }: Request,
): PolicyDocument | undefined {
  const bucket = logBuckets.find(({ arn }) => resource === arn || resource.startsWith(`${arn}/`));
  if (bucket?.policy === undefined) return undefined;
  if (bucket.publicAccessBlock !== true || principal.accountId === resourceAccount) return bucket.policy;
  return withoutPublic(bucket.policy);
}

/** Made once: the engine knows a document again by its identity. */
const kept = new WeakMap<PolicyDocument, PolicyDocument>();

function withoutPublic(policy: PolicyDocument): PolicyDocument {
  const statements = many(policy.Statement).filter(
    (statement) =>
      statement.Effect === 'Deny' || statement.Principal !== '*' || statement.Condition !== undefined,
  );
  const made = kept.get(policy) ?? { ...policy, Statement: statements };
  kept.set(policy, made);
  return made;
}
