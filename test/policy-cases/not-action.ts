import type { PolicyStatement } from '../../src/model/policy.ts';
import { allow, BUCKET, iam, identityCase, OBJECT, type PolicyCase, TRAIL, user } from './build.ts';

const NOT_ACTION = iam('reference_policies_elements_notaction');
const but = (
  Effect: PolicyStatement['Effect'],
  NotAction: string | readonly string[],
  Resource: string | readonly string[] = '*',
  rest: Partial<PolicyStatement> = {},
): PolicyStatement => ({ Effect, NotAction, Resource, ...rest });

const allS3ButDeleteBucket = but('Allow', 's3:DeleteBucket', 'arn:aws:s3:::*');
const allButIam = but('Allow', 'iam:*');
const mfaOrIam = but('Deny', 'iam:*', '*', {
  Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
});

const c = (
  name: string,
  statements: readonly PolicyStatement[],
  action: string,
  resource: string,
  decision: PolicyCase['expect']['decision'],
  context = {},
): PolicyCase => identityCase(NOT_ACTION, name, statements, { action, resource, context }, decision);

export default [
  c(
    'Allow NotAction allows an action that is not listed',
    [allS3ButDeleteBucket],
    's3:PutObject',
    OBJECT,
    'allowed',
  ),
  c(
    'Allow NotAction does not allow a listed action',
    [allS3ButDeleteBucket],
    's3:DeleteBucket',
    BUCKET,
    'implicit-deny',
  ),
  c(
    'the Resource limits Allow NotAction to one service',
    [allS3ButDeleteBucket],
    'cloudtrail:StopLogging',
    TRAIL,
    'implicit-deny',
  ),
  c('everything but IAM: another service', [allButIam], 'cloudtrail:StopLogging', TRAIL, 'allowed'),
  c('everything but IAM: IAM', [allButIam], 'iam:DeleteUser', user('Bob'), 'implicit-deny'),
  c(
    'a listed action is not refused by Allow NotAction, another statement may allow it',
    [allButIam, allow('iam:*')],
    'iam:DeleteUser',
    user('Bob'),
    'allowed',
  ),
  c(
    'Deny NotAction refuses what is not listed',
    [allow('*'), but('Deny', 'iam:*')],
    's3:GetObject',
    OBJECT,
    'explicit-deny',
  ),
  c(
    'Deny NotAction leaves what is listed to other statements',
    [allow('*'), but('Deny', 'iam:*')],
    'iam:GetUser',
    user('Bob'),
    'allowed',
  ),
  c('Deny NotAction grants nothing', [but('Deny', 'iam:*')], 'iam:GetUser', user('Bob'), 'implicit-deny'),
  c(
    'names in NotAction are case insensitive',
    [allow('*'), but('Deny', 'IAM:GETUSER')],
    'iam:GetUser',
    user('Bob'),
    'allowed',
  ),
  c(
    'a wildcard in NotAction excepts all it matches',
    [allow('*'), but('Deny', ['s3:Get*', 's3:List*'])],
    's3:GetObject',
    OBJECT,
    'allowed',
  ),
  c(
    'what no pattern of NotAction matches is refused',
    [allow('*'), but('Deny', ['s3:Get*', 's3:List*'])],
    's3:DeleteObject',
    OBJECT,
    'explicit-deny',
  ),
  c(
    'Deny NotAction is limited by its Resource',
    [allow('*'), but('Deny', 's3:Get*', `${BUCKET}/*`)],
    's3:DeleteBucket',
    BUCKET,
    'allowed',
  ),
  c(
    'without MFA everything but IAM is refused',
    [allow('*'), mfaOrIam],
    's3:GetObject',
    OBJECT,
    'explicit-deny',
    { 'aws:MultiFactorAuthPresent': 'false' },
  ),
  c('without MFA IAM still works', [allow('*'), mfaOrIam], 'iam:GetUser', user('Bob'), 'allowed', {
    'aws:MultiFactorAuthPresent': 'false',
  }),
  c('with MFA the Deny has no effect', [allow('*'), mfaOrIam], 's3:GetObject', OBJECT, 'allowed', {
    'aws:MultiFactorAuthPresent': 'true',
  }),
  c('NotAction "*" leaves nothing', [but('Allow', '*')], 's3:GetObject', OBJECT, 'implicit-deny'),
] satisfies readonly PolicyCase[];
