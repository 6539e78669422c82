import type { PolicyDocument, PolicyStatement } from '../../src/model/policy.ts';
import type { EvaluateInput, PolicyInput, RequestPrincipal } from '../../src/policy/types.ts';
import { askPeer, statements } from './peer.ts';

/**
 * Where the peer decides otherwise than AWS documents. `asDocumented` restates the question so that the peer must
 * come to AWS's answer; a difference that remains is not explained.
 */
export interface Difference {
  readonly name: string;
  readonly why: string;
  readonly source: string;
  readonly applies: (input: EvaluateInput) => boolean;
  readonly asDocumented: (input: EvaluateInput) => EvaluateInput | Promise<EvaluateInput>;
}

const iam = (page: string) => `https://docs.aws.amazon.com/IAM/latest/UserGuide/${page}.html`;
const FULL: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

const arnOf = (principal: RequestPrincipal): string =>
  typeof principal === 'string' ? principal : 'arn' in principal ? principal.arn : '';
const roleOf = (principal: RequestPrincipal): string =>
  typeof principal === 'object' && 'role' in principal ? principal.role : '';
const isRoot = (input: EvaluateInput): boolean => arnOf(input.request.principal).endsWith(':root');
const isService = ({ request: { principal } }: EvaluateInput): boolean =>
  typeof principal === 'string' && !principal.startsWith('arn:');
const isServiceLinked = (input: EvaluateInput): boolean =>
  roleOf(input.request.principal).includes(':role/aws-service-role/');
const isFederatedUser = (input: EvaluateInput): boolean =>
  arnOf(input.request.principal).includes(':federated-user/');
const accountOf = (input: EvaluateInput): string => arnOf(input.request.principal).split(':')[4] ?? '';
const sameAccount = (input: EvaluateInput): boolean => accountOf(input) === input.request.resourceAccount;
const is = (input: EvaluateInput, ...actions: string[]): boolean =>
  actions.some((action) => action.toLowerCase() === input.request.action.toLowerCase());

const rewrite = (
  policy: PolicyInput,
  change: (statement: PolicyStatement) => readonly PolicyStatement[],
): PolicyDocument => {
  const document = 'document' in policy ? policy.document : policy;
  const changed = statements(policy).flatMap(change);
  return { ...document, Statement: changed.length > 0 ? changed : [nothing(statements(policy)[0])] };
};
/** A statement that no request meets: a policy must have one. */
const nothing = (like?: PolicyStatement): PolicyStatement => ({
  Effect: 'Deny',
  ...(like?.Principal || like?.NotPrincipal ? { Principal: '*' } : {}),
  Action: 'nobody:Nothing',
  Resource: '*',
});
const withoutDenies = (policy: PolicyInput) => rewrite(policy, (s) => (s.Effect === 'Deny' ? [] : [s]));
const withoutAllows = (policy: PolicyInput) => rewrite(policy, (s) => (s.Effect === 'Allow' ? [] : [s]));
const onResources = (input: EvaluateInput, change: (policy: PolicyInput) => PolicyInput): EvaluateInput =>
  input.resourcePolicies ? { ...input, resourcePolicies: input.resourcePolicies.map(change) } : input;

/** Does the resource policy alone, of these principals, allow? */
async function grants(input: EvaluateInput, names: (principal: string) => boolean): Promise<boolean> {
  const policies = input.resourcePolicies?.map((policy) =>
    rewrite(policy, (statement) => {
      if (statement.Effect !== 'Allow') return [];
      const { Principal } = statement;
      const named = Principal === '*' ? ['*'] : [Principal?.AWS ?? []].flat();
      const kept = named.filter(names);
      return kept.length > 0 ? [{ ...statement, Principal: kept.includes('*') ? '*' : { AWS: kept } }] : [];
    }),
  );
  if (!policies) return false;
  return (await askPeer({ request: input.request, resourcePolicies: policies })) === 'allowed';
}
const onlyDenies = (policy: PolicyInput): PolicyDocument => ({
  ...FULL,
  ...('document' in policy ? policy.document : policy),
  Statement: [...statements(withoutAllows(policy)), ...statements(FULL)].filter(
    (s) => s.Action !== 'nobody:Nothing',
  ),
});

const RCP_SERVICES = ['s3', 'kms', 'sts', 'sqs'];
const NEGATED = /Not/;
const lower = (context: EvaluateInput['request']['context']): ReadonlySet<string> =>
  new Set(Object.keys(context).map((key) => key.toLowerCase()));

