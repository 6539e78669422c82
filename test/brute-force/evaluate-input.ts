import { many, type PolicyDocument } from '../../src/model/policy.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import type { EvaluateInput } from '../../src/policy/types.ts';
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
      context: Object.fromEntries(
        Object.entries(valuesOf(snapshot, request)).filter(([key]) => !DERIVED.includes(key)),
      ),
    },
    identityPolicies: [FULL],
    resourcePolicies: resourcePolicies(snapshot, request),
    scps: levels(snapshot, principal.accountId, 'scp'),
    rcps: levels(snapshot, resourceAccount, 'rcp'),
  };
}

const DERIVED = [
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principaltype',
  'aws:resourceaccount',
  'aws:principalisawsservice',
];

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
    snapshot.keys?.find(({ arn }) => arn === resource)?.policy,
    snapshot.roles?.find(({ arn }) => arn === resource)?.trust,
  ];
  return found.filter((policy) => policy !== undefined);
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
