import type { Policy, PolicyDocument } from '../model/policy.ts';

/**
 * The AWS managed policies whose exact content is known here; no other can be attached in the sandbox.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const DOCUMENTS: Readonly<Record<string, PolicyDocument>> = {
  AdministratorAccess: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  },
  AmazonS3FullAccess: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: ['s3:*', 's3-object-lambda:*'], Resource: '*' }],
  },
  PowerUserAccess: {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
      {
        Effect: 'Allow',
        Action: [
          'account:GetAccountInformation',
          'account:GetGovCloudAccountInformation',
          'account:GetPrimaryEmail',
          'account:ListRegions',
          'iam:CreateServiceLinkedRole',
          'iam:DeleteServiceLinkedRole',
          'iam:ListRoles',
          'organizations:DescribeEffectivePolicy',
          'organizations:DescribeOrganization',
        ],
        Resource: '*',
      },
    ],
  },
};

export const awsManagedPolicyNames: readonly string[] = Object.keys(DOCUMENTS);

const found = new Map<string, Policy>();

/** By ARN (`arn:aws:iam::aws:policy/AdministratorAccess`), the same object each time; `undefined` if unknown. */
export function awsManagedPolicy(arn: string): Policy | undefined {
  const known = found.get(arn);
  if (known) return known;
  const name = /^arn:aws[a-z-]*:iam::aws:policy\/([\w+=,.@-]+)$/.exec(arn)?.[1];
  if (name === undefined || !Object.hasOwn(DOCUMENTS, name)) return undefined;
  const document = DOCUMENTS[name];
  if (document === undefined) return undefined;
  const policy = { name, arn, document };
  found.set(arn, policy);
  return policy;
}
