import type { PolicyStatement } from '../../src/model/policy.ts';
import type { EvaluateInput } from '../../src/policy/types.ts';
import {
  accountOf,
  arnOf,
  asks,
  everyPolicy,
  hasKey,
  isFederatedUser,
  isOfOldVersion,
  isRoot,
  isService,
  isServiceLinked,
  isUser,
  isVoid,
  matchesResource,
  mentions,
  sameAccount,
} from './facts.ts';
import { askPeer, statements } from './peer.ts';
import {
  FULL,
  grants,
  nothing,
  onEveryPolicy,
  onEveryStatement,
  onlyDenies,
  onResourcePolicies,
  onTexts,
  rewrite,
  withoutAllows,
  withoutDenies,
  withoutIdentityAllows,
  withValues,
} from './restate.ts';

/**
 * Where the peer decides otherwise than AWS documents. `asDocumented` restates the question so that the peer must
 * come to AWS's answer; a disagreement that remains is not explained.
 */
export interface Difference {
  readonly name: string;
  readonly why: string;
  readonly source: string;
  readonly applies: (input: EvaluateInput) => boolean;
  readonly asDocumented: (input: EvaluateInput) => EvaluateInput | Promise<EvaluateInput>;
}

const iam = (page: string) => `https://docs.aws.amazon.com/IAM/latest/UserGuide/${page}.html`;
const SCPS = 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html';
const RCPS = 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html';
const DENY_ALLOW = iam('reference_policies_evaluation-logic_policy-eval-denyallow');
const VARIABLES = iam('reference_policies_variables');
const CONTRADICTION =
  'AWS’s pages say both; whichever is the attacker’s is taken. The peer takes one for Allow and Deny alike.';

