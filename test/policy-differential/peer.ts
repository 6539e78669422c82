import { anonymousPrincipal, runSimulation, type Simulation } from '@cloud-copilot/iam-simulate';
import type { Context, PolicyDocument, PolicyStatement } from '../../src/model/policy.ts';
import type { Decision, EvaluateInput, PolicyInput, RequestPrincipal } from '../../src/policy/types.ts';

const DECISIONS = {
  Allowed: 'allowed',
  ExplicitlyDenied: 'explicit-deny',
  ImplicitlyDenied: 'implicit-deny',
} as const satisfies Record<string, Decision['decision']>;

const FULL: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};
const document = (policy: PolicyInput): PolicyDocument => ('document' in policy ? policy.document : policy);
export const statements = (policy: PolicyInput): readonly PolicyStatement[] =>
  [document(policy).Statement].flat();

const named = (policies: readonly PolicyInput[] = []) =>
  policies.map((policy, index) => ({ name: `p${index}`, policy: document(policy) }));
const levels = (kind: string, policies: EvaluateInput['scps'] = []) =>
  policies.map((level, index) => ({
    orgIdentifier: `${kind}${index}`,
    policies: named(level).map(({ name, policy }) => ({ name: `${kind}${index}-${name}`, policy })),
  }));

/** The answer of an independent implementation to the same question. */
export async function askPeer(input: EvaluateInput): Promise<Decision['decision']> {
  const { principal, action, resource, resourceAccount, context } = input.request;
  const simulation: Simulation = {
    request: {
      principal:
        typeof principal === 'string' ? principal : 'arn' in principal ? principal.arn : anonymousPrincipal,
      action: capitalized(action),
      resource: { resource, accountId: resourceAccount },
      contextVariables: texts({ ...keysOf(principal, resourceAccount), ...context }),
    },
    identityPolicies: named(input.identityPolicies),
    serviceControlPolicies: input.scps ? levels('scp', input.scps) : unbound(principal),
    resourceControlPolicies: levels('rcp', input.rcps),
    ...(input.sessionPolicy && { sessionPolicy: document(input.sessionPolicy) }),
    ...(input.resourcePolicies?.[0] && { resourcePolicy: document(input.resourcePolicies[0]) }),
    ...(input.permissionBoundaries && { permissionBoundaryPolicies: named(input.permissionBoundaries) }),
    ...(input.endpointPolicies && { vpcEndpointPolicies: named(input.endpointPolicies) }),
  };
  const answer = await runSimulation(simulation, {});
  if (answer.resultType === 'error')
    throw new Error(`the peer refused the question: ${JSON.stringify(answer.errors)}`);
  return DECISIONS[answer.overallResult];
}

/** The peer wants no SCPs at all for an anonymous caller. */
const unbound = (principal: RequestPrincipal): Simulation['serviceControlPolicies'] =>
  typeof principal === 'object' && 'anonymous' in principal
    ? []
    : [{ orgIdentifier: 'none', policies: [{ name: 'full', policy: FULL }] }];

/** It looks actions up by their exact names; the policies keep whatever case they have. */
const NAMES = [
  's3:GetObject',
  's3:DeleteObject',
  's3:DeleteBucket',
  's3:GetBucketPolicy',
  's3:PutBucketPolicy',
  's3:DeleteBucketPolicy',
  'cloudtrail:StopLogging',
  'cloudtrail:DescribeTrails',
  'kms:Decrypt',
  'kms:ScheduleKeyDeletion',
  'sts:AssumeRole',
  'iam:DeleteRole',
  'organizations:DetachPolicy',
  'sqs:SendMessage',
];
const capitalized = (action: string): string =>
  NAMES.find((name) => name.toLowerCase() === action.toLowerCase()) ?? action;

const texts = (context: Context): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(context).map(([key, value]) => [
      key,
      typeof value === 'object' ? [...value] : String(value),
    ]),
  );

/** What AWS puts into every request context; the peer expects to be told.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable */
export function keysOf(principal: RequestPrincipal, resourceAccount: string): Context {
  const resource = { 'aws:ResourceAccount': resourceAccount };
  if (typeof principal === 'object' && 'anonymous' in principal) {
    return { ...resource, 'aws:PrincipalAccount': 'anonymous', 'aws:PrincipalType': 'Anonymous' };
  }
  if (typeof principal === 'string' && !principal.startsWith('arn:')) {
    return { ...resource, 'aws:PrincipalIsAWSService': 'true', 'aws:PrincipalServiceName': principal };
  }
  const arn = typeof principal === 'string' ? principal : principal.role;
  const type = arn.endsWith(':root')
    ? 'Account'
    : arn.includes(':user/')
      ? 'User'
      : arn.includes(':federated-user/')
        ? 'FederatedUser'
        : 'AssumedRole';
  return {
    ...resource,
    'aws:PrincipalArn': arn,
    'aws:PrincipalAccount': arn.split(':')[4] ?? '',
    'aws:PrincipalType': type,
    'aws:PrincipalIsAWSService': 'false',
  };
}
