import type { Permissions } from '../permissions.ts';

/** The role as a CloudFormation template: for a StackSet, or for a stack of one account. */
export function stackSetTemplate({ roleName, role }: Permissions): object {
  const { path, name } = placeOf(roleName);
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `The role ${name} of Indelible`,
    Parameters: {
      CallerAccount: {
        Type: 'String',
        AllowedPattern: '\\d{12}',
        Description: 'The account that Indelible runs in',
      },
      ExternalId: { Type: 'String', Default: '', Description: 'Asked for if given' },
    },
    Conditions: { HasExternalId: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'ExternalId' }, ''] }] } },
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: name,
          Path: path,
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${CallerAccount}:root' } },
                Action: 'sts:AssumeRole',
                Condition: {
                  'Fn::If': [
                    'HasExternalId',
                    { StringEquals: { 'sts:ExternalId': { Ref: 'ExternalId' } } },
                    { Ref: 'AWS::NoValue' },
                  ],
                },
              },
            ],
          },
          Policies: [{ PolicyName: name, PolicyDocument: role }],
        },
      },
    },
  };
}

/** The same role as a Terraform configuration. JSON is an expression of Terraform's language, but for its templates. */
export function terraform({ roleName, role }: Permissions): string {
  const { path, name } = placeOf(roleName);
  const policy = JSON.stringify(role, null, 2).replaceAll('\n', '\n  ');
  return `variable "caller_account" {
  type        = string
  description = "The account that Indelible runs in"
}

variable "external_id" {
  type        = string
  default     = ""
  description = "Asked for if given"
}

data "aws_partition" "current" {}

resource "aws_iam_role" "indelible" {
  name = "${name}"
  path = "${path}"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [merge({
      Effect    = "Allow"
      Principal = { AWS = "arn:\${data.aws_partition.current.partition}:iam::\${var.caller_account}:root" }
      Action    = "sts:AssumeRole"
    }, var.external_id == "" ? {} : {
      Condition = { StringEquals = { "sts:ExternalId" = var.external_id } }
    })]
  })
}

resource "aws_iam_role_policy" "indelible" {
  name   = "${name}"
  role   = aws_iam_role.indelible.id
  policy = jsonencode(${policy})
}`;
}

function placeOf(roleName: string): { readonly path: string; readonly name: string } {
  const [, path = '', name = roleName] = /^(.*\/)?([^/]+)$/.exec(roleName) ?? [];
  return { path: `/${path}`, name };
}
