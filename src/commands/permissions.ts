import type { PolicyDocument, PolicyStatement } from '../model/policy.ts';
import { COLLECT_PERMISSIONS } from './permissions/collect.ts';

/** What enters member accounts stands apart: the caller needs it, and the roles there do not. */
const ENTERING = 'sts:AssumeRole';

/** The least policy for reading: every action on everything, for none of them names what will be found. */
const READ: PolicyStatement = {
  Sid: 'Read',
  Effect: 'Allow',
  Action: COLLECT_PERMISSIONS.filter((action) => action !== ENTERING),
  Resource: '*',
};

const ENTER: PolicyStatement = {
  Sid: 'EnterMemberAccounts',
  Effect: 'Allow',
  Action: ENTERING,
  Resource: 'arn:*:iam::*:role/IndelibleRead',
};

const policyOf = (...Statement: readonly PolicyStatement[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement,
});

/** Of whoever reads. */
export const collectPolicy = (): PolicyDocument => policyOf(READ, ENTER);

/** A role `IndelibleRead` in every account, for a CloudFormation StackSet. */
export const stackSetTemplate = (): object => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description: 'A role that Indelible reads with',
  Parameters: {
    ReaderAccount: { Type: 'String', AllowedPattern: '\\d{12}', Description: 'The account that reads' },
    ExternalId: { Type: 'String', Default: '', Description: 'Asked for if given' },
  },
  Conditions: { HasExternalId: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'ExternalId' }, ''] }] } },
  Resources: {
    IndelibleRead: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'IndelibleRead',
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: {
                AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${ReaderAccount}:root' },
              },
              Action: ENTERING,
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
        Policies: [{ PolicyName: 'IndelibleRead', PolicyDocument: policyOf(READ) }],
      },
    },
  },
});

/** The same role as a Terraform configuration. */
export const terraform = (): string => `variable "reader_account" {
  type        = string
  description = "The account that reads"
}

resource "aws_iam_role" "indelible_read" {
  name = "IndelibleRead"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = var.reader_account }
      Action    = "${ENTERING}"
    }]
  })
}

resource "aws_iam_role_policy" "indelible_read" {
  name = "IndelibleRead"
  role = aws_iam_role.indelible_read.id
  policy = jsonencode(${JSON.stringify(policyOf(READ), null, 2).replaceAll('\n', '\n  ')})
}`;