export const differences: readonly Difference[] = [
  {
    name: 'root has full access by default',
    why: 'The peer gives the root user nothing but what a policy allows.',
    source: iam('reference_policies_evaluation-logic_policy-eval-denyallow'),
    applies: isRoot,
    asDocumented: (input) => ({ ...input, identityPolicies: [FULL] }),
  },
  {
    name: 'SCPs and RCPs do not bind service-linked roles',
    why: 'The peer applies whatever SCPs and RCPs it is given.',
    source: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html',
    applies: isServiceLinked,
    asDocumented: (input) => ({ ...input, scps: undefined, rcps: undefined }),
  },
  {
    name: 'SCPs bind users and roles, not service principals',
    why: 'The peer applies whatever SCPs it is given.',
    source: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html',
    applies: isService,
    asDocumented: (input) => ({ ...input, scps: undefined }),
  },
  {
    name: 'RCPs apply only to the services that support them',
    why: 'The peer applies whatever RCPs it is given.',
    source: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html',
    applies: ({ request }) => !RCP_SERVICES.includes(request.action.split(':')[0]?.toLowerCase() ?? ''),
    asDocumented: (input) => ({ ...input, rcps: undefined }),
  },
  {
    name: 'a bucket policy cannot keep the owner’s root from the bucket policy',
    why: 'The peer lets a Deny of the bucket policy bind root for Get-, Put- and DeleteBucketPolicy.',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html',
    applies: (input) =>
      isRoot(input) &&
      sameAccount(input) &&
      is(input, 's3:GetBucketPolicy', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy'),
    asDocumented: (input) => onResources(input, withoutDenies),
  },
  {
    name: 'a role needs its trust policy',
    why: 'Without a trust policy the peer lets identity policies of the same account decide sts:AssumeRole.',
    source: iam('reference_policies_evaluation-logic_policy-eval-denyallow'),
    applies: (input) => is(input, 'sts:AssumeRole') && !input.resourcePolicies,
    asDocumented: (input) => ({
      ...input,
      resourcePolicies: [{ Version: '2012-10-17', Statement: [nothing({ Effect: 'Deny', Principal: '*' })] }],
    }),
  },
  {
    name: 'a user whom a trust policy names still needs the boundary',
    why: 'The peer lets the trust policy pass the permissions boundary, as other resource policies do.',
    source: iam('id_roles_update-role-trust-policy'),
    applies: (input) => is(input, 'sts:AssumeRole') && input.permissionBoundaries !== undefined,
    asDocumented: async (input) => {
      const bounded = await askPeer({
        request: { ...input.request, resourceAccount: accountOf(input) },
        identityPolicies: input.permissionBoundaries ?? [],
        resourcePolicies: [
          {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Principal: { AWS: accountOf(input) }, Action: 'sts:AssumeRole' }],
          },
        ],
      });
      return bounded === 'implicit-deny'
        ? {
            ...onResources(input, withoutAllows),
            identityPolicies: input.identityPolicies?.map(withoutAllows) ?? [],
          }
        : input;
    },
  },
  {
    name: 'a resource policy that names the session passes the session policy',
    why: 'The peer refuses whatever the session policy does not allow.',
    source: iam('reference_policies_evaluation-logic_policy-eval-denyallow'),
    applies: (input) => input.sessionPolicy !== undefined && sameAccount(input),
    asDocumented: async (input) => {
      const direct = await grants(input, (name) => name === '*' || name === arnOf(input.request.principal));
      return direct && input.sessionPolicy
        ? { ...input, sessionPolicy: onlyDenies(input.sessionPolicy) }
        : input;
    },
  },
  {
    name: 'a federated user without session policy has no permissions but those of a resource policy',
    why: 'The peer takes no session policy for full permission.',
    source: iam('id_credentials_temp_control-access_getfederationtoken'),
    applies: (input) => isFederatedUser(input) && input.sessionPolicy === undefined,
    asDocumented: (input) => ({
      ...input,
      identityPolicies: input.identityPolicies?.map(withoutAllows) ?? [],
    }),
  },
  {
    name: 'administration of a KMS key does not work across accounts',
    why: 'The peer allows it where key policy and identity policy do.',
    source:
      'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html',
    applies: (input) => is(input, 'kms:ScheduleKeyDeletion') && !sameAccount(input) && !isService(input),
    asDocumented: (input) => onResources(input, withoutAllows),
  },
  {
    name: 'an account in NotPrincipal does not except its users and roles',
    why: 'The peer takes everybody of the account for named. AWS checks the account first and then the user.',
    source: iam('reference_policies_elements_notprincipal'),
    applies: (input) =>
      !isRoot(input) &&
      (input.resourcePolicies ?? []).some((policy) => JSON.stringify(policy).includes('NotPrincipal')),
    asDocumented: (input) => onResources(input, (policy) => rewrite(policy, (s) => [withoutAccounts(s)])),
  },
  {
    name: 'policies without Version 2012-10-17 have no variables',
    why: 'The peer replaces variables in policies of every version.',
    source: iam('reference_policies_elements_version'),
    applies: (input) => everyPolicy(input).some(isOfOldVersion),
    asDocumented: (input) =>
      onEveryPolicy(input, (policy) =>
        isOfOldVersion(policy) ? onTexts(policy, (text) => text.replaceAll('${', '${$}{')) : policy,
      ),
  },
  {
    name: 'an address without prefix is a range of one, and every other address is outside',
    why: 'The peer finds no IPv6 address outside such an IPv4 address, and nothing inside 0.0.0.0/0.',
    source: iam('reference_policies_elements_condition_operators'),
    applies: (input) => /"(0\.0\.0\.0\/0|203\.0\.113\.5)"/.test(JSON.stringify(everyPolicy(input))),
    asDocumented: (input) =>
      onEveryPolicy(input, (policy) =>
        onTexts(policy, (text) =>
          text === '0.0.0.0/0'
            ? ['0.0.0.0/1', '128.0.0.0/1']
            : text === '203.0.113.5'
              ? '203.0.113.5/32'
              : text,
        ),
      ),
  },
  {
    name: 'a negated operator and a variable without value',
    why: 'AWS’s page says both that the condition matches and that the statement becomes invalid; whichever is the attacker’s is taken. The peer takes one of them for Allow and Deny alike.',
    source: iam('reference_policies_variables'),
    applies: (input) =>
      everyPolicy(input).some((policy) => statements(policy).some((s) => voidVariable(s, input))),
    asDocumented: (input) =>
      onEveryPolicy(input, (policy) =>
        rewrite(policy, (s) =>
          !voidVariable(s, input) ? [s] : s.Effect === 'Deny' ? [] : [withoutVoid(s, input)],
        ),
      ),
  },
];

