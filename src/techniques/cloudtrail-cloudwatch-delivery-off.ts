import type { Trail } from '../model/snapshot.ts';
import { type Need, type Step, technique } from '../model/technique.ts';
import { partitionOf } from './parts/partition.ts';
import { singleCall } from './parts/single-call.ts';
import { accountTrails, updateTrail } from './parts/trail-settings.ts';

export default technique<Trail>({
  id: 'cloudtrail-cloudwatch-delivery-off',
  title: {
    en: 'Cut the delivery to CloudWatch Logs',
    ja: 'CloudWatch Logs への配信を断つ',
  },
  goal: 'deafen',
  mitre: ['T1685.002'],
  why: {
    en: 'Metric filters and alarms work on the log group. Without new events in it they stay silent, while the log files in S3 arrive as ever.',
    ja: 'メトリクスフィルターとアラームはロググループを見ています。新しいイベントが届かなければ反応せず、S3 のログファイルは変わらず届き続けます。',
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateTrail.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/stop-cloudtrail-from-sending-events-to-cloudwatch-logs.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies cloudtrail:UpdateTrail on the trail, and every change of the role as which CloudTrail writes to the log group: its trust policy, its permissions and its permissions boundary.',
    ja: '証跡に対する cloudtrail:UpdateTrail と、CloudTrail がロググループへの書き込みに使うロールの変更 (信頼ポリシー、アクセス許可、アクセス許可の境界) をすべて拒否するサービスコントロールポリシー (SCP)。',
  },
  notBlockedBy: {
    en: 'Anything on the bucket or the log group. A deny of UpdateTrail alone: whoever takes the role’s permissions away has the same effect.',
    ja: 'バケットやロググループ側の対策。UpdateTrail だけの拒否でも防げません。ロールのアクセス許可を奪えば同じ結果になります。',
  },
  unverified: {
    en: 'Whether the role has its permissions from a managed policy whose content can be changed: nobody is taken to change it.',
    ja: 'ロールのアクセス許可が、内容を変更できるマネージドポリシーによるものかどうか。マネージドポリシーの内容は、誰も変更しないものとみなします。',
  },
  targets: (snapshot) => accountTrails(snapshot).filter(({ logGroupArn }) => logGroupArn !== undefined),
  requires: ({ arn, logRoleArn }) =>
    logRoleArn === undefined ? { resource: arn, action: 'cloudtrail:DescribeTrails' } : true,
  ways: (trail) => [
    [updateTrail(trail, { CloudWatchLogsLogGroupArn: '', CloudWatchLogsRoleArn: '' })],
    ...crippling(trail).map((step) => [step]),
  ],
  harm: { en: 'alarms see nothing', ja: 'アラームが反応しない' },
});

/** As the console names it, unless another one was chosen. */
const USUAL = 'CloudTrail_CloudWatchLogs_Role';

/** Each alone keeps CloudTrail from writing as the role; any role may be it while it was not read. */
function crippling({ arn, accountId, logRoleArn }: Trail): readonly Step[] {
  const roles = `arn:${partitionOf(arn)}:iam::${accountId}:role/`;
  const resource = logRoleArn ?? `${roles}${USUAL}`;
  const RoleName = resource.split('/').at(-1);
  const change = (operation: `iam:${string}`, input: Step['input']): Step => {
    const need: Need = {
      action: operation,
      resource,
      ...(logRoleArn === undefined ? { anyUnder: roles } : {}),
    };
    return singleCall(operation, resource, { RoleName, ...input }, { needs: [need] });
  };
  const denyAll = `arn:${partitionOf(arn)}:iam::aws:policy/AWSDenyAll`;
  return [
    change('iam:UpdateAssumeRolePolicy', { PolicyDocument: DENYING }),
    change('iam:PutRolePolicy', { PolicyName: 'indelible', PolicyDocument: DENYING }),
    change('iam:DeleteRolePolicy', { PolicyName: 'indelible' }),
    change('iam:AttachRolePolicy', { PolicyArn: denyAll }),
    change('iam:DetachRolePolicy', { PolicyArn: denyAll }),
    change('iam:PutRolePermissionsBoundary', { PermissionsBoundary: denyAll }),
  ];
}

const DENYING = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }],
});
