import type { Step } from '../../model/technique.ts';
import { type ExemptPrincipal, entrances, trusting } from './exempt-principal.ts';

/** One call of IAM about the principal. */
export function call(name: string, { arn }: ExemptPrincipal, input: Step['input'], policyArn?: string): Step {
  const context = policyArn === undefined ? {} : { context: { 'iam:PolicyARN': policyArn } };
  return {
    operation: `iam:${name}`,
    event: name,
    needs: [{ action: `iam:${name}`, resource: arn, ...context }],
    input,
  };
}

export const administrator = ({ partition }: ExemptPrincipal): string =>
  `arn:${partition}:iam::aws:policy/AdministratorAccess`;

/** Makes the role, gives it everything, and becomes it: from its own account, or from outside. */
export function roleWays(role: ExemptPrincipal): readonly (readonly Step[])[] {
  const { arn, name, path, partition } = role;
  const policyArn = administrator(role);
  const attach = call('AttachRolePolicy', role, { RoleName: name, PolicyArn: policyArn }, policyArn);
  const put = call('PutRolePolicy', role, {
    RoleName: name,
    PolicyName: 'everything',
    PolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
    }),
  });
  return entrances(role).flatMap(({ accountId, enter }) => {
    const trust = trusting(partition, accountId);
    const create: Step = {
      ...call('CreateRole', role, {
        RoleName: name,
        Path: path,
        AssumeRolePolicyDocument: JSON.stringify(trust),
      }),
      effect: [{ kind: 'set', arn, fields: { trust } }],
    };
    return [attach, put].map((grant) => [create, grant, enter]);
  });
}