/** A stranger in place of accounts, so that the list does not become empty. */
function withoutAccounts(statement: PolicyStatement): PolicyStatement {
  const { NotPrincipal } = statement;
  if (typeof NotPrincipal !== 'object') return statement;
  const named = [NotPrincipal.AWS ?? []].flat().filter((name) => !/^\d+$|:root$/.test(name));
  return {
    ...statement,
    NotPrincipal: { ...NotPrincipal, AWS: ['arn:aws:iam::999900001111:user/Nobody', ...named] },
  };
}

type Condition = NonNullable<PolicyStatement['Condition']>;
const isOfOldVersion = (policy: PolicyInput): boolean =>
  ('document' in policy ? policy.document : policy).Version !== '2012-10-17';

/** The policy with its resources and condition values changed. */
function onTexts(policy: PolicyInput, change: (text: string) => string | string[]): PolicyDocument {
  const changed = <T>(value: T): T =>
    typeof value === 'object'
      ? ([value].flat(2).flatMap((one) => (typeof one === 'string' ? change(one) : one)) as T)
      : typeof value === 'string'
        ? (change(value) as T)
        : value;
  return rewrite(policy, ({ Resource, NotResource, Condition, ...rest }) => [
    {
      ...rest,
      ...(Resource && { Resource: changed(Resource) }),
      ...(NotResource && { NotResource: changed(NotResource) }),
      ...(Condition && {
        Condition: Object.fromEntries(
          Object.entries(Condition).map(([operator, keys]) => [
            operator,
            Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, changed(values)])),
          ]),
        ),
      }),
    },
  ]);
}

const isVoid = (operator: string, value: unknown, present: ReadonlySet<string>): boolean =>
  NEGATED.test(operator) &&
  typeof value === 'string' &&
  [...value.matchAll(/\$\{([^}*?$,]+)\}/g)].some(([, key]) => !present.has((key ?? '').toLowerCase()));

const voidEntry = (operator: string, values: unknown, present: ReadonlySet<string>): boolean =>
  [values].flat().some((value) => isVoid(operator, value, present));

function voidVariable(statement: PolicyStatement, input: EvaluateInput): boolean {
  const present = lower(input.request.context);
  return Object.entries(statement.Condition ?? {}).some(([operator, keys]) =>
    Object.values(keys).some((values) => voidEntry(operator, values, present)),
  );
}

function withoutVoid(statement: PolicyStatement, input: EvaluateInput): PolicyStatement {
  const present = lower(input.request.context);
  const condition: Record<string, Condition[string]> = {};
  for (const [operator, keys] of Object.entries(statement.Condition ?? {})) {
    const kept = Object.entries(keys).flatMap(([key, values]) => {
      if (!voidEntry(operator, values, present)) return [[key, values] as const];
      const left = [values].flat().filter((value) => !isVoid(operator, value, present));
      return left.length > 0 ? [[key, left] as const] : [];
    });
    if (kept.length > 0) condition[operator] = Object.fromEntries(kept);
  }
  const { Condition: _dropped, ...rest } = statement;
  return Object.keys(condition).length > 0 ? { ...rest, Condition: condition } : rest;
}

const everyPolicy = (input: EvaluateInput): readonly PolicyInput[] => [
  ...(input.identityPolicies ?? []),
  ...(input.permissionBoundaries ?? []),
  ...(input.sessionPolicy ? [input.sessionPolicy] : []),
  ...(input.resourcePolicies ?? []),
  ...(input.endpointPolicies ?? []),
  ...(input.scps ?? []).flat(),
  ...(input.rcps ?? []).flat(),
];

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