const RCP_SERVICES = ['s3', 'kms', 'sts', 'sqs'];
const OWN_POLICY = ['s3:GetBucketPolicy', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy'];
const WHOLE = 'arn:aws:sqs:*:*:${aws:PrincipalTag/team}';

export const differences: readonly Difference[] = [
  {
    name: 'root has full access by default',
    why: 'The peer gives the root user nothing but what a policy allows.',
    source: DENY_ALLOW,
    applies: isRoot,
    asDocumented: (input) => ({ ...input, identityPolicies: [FULL] }),
  },
  {
    name: 'SCPs and RCPs do not bind service-linked roles',
    why: 'The peer applies whatever SCPs and RCPs it is given.',
    source: SCPS,
    applies: isServiceLinked,
    asDocumented: (input) => ({ ...input, scps: undefined, rcps: undefined }),
  },
  {
    name: 'SCPs bind users and roles, not service principals',
    why: 'The peer applies whatever SCPs it is given.',
    source: SCPS,
    applies: isService,
    asDocumented: (input) => ({ ...input, scps: undefined }),
  },
  {
    name: 'RCPs apply only to the services that support them',
    why: 'The peer applies whatever RCPs it is given.',
    source: RCPS,
    applies: ({ request }) => !RCP_SERVICES.includes(request.action.split(':')[0]?.toLowerCase() ?? ''),
    asDocumented: (input) => ({ ...input, rcps: undefined }),
  },
  {
    name: 'a bucket policy cannot keep the owner’s root from the bucket policy',
    why: 'The peer lets a Deny of the bucket policy bind root for Get-, Put- and DeleteBucketPolicy.',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html',
    applies: (input) => isRoot(input) && sameAccount(input) && asks(input, ...OWN_POLICY),
    asDocumented: (input) => onResourcePolicies(input, withoutDenies),
  },
  {
    name: 'a role needs its trust policy',
    why: 'Without a trust policy the peer lets identity policies of the same account decide sts:AssumeRole.',
    source: DENY_ALLOW,
    applies: (input) => asks(input, 'sts:AssumeRole') && !input.resourcePolicies,
    asDocumented: (input) => ({
      ...input,
      resourcePolicies: [{ Version: '2012-10-17', Statement: [nothing({ Effect: 'Deny', Principal: '*' })] }],
    }),
  },
  {
    name: 'a federated user without session policy has no permissions but those of a resource policy',
    why: 'The peer takes no session policy for full permission.',
    source: iam('id_credentials_temp_control-access_getfederationtoken'),
    applies: (input) => isFederatedUser(input) && input.sessionPolicy === undefined,
    asDocumented: withoutIdentityAllows,
  },
  {
    name: 'administration of a KMS key does not work across accounts',
    why: 'The peer allows it where key policy and identity policy do.',
    source:
      'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html',
    applies: (input) =>
      asks(input, 'kms:ScheduleKeyDeletion') && accountOf(input) !== '' && !sameAccount(input),
    asDocumented: (input) => onResourcePolicies(input, withoutAllows),
  },
  {
    name: 'an account in NotPrincipal does not except its users and roles',
    why: 'The peer takes everybody of the account for named. AWS checks the account first and then the user.',
    source: iam('reference_policies_elements_notprincipal'),
    applies: (input) => !isRoot(input) && mentions(input, 'NotPrincipal'),
    asDocumented: (input) => onEveryStatement(input, (statement) => [withoutAccounts(statement)]),
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
    applies: (input) => mentions(input, /"(0\.0\.0\.0\/0|203\.0\.113\.5)"/),
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
    name: 'a variable may be the whole resource part of an ARN',
    why: 'The peer takes what stands before the first colon or slash of the resource part literally.',
    source: VARIABLES,
    applies: (input) => mentions(input, `${WHOLE}"`),
    asDocumented: (input) =>
      onEveryPolicy(input, (policy) =>
        onTexts(policy, (text) => {
          if (text !== WHOLE || isOfOldVersion(policy) || isVoid(text, input)) return text;
          return matchesResource(text, input) ? input.request.resource : 'arn:aws:sqs:::nothing';
        }),
      ),
  },
  {
    name: '${*} is an asterisk to operators without wildcards as well',
    why: 'The peer compares with something else.',
    source: VARIABLES,
    applies: (input) => mentions(input, '${*}'),
    asDocumented: (input) =>
      onEveryPolicy(input, (policy) =>
        isOfOldVersion(policy)
          ? policy
          : onTexts(policy, (text, operator) =>
              /^[^:]*:?String\w*Equals/.test(operator) ? text.replace('${*}', '*') : text,
            ),
      ),
  },
  {
    name: 'ForAnyValue with IfExists, without the key',
    why: CONTRADICTION,
    source: iam('reference_policies_condition-single-vs-multi-valued-context-keys'),
    applies: (input) => mentions(input, /ForAnyValue:\w+IfExists/),
    asDocumented: (input) =>
      onEveryStatement(input, (statement) => [
        statement.Effect === 'Deny'
          ? statement
          : withValues(statement, (operator, key, values) =>
              /^ForAnyValue:.*IfExists$/.test(operator) && !hasKey(input, key) ? [] : values,
            ),
      ]),
  },
  {
    name: 'NotResource and a variable without value',
    why: CONTRADICTION,
    source: VARIABLES,
    applies: (input) => mentions(input, 'NotResource'),
    asDocumented: (input) =>
      onEveryPolicy(input, (policy) =>
        rewrite(policy, (statement) => {
          if (isOfOldVersion(policy) || !voidNotResource(statement, input)) return [statement];
          if (statement.Effect === 'Deny') return [];
          const { NotResource: _everything, ...rest } = statement;
          return [{ ...rest, Resource: '*' }];
        }),
      ),
  },
  {
    name: 'a negated operator and a variable without value',
    why: CONTRADICTION,
    source: VARIABLES,
    applies: (input) =>
      everyPolicy(input).some(
        (policy) =>
          !isOfOldVersion(policy) && statements(policy).some((statement) => standsOnVoid(statement, input)),
      ),
    asDocumented: (input) =>
      onEveryPolicy(input, (policy) =>
        isOfOldVersion(policy) ? policy : rewrite(policy, (s) => voidNegations(s, input)),
      ),
  },
  {
    name: 'a negated operator and a value of another type',
    why: 'AWS says that such a value matches nothing, and not whether the negation then holds: no deny is claimed from it.',
    source: iam('reference_policies_elements_condition_operators'),
    applies: (input) =>
      everyPolicy(input).some((policy) => statements(policy).some((s) => isMisread(s, input))),
    asDocumented: (input) =>
      onEveryPolicy(input, (policy) => rewrite(policy, (s) => (isMisread(s, input) ? [] : [s]))),
  },
  // These ask the peer about parts of the question, so everything else has to be restated before.
  {
    name: 'a user whom a trust policy names still needs the boundary',
    why: 'The peer lets the trust policy pass the permissions boundary, as other resource policies do.',
    source: iam('id_roles_update-role-trust-policy'),
    applies: (input) =>
      asks(input, 'sts:AssumeRole') && isUser(input) && input.permissionBoundaries !== undefined,
    asDocumented: async (input) => {
      if (await grants(input, (name) => name === '*')) return input;
      const trusted: PolicyStatement = {
        Effect: 'Allow',
        Principal: { AWS: accountOf(input) },
        Action: 'sts:AssumeRole',
      };
      const bounded = await askPeer({
        request: { ...input.request, resourceAccount: accountOf(input) },
        identityPolicies: input.permissionBoundaries ?? [],
        resourcePolicies: [{ Version: '2012-10-17', Statement: [trusted] }],
      });
      return bounded === 'implicit-deny'
        ? withoutIdentityAllows(onResourcePolicies(input, withoutAllows))
        : input;
    },
  },
  {
    name: 'a resource policy that names the session passes the session policy',
    why: 'The peer refuses whatever the session policy does not allow.',
    source: DENY_ALLOW,
    applies: (input) => input.sessionPolicy !== undefined && sameAccount(input),
    asDocumented: async (input) => {
      const direct = await grants(input, (name) => name === '*' || name === arnOf(input.request.principal));
      return direct && input.sessionPolicy
        ? { ...input, sessionPolicy: onlyDenies(input.sessionPolicy) }
        : input;
    },
  },
];

/** A stranger stands in for the accounts, so that the list does not become empty. */
function withoutAccounts(statement: PolicyStatement): PolicyStatement {
  const { NotPrincipal } = statement;
  if (typeof NotPrincipal !== 'object') return statement;
  const named = [NotPrincipal.AWS ?? []].flat().filter((name) => !/^\d+$|:root$/.test(name));
  return {
    ...statement,
    NotPrincipal: { ...NotPrincipal, AWS: ['arn:aws:iam::999900001111:user/Nobody', ...named] },
  };
}

/** An entry stands on a variable without value, and no other entry excepts the resource. */
function voidNotResource(statement: PolicyStatement, input: EvaluateInput): boolean {
  const entries = [statement.NotResource ?? []].flat();
  return (
    entries.some((entry) => isVoid(entry, input)) &&
    !entries.some((entry) => !isVoid(entry, input) && matchesResource(entry, input))
  );
}

/** Without the key a negated operator holds whatever the value is, so only present keys are in question. */
function filledValues(statement: PolicyStatement, input: EvaluateInput): PolicyStatement {
  return withValues(statement, (operator, key, values) =>
    /Not/.test(operator) && hasKey(input, key) ? values.filter((value) => !isVoid(value, input)) : values,
  );
}
const conditionsOf = (
  statement: PolicyStatement,
): readonly (readonly [string, string, readonly string[]])[] =>
  Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => [operator, key, [values].flat().map(String)] as const),
  );

