import type { Resource } from '../model/resource.ts';
import { technique } from '../model/technique.ts';
import { byAccount } from './parts/by-account.ts';
import { resourcesOf } from './parts/resources.ts';
import { singleCall } from './parts/single-call.ts';

export default technique<Resource>({
  id: 'security-lake-source-off',
  title: {
    en: 'Take CloudTrail out of Security Lake, or switch the lake off',
    ja: 'Security Lake から CloudTrail を外す、または Security Lake を無効にする',
  },
  goal: 'deafen',
  mitre: ['T1685'],
  why: {
    en: 'Security Lake collects its own copy of the events, apart from what trails deliver. Its delegated administrator takes the source out for all of them at once, and subscribers get nothing new.',
    ja: 'Security Lake は証跡の配信とは別に、イベントのコピーを収集します。委任された管理者がソースを外すと全アカウントで止まり、サブスクライバーには新しいデータが届きません。',
  },
  sources: [
    'https://docs.aws.amazon.com/security-lake/latest/userguide/cloudtrail-event-logs.html',
    'https://docs.aws.amazon.com/security-lake/latest/APIReference/API_DeleteAwsLogSource.html',
    'https://docs.aws.amazon.com/security-lake/latest/APIReference/API_DeleteDataLake.html',
  ],
  // The data lake belongs to the delegated administrator's account, or to one that stands alone.
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy on the account of the data lake that denies securitylake:DeleteAwsLogSource and securitylake:DeleteDataLake.',
    ja: 'データレイクのアカウントに効き、securitylake:DeleteAwsLogSource と securitylake:DeleteDataLake を拒否するサービスコントロールポリシー (SCP)。',
  },
  notBlockedBy: {
    en: 'A service control policy on the member accounts alone. What protects trails and their buckets: Security Lake takes its own stream of the events. A resource control policy: Security Lake does not take part in them.',
    ja: 'メンバーアカウントだけに効く SCP。証跡とそのバケットの保護（Security Lake は独自のストリームでイベントを取得します）。リソースコントロールポリシー (RCP)（Security Lake は対象外です）。',
  },
  unverified: {
    en: 'That the data lake belongs to the delegated administrator’s account alone, and whether the management account, by deregistering the delegated administrator, stops the collection. Whether it stops as well when the multi-Region organization trail does that Security Lake requires for management events.',
    ja: 'データレイクが委任管理者のアカウントだけに属すること。また、管理アカウントによる委任管理者の登録解除で、収集が止まるかどうか。管理イベントの収集の前提となるマルチリージョンの組織の証跡が停止した場合に、収集も止まるかどうか。',
  },
  residual: {
    en: 'Sources are the delegated administrator’s legitimate business: whoever manages them stays exempt. What helps: few people there, an alarm on these calls in another account, and trails of one’s own beside the lake.',
    ja: 'ソースの管理は委任された管理者の正当な業務であり、担当者は例外として残ります。有効なのは、人数を絞ること、別アカウントでの検知、データレイクとは別の証跡です。',
  },
  targets: (snapshot) => resourcesOf(snapshot, 'AWS::SecurityLake::DataLake'),
  ways: ({ arn, region, accountId }) => [
    [
      singleCall(
        'securitylake:DeleteAwsLogSource',
        arn,
        { sources: [{ sourceName: 'CLOUD_TRAIL_MGMT', regions: [region] }] },
        byAccount(accountId),
      ),
    ],
    [singleCall('securitylake:DeleteDataLake', arn, { regions: [region] }, byAccount(accountId))],
  ],
  harm: { en: 'the lake gets no new events', ja: 'データレイクに新しいイベントが届かない' },
});
