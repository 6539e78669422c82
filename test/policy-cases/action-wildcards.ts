import { allow, BUCKET, deny, iam, identityCase, OBJECT, type PolicyCase, TRAIL } from './build.ts';

const ACTION = iam('reference_policies_elements_action');

type Row = readonly [name: string, pattern: string | readonly string[], action: string, matches: boolean];

const rows: readonly Row[] = [
  ['an action names itself', 'cloudtrail:StopLogging', 'cloudtrail:StopLogging', true],
  [
    'another action of the service does not match',
    'cloudtrail:StopLogging',
    'cloudtrail:StartLogging',
    false,
  ],
  [
    'the same name in another service does not match',
    'logs:PutResourcePolicy',
    'cloudtrail:PutResourcePolicy',
    false,
  ],
  ['action names are case insensitive', 'CloudTrail:stoplogging', 'cloudtrail:StopLogging', true],
  ['the request may come in any case too', 'cloudtrail:StopLogging', 'CLOUDTRAIL:STOPLOGGING', true],
  ['* alone is every action', '*', 'cloudtrail:DeleteTrail', true],
  ['service:* is every action of the service', 'cloudtrail:*', 'cloudtrail:DeleteTrail', true],
  ['service:* is nothing of another service', 's3:*', 'cloudtrail:DeleteTrail', false],
  ['service:* is not a prefix of the service name', 's3:*', 's3express:CreateSession', false],
  ['a trailing * needs its prefix', 'cloudtrail:Delete*', 'cloudtrail:DeleteTrail', true],
  ['a trailing * also stands for nothing', 'cloudtrail:DeleteTrail*', 'cloudtrail:DeleteTrail', true],
  ['a prefix is anchored at the start', 'cloudtrail:Trail*', 'cloudtrail:DeleteTrail', false],
  ['a leading * is anchored at the end', 'cloudtrail:*Trail', 'cloudtrail:DeleteTrail', true],
  ['a leading * does not reach beyond the end', 'cloudtrail:*Trail', 'cloudtrail:GetTrailStatus', false],
  ['* may stand on both sides', 'iam:*AccessKey*', 'iam:UpdateAccessKey', true],
  ['* on both sides still needs the middle', 'iam:*AccessKey*', 'iam:CreateUser', false],
  ['* may stand in the middle', 's3:Put*Policy', 's3:PutBucketPolicy', true],
  ['? is one character', 's3:GetObjec?', 's3:GetObject', true],
  ['? is not no character', 's3:GetObject?', 's3:GetObject', false],
  ['? is not two characters', 's3:GetObje?', 's3:GetObject', false],
  ['several wildcards in one name', 'cloudtrail:?top*ing', 'cloudtrail:StopLogging', true],
  ['any of several patterns', ['ec2:*', 'cloudtrail:Stop*'], 'cloudtrail:StopLogging', true],
  ['none of several patterns', ['ec2:*', 'cloudtrail:Start*'], 'cloudtrail:StopLogging', false],
  ['a dot is a dot', 'cloudtrail:Stop.ogging', 'cloudtrail:StopLogging', false],
];

export default [
  ...rows.map(
    ([name, pattern, action, matches]): PolicyCase =>
      identityCase(
        ACTION,
        name,
        [allow(pattern)],
        { action, resource: TRAIL },
        matches ? 'allowed' : 'implicit-deny',
      ),
  ),
  identityCase(
    ACTION,
    's3:Delete* under Deny reaches s3:DeleteObjectVersion',
    [allow('*'), deny('s3:Delete*')],
    { action: 's3:DeleteObjectVersion', resource: OBJECT },
    'explicit-deny',
  ),
  identityCase(
    ACTION,
    's3:DeleteObject under Deny does not reach s3:DeleteObjectVersion',
    [allow('*'), deny('s3:DeleteObject')],
    { action: 's3:DeleteObjectVersion', resource: OBJECT },
    'allowed',
  ),
  identityCase(
    ACTION,
    'a Deny matches whatever case the action is written in',
    [allow('*'), deny('S3:DELETEBUCKET')],
    { action: 's3:DeleteBucket', resource: BUCKET },
    'explicit-deny',
  ),
] satisfies readonly PolicyCase[];
