import type { Resource } from '../../model/resource.ts';
import { AwsError } from '../../sandbox/aws-error.ts';
import type { AuthorizationNeed, Call, Emulation, Operation } from '../../sandbox/emulation.ts';
import { optionalInteger, optionalText, text } from '../../sandbox/input.ts';
import { page } from '../../sandbox/pages.ts';
import { jsonProtocol } from '../../sandbox/protocols/json.ts';
import { withValidationCode } from '../../sandbox/validation-code.ts';

type Needs = (call: Call) => readonly AuthorizationNeed[];

/** Of the organization, in the Region of its instance: seen by the management account and the delegated administrator. */
function permissionSets({ world, caller, region }: Call): readonly Resource[] {
  const { managementAccountId, delegatedAdministrators } = world.organization;
  const { accountId = '' } = caller;
  const delegates = delegatedAdministrators.get('sso.amazonaws.com');
  if (accountId !== managementAccountId && delegates?.has(accountId) !== true) return [];
  return [...world.resources.values()].filter(
    (one) => one.type === 'AWS::SSO::PermissionSet' && one.region === region,
  );
}

const instanceOf = ({ arn }: Resource): string =>
  arn.replace(/:permissionSet\/(ssoins-[^/]+)\/.*$/, ':instance/$1');

const instances = (call: Call): readonly string[] => [...new Set(permissionSets(call).map(instanceOf))];

const ARN = {
  max: 1224,
  pattern:
    /^arn:[\w-]+:sso:::(?:instance\/(?:sso)?ins-[\w.-]+|permissionSet\/(?:sso)?ins-[\w.-]+\/ps-[\w.-]+)$/,
};

function paged<Item>(call: Call, items: readonly Item[], keyOf: (item: Item) => string) {
  const found = page(items, keyOf, {
    token: optionalText(call.input, 'NextToken'),
    size: optionalInteger(call.input, 'MaxResults', { min: 1, max: 100 }) ?? 100,
  });
  if (found === undefined) throw new AwsError('ValidationException', 400, 'Invalid NextToken.');
  return found;
}

function listInstances(call: Call): unknown {
  const { items, next } = paged(call, instances(call), (arn) => arn);
  const { managementAccountId: OwnerAccountId } = call.world.organization;
  const shown = items.map((InstanceArn) => ({ InstanceArn, OwnerAccountId, Status: 'ACTIVE' }));
  return { Instances: shown, NextToken: next };
}

/** The permission sets of the instance that the input names. */
function setsIn(call: Call): readonly Resource[] {
  const instance = text(call.input, 'InstanceArn', ARN);
  if (!instances(call).includes(instance))
    throw new AwsError('ResourceNotFoundException', 400, 'Instance not found.');
  return permissionSets(call).filter((one) => instanceOf(one) === instance);
}

function listPermissionSets(call: Call): unknown {
  const { items, next } = paged(call, setsIn(call), ({ arn }) => arn);
  return { PermissionSets: items.map(({ arn }) => arn), NextToken: next };
}

function describePermissionSet(call: Call): unknown {
  const wanted = text(call.input, 'PermissionSetArn', ARN);
  const found = setsIn(call).find(({ arn }) => arn === wanted);
  if (found === undefined) throw new AwsError('ResourceNotFoundException', 400, 'PermissionSet not found.');
  return { PermissionSet: { PermissionSetArn: found.arn, Name: found.name } };
}

/** Each on all that it names. */
const on =
  (...members: readonly ('InstanceArn' | 'PermissionSetArn' | 'TargetId')[]): Needs =>
  ({ input, operation, world }) =>
    members.map((member) => ({
      action: `sso:${operation}`,
      resource:
        member === 'TargetId'
          ? `arn:${world.partition}:sso:::account/${text(input, member, { max: 12, pattern: /^\d{12}$/ })}`
          : text(input, member, ARN),
    }));

/** The ARN of the new one is not known yet. */
const onNewSet: Needs = (call) => {
  const instance = text(call.input, 'InstanceArn', ARN);
  return [
    ...on('InstanceArn')(call),
    { action: 'sso:CreatePermissionSet', resource: `${instance.replace(':instance/', ':permissionSet/')}/*` },
  ];
};

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiamidentitycenter.html */
const operations: Readonly<Record<string, Operation>> = {
  AttachManagedPolicyToPermissionSet: { access: 'write', needs: on('InstanceArn', 'PermissionSetArn') },
  CreateAccountAssignment: { access: 'write', needs: on('TargetId', 'InstanceArn', 'PermissionSetArn') },
  CreatePermissionSet: { access: 'write', needs: onNewSet },
  DescribePermissionSet: {
    access: 'read',
    needs: on('InstanceArn', 'PermissionSetArn'),
    run: describePermissionSet,
  },
  ListInstances: {
    access: 'read',
    needs: () => [{ action: 'sso:ListInstances', resource: '*' }],
    run: listInstances,
  },
  ListPermissionSets: { access: 'read', needs: on('InstanceArn'), run: listPermissionSets },
};

/** https://docs.aws.amazon.com/singlesignon/latest/APIReference/welcome.html */
export default {
  service: 'sso',
  protocol: jsonProtocol({ targets: ['SWBExternalService'] }),
  accessDeniedCode: 'AccessDeniedException',
  operations: withValidationCode(operations, 'ValidationException'),
} satisfies Emulation;
