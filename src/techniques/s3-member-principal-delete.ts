import type { PolicyDocument } from '../model/policy.ts';
import { type LogObject, logFileOf } from '../model/snapshot.ts';
import { type Step, technique } from '../model/technique.ts';
import { byOwner } from './parts/bucket-policy.ts';
import { erasures } from './parts/erasures.ts';
import { type OwnedBucket, ownedBucketOf, ownerKnown } from './parts/owned-bucket.ts';

export default technique<LogObject>({
  id: 's3-member-principal-delete',
  title: {
    en: 'Let another member account in, and delete log files from there',
    ja: '別のメンバーアカウントを許可し、そこからログを削除する',
  },
  goal: 'erase',
  mitre: ['T1070', 'T1485'],
  why: {
    en: 'A service control policy binds the caller’s account, and not the bucket: a guard on the log archive’s organizational unit does not hold a role of another unit. A policy that lets in the whole organization looks harmless, and passes a data perimeter.',
    ja: 'SCP が効くのは呼び出し元のアカウントであり、バケットではありません。ログアーカイブの OU だけに付けた SCP は、別の OU のロールには効きません。組織全体を許可するポリシーは無害に見え、データ境界も通ります。',
  },
  sources: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html',
  ],
  by: ['owner', 'member'],
  blockedBy: {
    en: 'A resource control policy that denies s3:DeleteObject and s3:DeleteObjectVersion on the objects, or a service control policy that does so at the root of the organization. A deny of s3:PutBucketPolicy on the bucket.',
    ja: 'オブジェクトに対する s3:DeleteObject と s3:DeleteObjectVersion を拒否する RCP、または組織のルートに付けた同様の SCP。バケットに対する s3:PutBucketPolicy の拒否でも防げます。',
  },
  notBlockedBy: {
    en: 'A service control policy on the log archive’s account or unit alone. A resource control policy that keeps out only principals of other organizations.',
    ja: 'ログアーカイブのアカウントや OU だけに付けた SCP。組織外のプリンシパルだけを拒否する RCP。',
  },
  unverified: {
    en: 'Only accounts that the attacker can get into are looked at, through a role there that lets it in. An accomplice who has an account of its own is not.',
    ja: '対象は、攻撃者を許可するロールがあり、実際に入れるアカウントだけです。別のアカウントを持つ共犯者は判定していません。',
  },
  targets: (snapshot) => snapshot.logBuckets.map(logFileOf),
  requires: ownerKnown,
  ways: (object, snapshot) => {
    const bucket = snapshot && ownedBucketOf(object, snapshot);
    if (snapshot === undefined || bucket === undefined) return [];
    const opening = letInOrganization(bucket, snapshot.organization.id);
    const as = { kind: 'other-member', accountId: bucket.accountId } as const;
    return erasures(object, snapshot).map((deletion) => [opening, { ...deletion, as }]);
  },
  harm: { en: 'another account erases the logs', ja: '別のアカウントからログが消される' },
});

function letInOrganization(bucket: OwnedBucket, organizationId: string): Step {
  const policy: PolicyDocument = {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: 's3:*',
      Resource: [bucket.arn, `${bucket.arn}/*`],
      Condition: { StringEquals: { 'aws:PrincipalOrgID': organizationId } },
    },
  };
  return {
    operation: 's3:PutBucketPolicy',
    region: bucket.region,
    event: 'PutBucketPolicy',
    needs: [{ action: 's3:PutBucketPolicy', resource: bucket.arn }],
    input: { Bucket: bucket.name, Policy: JSON.stringify(policy) },
    ...byOwner(bucket),
    effect: [{ kind: 'set', arn: bucket.arn, fields: { policy } }],
  };
}
