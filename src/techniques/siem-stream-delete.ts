import type { Resource } from '../model/resource.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type Step, technique } from '../model/technique.ts';
import { byAccount } from './parts/by-account.ts';
import { partitionOf } from './parts/partition.ts';
import { resourcesOf } from './parts/resources.ts';
import { singleCall } from './parts/single-call.ts';

export default technique<Resource>({
  id: 'siem-stream-delete',
  title: {
    en: 'Delete, redirect or lock the stream that carries the log',
    ja: 'ログを運ぶストリームを削除する、向きを変える、使えなくする',
  },
  goal: 'deafen',
  mitre: ['T1685'],
  why: {
    en: 'A subscription filter or a rule sends events through Kinesis Data Streams or Amazon Data Firehose to the SIEM. Without the stream, or with another destination or key, they stop on the way.',
    ja: 'サブスクリプションフィルターやルールは、Kinesis Data Streams や Amazon Data Firehose を通じてイベントを SIEM へ送ります。ストリームがなくなるか、送信先やキーが変わると、途中で途絶えます。',
  },
  sources: [
    'https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DeleteStream.html',
    'https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html',
    'https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutResourcePolicy.html',
    'https://docs.aws.amazon.com/firehose/latest/APIReference/API_DeleteDeliveryStream.html',
    'https://docs.aws.amazon.com/firehose/latest/APIReference/API_UpdateDestination.html',
    'https://docs.aws.amazon.com/firehose/latest/APIReference/API_StartDeliveryStreamEncryption.html',
    'https://docs.aws.amazon.com/firehose/latest/APIReference/API_PutRecord.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'On a Firehose stream, a service or resource control policy that denies firehose:DeleteDeliveryStream, firehose:UpdateDestination and firehose:StartDeliveryStreamEncryption. On a Kinesis data stream, a service control policy that denies kinesis:DeleteStream, kinesis:StartStreamEncryption, kinesis:PutResourcePolicy and kinesis:DeleteResourcePolicy.',
    ja: 'Firehose ストリームには firehose:DeleteDeliveryStream、firehose:UpdateDestination、firehose:StartDeliveryStreamEncryption を拒否する SCP または RCP。Kinesis データストリームには kinesis:DeleteStream、kinesis:StartStreamEncryption、kinesis:PutResourcePolicy、kinesis:DeleteResourcePolicy を拒否する SCP。',
  },
  notBlockedBy: {
    en: 'A resource control policy, for a Kinesis data stream: the service does not take part in them. A deny of deleting alone.',
    ja: 'Kinesis データストリームに対するリソースコントロールポリシー (RCP)（対象外のサービスです）。削除だけの Deny。',
  },
  unverified: {
    en: 'Whether the policy of a data stream can grant its deletion to other accounts. It is taken that it cannot: AWS documents it for reading and writing. Whether a Firehose stream is written to directly, which alone lets its key be changed, is not read; nor whether somebody denies the grant on that key (kms:CreateGrant).',
    ja: 'データストリームのポリシーで、他のアカウントに削除を許可できるかどうか。AWS は読み書きの用途だけを記載しているため、できないとみなしています。Firehose のキーを変更できるのは直接書き込まれる (Direct PUT) ストリームだけですが、ソースの種類も、そのキーへの許可 (kms:CreateGrant) の拒否も読み取っていません。',
  },
  targets: (snapshot) =>
    resourcesOf(snapshot, 'AWS::Kinesis::Stream', 'AWS::KinesisFirehose::DeliveryStream'),
  ways: (stream, snapshot) =>
    stream.type === 'AWS::Kinesis::Stream'
      ? ofKinesis(stream, mayHavePolicy(stream, snapshot))
      : ofFirehose(stream),
  harm: { en: 'the log stops on its way', ja: 'ログが途中で途絶える' },
});

const ofFirehose = ({ arn, name, accountId }: Resource): readonly (readonly Step[])[] =>
  ['DeleteDeliveryStream', 'UpdateDestination', 'StartDeliveryStreamEncryption'].map((operation) => [
    singleCall(`firehose:${operation}`, arn, { DeliveryStreamName: name }, byAccount(accountId)),
  ]);

/** One that was not read may be there. */
const mayHavePolicy = ({ arn, policy }: Resource, snapshot: Snapshot | undefined): boolean =>
  policy !== undefined ||
  (snapshot?.gaps ?? []).some((gap) => gap.resource === arn && gap.action === 'kinesis:GetResourcePolicy');

const ofKinesis = (stream: Resource, policy: boolean): readonly (readonly Step[])[] => [
  [onStream(stream, 'DeleteStream', { EnforceConsumerDeletion: true })],
  [locking(stream)],
  ...(policy ? [[onPolicy(stream, 'DeleteResourcePolicy')], [onPolicy(stream, 'PutResourcePolicy')]] : []),
];

const onStream = ({ arn, accountId }: Resource, name: string, input: Step['input']): Step =>
  singleCall(`kinesis:${name}`, arn, { StreamARN: arn, ...input }, byAccount(accountId));

const onPolicy = ({ arn, accountId }: Resource, name: string): Step =>
  singleCall(`kinesis:${name}`, arn, { ResourceARN: arn }, byAccount(accountId));

/** Encrypts it under a key, of the attacker's choice, that neither writers nor readers may use. */
function locking(stream: Resource): Step {
  const { arn, accountId, region } = stream;
  const anyUnder = `arn:${partitionOf(arn)}:kms:${region}:${accountId}:key/`;
  const step = onStream(stream, 'StartStreamEncryption', { EncryptionType: 'KMS' });
  return {
    ...step,
    needs: [
      ...step.needs,
      { action: 'kinesis:StartStreamEncryption', resource: `${anyUnder}unusable`, anyUnder },
    ],
  };
}
