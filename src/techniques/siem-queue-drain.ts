import type { Resource } from '../model/resource.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type Need, type Step, technique } from '../model/technique.ts';
import { byAccount } from './parts/by-account.ts';
import { partitionOf } from './parts/partition.ts';
import { resourcesOf } from './parts/resources.ts';
import { singleCall } from './parts/single-call.ts';
import { statementIds } from './parts/statement-ids.ts';

export default technique<Resource>({
  id: 'siem-queue-drain',
  title: {
    en: 'Empty, delete or close the queue that feeds the SIEM',
    ja: 'SIEM へ渡すキューを空にする、削除する、閉じる',
  },
  goal: 'deafen',
  mitre: ['T1685'],
  why: {
    en: 'The queue tells the SIEM which log files are new. Purged, deleted or closed to its senders it tells nothing, and whoever receives a message first hides it from the SIEM for up to twelve hours, again and again.',
    ja: 'キューは SIEM に新しいログファイルを知らせます。パージ、削除、送信元の締め出しで何も伝わらなくなります。また、メッセージを先に受信した者は、最大 12 時間、何度でも SIEM から隠せます。',
  },
  sources: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html',
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html',
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-limitations-of-custom-policies.html',
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/logging-using-cloudtrail.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service or resource control policy that denies sqs:PurgeQueue, sqs:DeleteQueue, sqs:SetQueueAttributes and sqs:RemovePermission on the queue to everybody, and sqs:ReceiveMessage to everybody but the reader.',
    ja: 'キューに対する sqs:PurgeQueue、sqs:DeleteQueue、sqs:SetQueueAttributes、sqs:RemovePermission を全員に、sqs:ReceiveMessage を読み取り側以外の全員に対して拒否する SCP または RCP。',
  },
  notBlockedBy: {
    en: 'A deny of sqs:DeleteMessage alone: to receive a message is enough to hide it. The log of SQS data events, which is off unless asked for and only shows it.',
    ja: 'sqs:DeleteMessage だけの Deny（受信するだけで隠せます）。SQS のデータイベントの記録（既定では無効で、事後に分かるだけです）。',
  },
  residual: {
    en: 'Receiving is the reader’s own right: whoever is or becomes the reader can drain the queue. What helps: a SIEM that also lists the bucket, one queue for each reader, and an alarm on messages that somebody else receives.',
    ja: '受信は読み取り側に必要な権限であり、読み取り側になれる者はキューを空にできます。有効なのは、バケットの一覧も確認する SIEM、読み取り側ごとのキュー、他者による受信の検知です。',
  },
  targets: (snapshot) => resourcesOf(snapshot, 'AWS::SQS::Queue'),
  ways: (queue, snapshot) => [
    [call(queue, 'PurgeQueue')],
    [{ ...call(queue, 'DeleteQueue'), ...byAccount(queue.accountId) }],
    [
      {
        ...call(queue, 'SetQueueAttributes', { Attributes: { Policy: '', MessageRetentionPeriod: '60' } }),
        ...byAccount(queue.accountId),
      },
    ],
    ...statementIds(queue.policy)
      .slice(0, 1)
      .map((Label) => [{ ...call(queue, 'RemovePermission', { Label }), ...byAccount(queue.accountId) }]),
    [receiving(queue, snapshot)],
  ],
  harm: { en: 'the SIEM hears of no new log', ja: 'SIEM に新しいログが伝わらない' },
});

const call = (queue: Resource, name: string, input: Step['input'] = {}): Step =>
  singleCall(`sqs:${name}`, queue.arn, { QueueUrl: urlOf(queue), ...input });

const DOMAINS: Readonly<Record<string, string>> = {
  'aws-cn': 'amazonaws.com.cn',
  'aws-eusc': 'amazonaws.eu',
};

const urlOf = ({ arn, region, accountId, name }: Resource): string =>
  `https://sqs.${region}.${DOMAINS[partitionOf(arn)] ?? 'amazonaws.com'}/${accountId}/${name}`;

function receiving(queue: Resource, snapshot: Snapshot | undefined): Step {
  const step = call(queue, 'ReceiveMessage', { MaxNumberOfMessages: 10, VisibilityTimeout: 43200 });
  return { ...step, needs: [...step.needs, ...decrypting(queue, snapshot)] };
}

/** Of a key that was not read nobody knows whom it lets in: it is taken not to hinder. */
const decrypting = ({ kmsKeyArn }: Resource, snapshot: Snapshot | undefined): readonly Need[] =>
  (snapshot?.keys ?? [])
    .filter(({ arn }) => arn === kmsKeyArn)
    .map(({ arn }) => ({ action: 'kms:Decrypt', resource: arn }));
