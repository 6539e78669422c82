import type { RequestPrincipal } from '../../src/policy/types.ts';
import {
  ADMIN,
  allow,
  deny,
  FULL,
  iam,
  OTHER,
  OWN,
  organizations,
  type PolicyCase,
  policy,
  request,
  root,
  s3Api,
} from './build.ts';

const RESOURCE = iam('reference_policies_elements_resource');
const SCPS = organizations('orgs_manage_policies_scps');
const ACTION = iam('reference_policies_elements_action');
const SAR = 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html';

const LOGS = 'arn:aws:s3:::shop-trail-logs';
const FILE = `${LOGS}/AWSLogs/${OWN}/CloudTrail/us-east-1/2026/11/24/file.json.gz`;
const TRAIL = `arn:aws:cloudtrail:us-east-1:${OWN}:trail/shop-trail`;

/** The article's policy, its typographic quotes corrected, with or without the objects of the bucket. */
const article = (...resources: string[]) =>
  policy(
    deny('s3:Delete*', resources, { Sid: 'Bucket' }),
    deny(
      ['cloudtrail:DeleteTrail', 'cloudtrail:StopLogging', 'cloudtrail:UpdateTrail'],
      'arn:aws:cloudtrail:*:*:trail/shop-trail',
      { Sid: 'Trail' },
    ),
  );
const asPrinted = [[FULL], [FULL, article(LOGS)], [FULL]];
const withObjects = [[FULL], [FULL, article(LOGS, `${LOGS}/*`)], [FULL, article(LOGS, `${LOGS}/*`)]];

type Levels = NonNullable<PolicyCase['input']['scps']>;
const ALLOWED: PolicyCase['expect'] = { decision: 'allowed' };
const denied = (...sids: string[]): PolicyCase['expect'] => ({
  decision: 'explicit-deny',
  layer: 'scp',
  sids,
});
const c = (
  name: string,
  source: string,
  scps: Levels | undefined,
  action: string,
  resource: string,
  expect: PolicyCase['expect'],
  principal: RequestPrincipal = ADMIN,
): PolicyCase => ({
  name,
  source,
  input: { request: request(principal, action, resource), identityPolicies: [FULL], scps },
  expect,
});

export default [
  c(
    'no policy: the trail can be stopped',
    SCPS,
    [[FULL], [FULL], [FULL]],
    'cloudtrail:StopLogging',
    TRAIL,
    ALLOWED,
  ),
  c('as printed: StopLogging', RESOURCE, asPrinted, 'cloudtrail:StopLogging', TRAIL, denied('Trail')),
  c('as printed: UpdateTrail', RESOURCE, asPrinted, 'cloudtrail:UpdateTrail', TRAIL, denied('Trail')),
  c(
    'as printed: DeleteTrail by root',
    SCPS,
    asPrinted,
    'cloudtrail:DeleteTrail',
    TRAIL,
    denied('Trail'),
    root(),
  ),
  c(
    'as printed: PutEventSelectors blinds the trail',
    ACTION,
    asPrinted,
    'cloudtrail:PutEventSelectors',
    TRAIL,
    ALLOWED,
  ),
  c(
    'as printed: a trail of another name',
    RESOURCE,
    asPrinted,
    'cloudtrail:StopLogging',
    `${TRAIL}-2`,
    ALLOWED,
  ),
  c(
    'as printed: the organization trail of that name, in any account and Region',
    RESOURCE,
    asPrinted,
    'cloudtrail:StopLogging',
    `arn:aws:cloudtrail:ap-northeast-1:${OTHER}:trail/shop-trail`,
    denied('Trail'),
  ),
  c('as printed: DeleteBucket', RESOURCE, asPrinted, 's3:DeleteBucket', LOGS, denied('Bucket')),
  c('as printed: DeleteBucketPolicy', ACTION, asPrinted, 's3:DeleteBucketPolicy', LOGS, denied('Bucket')),
  c(
    'as printed: DeleteBucketPolicy by root',
    s3Api('DeleteBucketPolicy'),
    asPrinted,
    's3:DeleteBucketPolicy',
    LOGS,
    denied('Bucket'),
    root(),
  ),
  c('as printed: log files can be deleted', RESOURCE, asPrinted, 's3:DeleteObject', FILE, ALLOWED),
  c(
    'as printed: versions of log files can be deleted',
    RESOURCE,
    asPrinted,
    's3:DeleteObjectVersion',
    FILE,
    ALLOWED,
  ),
  c('as printed: root can delete log files', RESOURCE, asPrinted, 's3:DeleteObject', FILE, ALLOWED, root()),
  c(
    'as printed: a lifecycle rule deletes them under another permission',
    SAR,
    asPrinted,
    's3:PutLifecycleConfiguration',
    LOGS,
    ALLOWED,
  ),
  c('with bucket/*: log files', RESOURCE, withObjects, 's3:DeleteObject', FILE, denied('Bucket', 'Bucket')),
  c(
    'with bucket/*: versions',
    RESOURCE,
    withObjects,
    's3:DeleteObjectVersion',
    FILE,
    denied('Bucket', 'Bucket'),
  ),
  c('with bucket/*: root', SCPS, withObjects, 's3:DeleteObject', FILE, denied('Bucket', 'Bucket'), root()),
  c(
    'with bucket/*: the bucket itself',
    RESOURCE,
    withObjects,
    's3:DeleteBucket',
    LOGS,
    denied('Bucket', 'Bucket'),
  ),
  c(
    'with bucket/*: another bucket is free',
    RESOURCE,
    withObjects,
    's3:DeleteObject',
    'arn:aws:s3:::shop-trail-logs-copy/x',
    ALLOWED,
  ),
  c('with bucket/*: overwriting is not deleting', ACTION, withObjects, 's3:PutObject', FILE, ALLOWED),
  c('with bucket/*: reading stays possible', ACTION, withObjects, 's3:GetObject', FILE, ALLOWED),
  c(
    'with bucket/*: the management account is unaffected',
    SCPS,
    undefined,
    'cloudtrail:DeleteTrail',
    TRAIL,
    ALLOWED,
  ),
  {
    name: 'with bucket/*: a stranger whom the bucket policy lets delete is not bound by the SCP',
    source: SCPS,
    input: {
      request: request('arn:aws:iam::999900001111:user/Eve', 's3:DeleteObject', FILE),
      identityPolicies: [FULL],
      resourcePolicies: [policy(allow('s3:*', `${LOGS}/*`, { Principal: '*' }))],
      scps: undefined,
    },
    expect: ALLOWED,
  },
] satisfies readonly PolicyCase[];
