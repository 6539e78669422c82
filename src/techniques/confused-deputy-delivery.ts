import type { LogBucket, Snapshot } from '../model/snapshot.ts';
import { type Missing, OUTSIDER_ACCOUNT, type Step, technique } from '../model/technique.ts';
import { deliveryGrants, namesSource, refusesOtherOrganizations } from './parts/delivery-grant.ts';
import { partitionOf } from './parts/partition.ts';
import { singleCall } from './parts/single-call.ts';

const SOURCE =
  'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html';

function grants(bucket: LogBucket, { gaps }: Snapshot): boolean | Missing {
  const gap = gaps.find(({ action, resource }) => action === 's3:GetBucketPolicy' && resource === bucket.arn);
  if (bucket.policy === undefined && gap !== undefined) return { resource: gap.resource, action: gap.action };
  return deliveryGrants(bucket).length > 0;
}

function call(name: string, bucket: LogBucket, input: Step['input']): Step {
  const arn = `arn:${partitionOf(bucket.arn)}:cloudtrail:${bucket.region}:${OUTSIDER_ACCOUNT}:trail/indelible`;
  return singleCall(`cloudtrail:${name}`, arn, input, { region: bucket.region, as: { kind: 'outsider' } });
}

export default technique<LogBucket>({
  id: 'confused-deputy-delivery',
  title: {
    en: 'Have CloudTrail deliver a foreign trail into the log bucket',
    ja: '他人の証跡をログバケットに配信させる',
  },
  goal: 'tamper',
  mitre: ['T1565.001'],
  why: {
    en: 'A bucket policy that lets CloudTrail write for whomever it works lets anybody on AWS name the bucket in a trail of their own: genuine CloudTrail files of another account then lie among the logs.',
    ja: '誰の証跡かを問わず CloudTrail に書き込みを許可するバケットポリシーでは、AWS の誰もが自分の証跡の配信先にそのバケットを指定できます。他人のアカウントの本物の CloudTrail ファイルが、ログに混ざります。',
  },
  sources: [SOURCE, 'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html'],
  by: ['outside'],
  blockedBy: {
    en: 'aws:SourceArn with the ARN of the trail (or aws:SourceAccount, aws:SourceOrgID) in every statement of the bucket policy that lets CloudTrail write; a resource control policy that denies s3:PutObject to services for other organizations (aws:SourceOrgID).',
    ja: 'CloudTrail に書き込みを許可するバケットポリシーの全ステートメントに、証跡の ARN を指定した aws:SourceArn (または aws:SourceAccount、aws:SourceOrgID) を付けること。他組織のための s3:PutObject をサービスに拒否するリソースコントロールポリシー (RCP) (aws:SourceOrgID) でも防げます。',
  },
  notBlockedBy: {
    en: 'Service control policies and aws:PrincipalOrgID: the writer is CloudTrail, and whoever sends it is outside. Block Public Access. A fixed account id in the path alone: the attacker chooses the key prefix that stands before theirs.',
    ja: 'SCP と aws:PrincipalOrgID (書き込むのは CloudTrail で、依頼者は組織外です)。ブロックパブリックアクセス。パスに固定したアカウント ID だけの設定 (攻撃者は、自分のアカウント ID の前に置くプレフィックスを選べます)。',
  },
  unverified: {
    en: 'Which key prefixes CloudTrail accepts from a foreign trail: every path that the policy allows is judged as open. Denies in other forms than AWS’s example by aws:SourceOrgID are not counted.',
    ja: '他人の証跡で CloudTrail が受け入れるキープレフィックス。ポリシーが許可するパスはすべて、防げないものとして判定します。AWS の例と異なる形の Deny (aws:SourceOrgID) は数えません。',
  },
  targets: (snapshot) => snapshot.logBuckets,
  requires: grants,
  refused: (bucket, snapshot) => {
    const granted = grants(bucket, snapshot);
    if (typeof granted === 'object') return granted;
    return deliveryGrants(bucket).every(namesSource) || refusesOtherOrganizations(bucket, snapshot)
      ? {
          kind: 'service',
          why: {
            en: 'The policies let CloudTrail deliver for trails of their own alone.',
            ja: 'ポリシーが CloudTrail に許可しているのは、自分たちの証跡の配信だけです。',
          },
          source: SOURCE,
        }
      : undefined;
  },
  ways: (bucket) => [
    [
      call('CreateTrail', bucket, { Name: 'indelible', S3BucketName: bucket.name }),
      call('StartLogging', bucket, { Name: 'indelible' }),
    ],
  ],
  harm: { en: 'foreign files among the logs', ja: '他人のファイルが混ざる' },
});