const standsOnVoid = (statement: PolicyStatement, input: EvaluateInput): boolean =>
  statement.Effect === 'Deny'
    ? conditionsOf(statement).some(([, , values]) => values.some((value) => isVoid(value, input)))
    : JSON.stringify(filledValues(statement, input)) !==
      JSON.stringify(withValues(statement, (_operator, _key, values) => values));

const TYPES: readonly (readonly [RegExp, (text: string) => boolean])[] = [
  [/ArnNot(Equals|Like)/, (text) => text === '*' || text.split(':').length >= 6],
  [/NotIpAddress/, (text) => /^[\da-f.:]+(\/\d+)?$/i.test(text)],
  [/NumericNotEquals/, (text) => /^[+-]?\d+(\.\d+)?$/.test(text)],
  [/DateNotEquals/, (text) => /^(\d+|\d{4}-\d\d.*)$/.test(text)],
];

/** A deny that a negated operator would carry, though it cannot read the policy's value or the request's. */
function isMisread(statement: PolicyStatement, input: EvaluateInput): boolean {
  if (statement.Effect !== 'Deny') return false;
  return conditionsOf(statement).some(([operator, key, values]) => {
    const reads = TYPES.find(([name]) => name.test(operator))?.[1];
    if (reads === undefined || !hasKey(input, key)) return false;
    const stated = Object.entries(input.request.context).find(
      ([name]) => name.toLowerCase() === key.toLowerCase(),
    );
    const given = [stated?.[1] ?? []].flat().map(String);
    return [...values.filter((value) => !value.includes('${')), ...given].some((value) => !reads(value));
  });
}

/** Of a Deny nothing is left, of an Allow what does not stand on the variable. */
function voidNegations(statement: PolicyStatement, input: EvaluateInput): readonly PolicyStatement[] {
  if (!standsOnVoid(statement, input)) return [statement];
  return statement.Effect === 'Deny' ? [] : [filledValues(statement, input)];
}
