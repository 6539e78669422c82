import type { PolicyDocument } from '../model/policy.ts';
import type { Resource } from '../model/resource.ts';
import { OUTSIDER_ACCOUNT, type Step, technique } from '../model/technique.ts';
import { ATTACKERS_BUCKET } from './parts/attackers-bucket.ts';
import { channels, isServiceLinked } from './parts/channel.ts';
import { eventDataStores } from './parts/event-data-store.ts';
import { partitionOf } from './parts/partition.ts';
import { singleCall } from './parts/single-call.ts';

const put = ({ arn, region }: Resource): Step =>
  singleCall(
    'cloudtrail-data:PutAuditEvents',
    arn,
    { channelArn: arn, auditEvents: [{ id: 'indelible', eventData: '{}' }] },
    { region },
  );

/** Lets an account outside put events. */
function open({ arn, region }: Resource): Step {
  const policy: PolicyDocument = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:${partitionOf(arn)}:iam::${OUTSIDER_ACCOUNT}:root` },
        Action: 'cloudtrail-data:PutAuditEvents',
        Resource: arn,
      },
    ],
  };
  return singleCall(
    'cloudtrail:PutResourcePolicy',
    arn,
    { ResourceArn: arn, ResourcePolicy: JSON.stringify(policy) },
    { region, effect: [{ kind: 'set', arn, fields: { policy } }] },
  );
}

/** Copies what lies in a bucket as if a trail had delivered it, by a role of the account. */
function importing({ arn, accountId, region }: Resource): Step {
  const role = `arn:${partitionOf(arn)}:iam::${accountId}:role/indelible-import`;
  return {
    operation: 'cloudtrail:StartImport',
    region,
    event: 'StartImport',
    needs: [
      { action: 'cloudtrail:StartImport', resource: '*' },
      {
        action: 'iam:PassRole',
        resource: role,
        anyUnder: role.slice(0, role.indexOf('/') + 1),
        context: { 'iam:PassedToService': 'cloudtrail.amazonaws.com' },
      },
    ],
    input: {
      Destinations: [arn],
      ImportSource: {
        S3: {
          S3LocationUri: `s3://${ATTACKERS_BUCKET}/AWSLogs/${accountId}/CloudTrail/`,
          S3BucketRegion: region,
          S3BucketAccessRoleArn: role,
        },
      },
    },
    as: { kind: 'account', accountId },
  };
}

export default technique<Resource>({
  id: 'lake-channel-poison',
  title: {
    en: 'Put forged events into an event data store',
    ja: 'イベントデータストアに偽のイベントを入れる',
  },
  goal: 'tamper',
  mitre: ['T1565.001'],
  why: {
    en: 'A channel takes whatever its caller says happened, and an import takes log files from any bucket. Among real events, forged ones mislead whoever investigates.',
    ja: 'チャネルは呼び出し元の申告をそのまま受け入れ、インポートはどのバケットのログファイルでも読み込みます。本物に混ざった偽のイベントが、調査を誤らせます。',
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-event-data-store-integration.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/security_iam_resource-based-policy-examples.html',
    'https://docs.aws.amazon.com/cli/latest/reference/cloudtrail/start-import.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-copy-trail-to-lake.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudtrail.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'For a channel, a resource control policy that denies cloudtrail-data:PutAuditEvents on it; a service control policy as well, if it denies cloudtrail:PutResourcePolicy besides. For an import, a service control policy that denies cloudtrail:StartImport on every resource.',
    ja: 'チャネルには、cloudtrail-data:PutAuditEvents を拒否するリソースコントロールポリシー (RCP)。SCP で防ぐなら cloudtrail:PutResourcePolicy も拒否します。インポートには、すべてのリソースに対して cloudtrail:StartImport を拒否する SCP。',
  },
  notBlockedBy: {
    en: 'A service control policy that denies PutAuditEvents alone: the channel’s own policy can let an account outside in. A deny of StartImport on an ARN: the call has no resource type.',
    ja: 'PutAuditEvents だけを拒否する SCP (チャネル自身のポリシーで組織外のアカウントを許可できます)。ARN を指定した StartImport の拒否 (この呼び出しにはリソースタイプがありません)。',
  },
  unverified: {
    en: 'Whether an import refuses well-formed files that CloudTrail did not write: the documentation says that events are checked against CloudTrail’s standards, and not that their origin is.',
    ja: 'CloudTrail が書いたものではない、形式の正しいファイルをインポートが拒否するかどうか。ドキュメントによれば、イベントが CloudTrail の標準に従うことは検査されますが、出所の検査は記載がありません。',
  },
  residual: {
    en: 'An event data store of the organization belongs to the management account, which may import into it whatever policies say. What helps: log files with validation and Object Lock, against which the events can be checked.',
    ja: '組織のイベントデータストアは管理アカウントのもので、ポリシーにかかわらずインポートできます。有効なのは、整合性検証とオブジェクトロックのあるログファイルと照合することです。',
  },
  targets: (snapshot) => [
    ...channels(snapshot).filter((channel) => !isServiceLinked(channel)),
    ...eventDataStores(snapshot),
  ],
  ways: (target) =>
    target.type === 'AWS::CloudTrail::Channel'
      ? [[put(target)], [open(target), { ...put(target), as: { kind: 'outsider' } }]]
      : [[importing(target)]],
  harm: { en: 'forged events among the real', ja: '偽のイベントが混ざる' },
});
