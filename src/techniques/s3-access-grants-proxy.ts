import { type LogObject, logFileOf } from '../model/snapshot.ts';
import { type Step, technique } from '../model/technique.ts';
import { erasures } from './parts/erasures.ts';
import { type OwnedBucket, ownedBucketOf, ownerKnown, passRole } from './parts/owned-bucket.ts';
import { partitionOf } from './parts/partition.ts';
import { resourcesOf, unlisted } from './parts/resources.ts';
import { singleCall } from './parts/single-call.ts';

export default technique<LogObject>({
  id: 's3-access-grants-proxy',
  title: {
    en: 'Delete log files with credentials that S3 Access Grants hands out',
    ja: 'S3 Access Grants が発行する認証情報でログを削除する',
  },
  goal: 'erase',
  mitre: ['T1070', 'T1485'],
  why: {
    en: 'S3 Access Grants assumes the role of a location and gives its credentials to whoever holds a grant. The deletion is that role’s, and the bucket policy never names the one who asked.',
    ja: 'S3 Access Grants はロケーションのロールを引き受け、その認証情報を許可 (グラント) の保持者に渡します。削除はそのロールの操作となり、要求した本人はバケットポリシーに現れません。',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants-concepts.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants-location-register.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_CreateAccessGrant.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service or resource control policy that denies s3:DeleteObject and s3:DeleteObjectVersion on the objects: the location’s role is a role like any other. A deny of s3:CreateAccessGrant closes this way only.',
    ja: 'オブジェクトに対する s3:DeleteObject と s3:DeleteObjectVersion を拒否する SCP または RCP（ロケーションのロールも通常のロールです）。s3:CreateAccessGrant の Deny は、この経路だけを閉じます。',
  },
  notBlockedBy: {
    en: 'A deny that exempts the location’s role. A bucket policy that watches who is named: it sees the role. Object Lock, against hiding the file behind a delete marker.',
    ja: 'ロケーションのロールを例外とする Deny。名指しで判断するバケットポリシー（見えるのはロールです）。削除マーカーでファイルを隠すことに対するオブジェクトロック。',
  },
  unverified: {
    en: 'Where an instance exists already, one of its locations is taken to cover the bucket with a role that may delete.',
    ja: 'インスタンスがすでにある場合、削除できるロールを持つロケーションがバケットを含むものとみなします。',
  },
  targets: (snapshot) => snapshot.logBuckets.map(logFileOf),
  requires: ownerKnown,
  ways: (object, snapshot) => {
    const bucket = snapshot && ownedBucketOf(object, snapshot);
    if (snapshot === undefined || bucket === undefined) return [];
    const there = resourcesOf(snapshot, 'AWS::S3::AccessGrantsInstance').some(
      ({ accountId, region }) => accountId === bucket.accountId && region === bucket.region,
    );
    // Each account has one in each Region.
    const instance = `arn:${partitionOf(bucket.arn)}:s3:${bucket.region}:${bucket.accountId}:access-grants/default`;
    const { creating, registering, granting, asking } = stepsOn(bucket, instance);
    return erasures(object, snapshot).flatMap((deletion) => {
      const vended: Step = {
        ...deletion,
        needs: deletion.needs.map((need) =>
          need.action === 's3:BypassGovernanceRetention'
            ? need
            : { ...need, context: { 's3:AccessGrantsInstanceArn': instance } },
        ),
        as: { kind: 'account', accountId: bucket.accountId },
      };
      return [
        ...(there ? [[granting, asking, vended]] : []),
        // One may be there already, with its location, or has to be created.
        ...(!there && unlisted(snapshot, bucket.accountId, 's3:ListAccessGrantsInstances')
          ? [[{ ...granting, perhaps: [...creating.needs, ...registering.needs] }, asking, vended]]
          : []),
        [...(there ? [] : [creating]), registering, granting, asking, vended],
      ];
    });
  },
  harm: { en: 'the log file is deleted or hidden', ja: 'ログが削除または非表示にされる' },
});

function stepsOn(bucket: OwnedBucket, instance: string) {
  const { accountId, region, name } = bucket;
  const rest = { region, as: { kind: 'account', accountId } } as const;
  const call = (operation: string, resource: string, input: Step['input'], anyUnder?: string): Step => {
    const step = singleCall(`s3control:${operation}`, resource, { AccountId: accountId, ...input }, rest);
    const need = { action: `s3:${operation}`, resource, ...(anyUnder === undefined ? {} : { anyUnder }) };
    return { ...step, needs: [need] };
  };
  const locations = `${instance}/location/`;
  const grants = `${instance}/grant/`;
  const location = call(
    'CreateAccessGrantsLocation',
    `${locations}indelible`,
    { LocationScope: `s3://${name}/` },
    locations,
  );
  return {
    creating: call('CreateAccessGrantsInstance', instance, {}),
    registering: {
      ...location,
      needs: [...location.needs, passRole(bucket, 'access-grants.s3.amazonaws.com')],
    },
    granting: call('CreateAccessGrant', `${grants}indelible`, { Permission: 'READWRITE' }, grants),
    asking: call('GetDataAccess', instance, { Target: `s3://${name}/*`, Permission: 'READWRITE' }),
  };
}
