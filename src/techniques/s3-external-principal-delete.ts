import type { PolicyDocument } from '../model/policy.ts';
import { type LogBucket, type LogObject, logFileOf } from '../model/snapshot.ts';
import { OUTSIDER_ACCOUNT, type Step, technique } from '../model/technique.ts';
import { enablingAcls } from './parts/bucket-acl.ts';
import { byOwner } from './parts/bucket-policy.ts';
import { erasures } from './parts/erasures.ts';
import { forge } from './parts/log-file.ts';
import { bucketOf } from './parts/object-lock.ts';
import { partitionOf } from './parts/partition.ts';

/** An ACL names an account by its canonical user ID. */
const OUTSIDER_CANONICAL = '0'.repeat(64);

export default technique<LogObject>({
  id: 's3-external-principal-delete',
  title: {
    en: 'Let an outside account in, and delete log files from there',
    ja: '組織外のアカウントを許可し、そこからログを削除する',
  },
  goal: 'erase',
  mitre: ['T1070', 'T1485'],
  why: {
    en: 'No service control policy binds an account outside the organization: once the bucket policy or ACL lets it in, it deletes or overwrites what the owner’s own principals may not touch.',
    ja: '組織外のアカウントには SCP が効きません。バケットポリシーまたは ACL で許可されると、所有アカウントのプリンシパルには禁じられている削除や上書きができます。',
  },
  sources: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A resource control policy that denies s3:DeleteObject, s3:DeleteObjectVersion and s3:PutObject on the objects; or a service or resource control policy that denies s3:PutBucketPolicy, and s3:PutBucketAcl or s3:PutBucketOwnershipControls.',
    ja: 'オブジェクトに対する s3:DeleteObject、s3:DeleteObjectVersion、s3:PutObject を拒否する RCP。または s3:PutBucketPolicy に加えて s3:PutBucketAcl か s3:PutBucketOwnershipControls を拒否する SCP・RCP。',
  },
  notBlockedBy: {
    en: 'A service control policy that denies s3:Delete*: it binds the organization’s own principals. S3 Block Public Access: a policy or ACL that names one account is not public. Object Lock, even in compliance mode: delete markers and new objects are always accepted.',
    ja: 's3:Delete* を拒否する SCP（組織内のプリンシパルにしか効きません）。S3 ブロックパブリックアクセス（特定のアカウントを指定したポリシーや ACL はパブリックと見なされません）。コンプライアンスモードを含むオブジェクトロック（削除マーカーと新しいオブジェクトは常に作成できます）。',
  },
  targets: (snapshot) => snapshot.logBuckets.map(logFileOf),
  ways: (object, snapshot) => {
    const bucket = snapshot && bucketOf(object, snapshot);
    if (snapshot === undefined) return [];
    return [
      ...erasures(object, snapshot).map((deletion): readonly Step[] => [
        letInByPolicy(object, bucket),
        { ...deletion, as: { kind: 'outsider' } },
      ]),
      ...(bucket === undefined ? [] : enablingAcls(bucket)).map((opening) => [
        ...opening,
        letInByAcl(object, bucket),
        forgery(object),
      ]),
    ];
  },
  harm: { en: 'an outsider erases or hides the logs', ja: '組織外からログが消されるか、隠される' },
});

const at = (bucket: LogBucket | undefined): Pick<Step, 'region'> =>
  bucket === undefined ? {} : { region: bucket.region };

function letInByPolicy({ bucketName, bucketArn }: LogObject, bucket: LogBucket | undefined): Step {
  const policy: PolicyDocument = {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { AWS: `arn:${partitionOf(bucketArn)}:iam::${OUTSIDER_ACCOUNT}:root` },
      Action: 's3:*',
      Resource: [bucketArn, `${bucketArn}/*`],
    },
  };
  return {
    operation: 's3:PutBucketPolicy',
    ...at(bucket),
    event: 'PutBucketPolicy',
    needs: [{ action: 's3:PutBucketPolicy', resource: bucketArn }],
    input: { Bucket: bucketName, Policy: JSON.stringify(policy) },
    ...byOwner(bucket ?? {}),
    effect: [{ kind: 'set', arn: bucketArn, fields: { policy } }],
  };
}

const letInByAcl = ({ bucketName, bucketArn }: LogObject, bucket: LogBucket | undefined): Step => ({
  operation: 's3:PutBucketAcl',
  ...at(bucket),
  event: 'PutBucketAcl',
  needs: [{ action: 's3:PutBucketAcl', resource: bucketArn }],
  input: { Bucket: bucketName, GrantWrite: `id=${OUTSIDER_CANONICAL}` },
  effect: [
    { kind: 'set', arn: bucketArn, fields: { acl: [{ grantee: OUTSIDER_ACCOUNT, permission: 'WRITE' }] } },
  ],
});

// WRITE is s3:PutObject. That it also overwrites files of another owner is said on one page of the documentation and
// not on another; that it adds forged ones is certain.
const forgery = (object: LogObject): Step => ({ ...forge(object), as: { kind: 'outsider' } });
