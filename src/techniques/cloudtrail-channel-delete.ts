import type { Resource } from '../model/resource.ts';
import { technique } from '../model/technique.ts';
import { channels, isServiceLinked } from './parts/channel.ts';
import { singleCall } from './parts/single-call.ts';

export default technique<Resource>({
  id: 'cloudtrail-channel-delete',
  title: { en: 'Delete or redirect a channel', ja: 'チャネルを削除する、または向け先を変える' },
  goal: 'deafen',
  mitre: ['T1685.002'],
  why: {
    en: 'A channel brings the events of other sources into CloudTrail Lake; a service-linked one brings events of the account to an AWS service without any trail. Without it they stop arriving.',
    ja: 'チャネルは他のソースのイベントを CloudTrail Lake に届けます。サービスにリンクされたチャネルは、証跡がなくてもアカウントのイベントを AWS サービスに届けます。なくなれば、どちらも届きません。',
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DeleteChannel.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-event-data-store-integration.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-service-linked-channels.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudtrail.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies cloudtrail:DeleteChannel and cloudtrail:UpdateChannel on the channel; for a service-linked one, cloudtrail:DeleteServiceLinkedChannel and cloudtrail:UpdateServiceLinkedChannel.',
    ja: 'チャネルに対する cloudtrail:DeleteChannel と cloudtrail:UpdateChannel を拒否するサービスコントロールポリシー (SCP)。サービスにリンクされたチャネルでは cloudtrail:DeleteServiceLinkedChannel と cloudtrail:UpdateServiceLinkedChannel。',
  },
  notBlockedBy: {
    en: 'A guard of trails and event data stores alone. A resource control policy: CloudTrail takes none but for PutAuditEvents.',
    ja: '証跡とイベントデータストアだけの保護。リソースコントロールポリシー (RCP) も、PutAuditEvents を除いて CloudTrail では使えません。',
  },
  unverified: {
    en: 'For service-linked channels only the permissions are documented, and not the calls: whether an administrator can make them, and which event they leave.',
    ja: 'サービスにリンクされたチャネルについては、アクセス許可だけが記載され、API は記載されていません。管理者が呼び出せるか、どのイベントが残るかは未確認です。',
  },
  targets: channels,
  ways: (channel) => {
    const kind = isServiceLinked(channel) ? 'ServiceLinkedChannel' : 'Channel';
    const { arn, region } = channel;
    const elsewhere = arn.replace(/:channel\/.*$/, ':eventdatastore/11111111-2222-3333-4444-555555555555');
    return [
      [singleCall(`cloudtrail:Delete${kind}`, arn, { Channel: arn }, { region })],
      [
        singleCall(
          `cloudtrail:Update${kind}`,
          arn,
          { Channel: arn, Destinations: [{ Type: 'EVENT_DATA_STORE', Location: elsewhere }] },
          { region },
        ),
      ],
    ];
  },
  harm: { en: 'its events stop arriving', ja: 'イベントが届かなくなる' },
});
