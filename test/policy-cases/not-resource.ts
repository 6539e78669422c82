import type { PolicyStatement } from '../../src/model/policy.ts';
import { allow, iam, identityCase, OBJECT, OWN, type PolicyCase, TRAIL } from './build.ts';

const NOT_RESOURCE = iam('reference_policies_elements_notresource');
const VARIABLES = iam('reference_policies_variables');

const onlyPayroll: PolicyStatement = {
  Effect: 'Deny',
  Action: 's3:*',
  NotResource: ['arn:aws:s3:::HRBucket/Payroll', 'arn:aws:s3:::HRBucket/Payroll/*'],
};
const allButHr: PolicyStatement = { Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::HRBucket' };
const ownFolder: PolicyStatement = {
  Effect: 'Deny',
  Action: 's3:*',
  NotResource: 'arn:aws:s3:::HRBucket/${aws:PrincipalTag/team}/*',
};

const c = (
  name: string,
  statements: readonly PolicyStatement[],
  action: string,
  resource: string,
  decision: PolicyCase['expect']['decision'],
): PolicyCase => identityCase(NOT_RESOURCE, name, statements, { action, resource }, decision);

export default [
  c(
    'Deny NotResource refuses other objects of the bucket',
    [allow('*'), onlyPayroll],
    's3:GetObject',
    'arn:aws:s3:::HRBucket/Other',
    'explicit-deny',
  ),
  c(
    'Deny NotResource refuses the bucket that holds the excepted folder',
    [allow('*'), onlyPayroll],
    's3:ListBucket',
    'arn:aws:s3:::HRBucket',
    'explicit-deny',
  ),
  c(
    'Deny NotResource refuses other buckets',
    [allow('*'), onlyPayroll],
    's3:GetObject',
    OBJECT,
    'explicit-deny',
  ),
  c(
    'Deny NotResource leaves an excepted object alone',
    [allow('*'), onlyPayroll],
    's3:GetObject',
    'arn:aws:s3:::HRBucket/Payroll/may',
    'allowed',
  ),
  c(
    'a name that only begins like the excepted one is refused',
    [allow('*'), onlyPayroll],
    's3:GetObject',
    'arn:aws:s3:::HRBucket/Payroll2',
    'explicit-deny',
  ),
  c(
    'the Action keeps Deny NotResource within S3',
    [allow('*'), onlyPayroll],
    'cloudtrail:StopLogging',
    TRAIL,
    'allowed',
  ),
  c(
    'Deny NotResource grants nothing',
    [onlyPayroll],
    's3:GetObject',
    'arn:aws:s3:::HRBucket/Payroll/may',
    'implicit-deny',
  ),
  c(
    'Allow NotResource allows every other service',
    [allButHr],
    'iam:AttachUserPolicy',
    `arn:aws:iam::${OWN}:user/Alice`,
    'allowed',
  ),
  c(
    'Allow NotResource does not allow the listed bucket',
    [allButHr],
    's3:ListBucket',
    'arn:aws:s3:::HRBucket',
    'implicit-deny',
  ),
  c(
    'Allow NotResource of a bucket allows its objects',
    [allButHr],
    's3:GetObject',
    'arn:aws:s3:::HRBucket/Payroll',
    'allowed',
  ),
  c(
    'Allow NotResource also covers actions without resource types',
    [allButHr],
    'cloudtrail:DescribeTrails',
    '*',
    'allowed',
  ),
  identityCase(
    VARIABLES,
    'a variable in NotResource excepts the own folder',
    [allow('*'), ownFolder],
    {
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::HRBucket/red/a',
      context: { 'aws:PrincipalTag/team': 'red' },
    },
    'allowed',
  ),
  identityCase(
    VARIABLES,
    'a variable in NotResource does not except the folder of others',
    [allow('*'), ownFolder],
    {
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::HRBucket/blue/a',
      context: { 'aws:PrincipalTag/team': 'red' },
    },
    'explicit-deny',
  ),
] satisfies readonly PolicyCase[];
