import type { Resource } from '../model/resource.ts';
import type { Trail } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { resourcesOf } from './parts/resources.ts';
import { singleCall } from './parts/single-call.ts';
import { accountTrails } from './parts/trail-settings.ts';

export default technique<Trail | Resource>({
  id: 'cloudtrail-event-configuration',
  title: {
    en: 'Strip the events by their event configuration',
    ja: 'イベント設定を変えてイベントの内容を減らす',
  },
  goal: 'blind',
  mitre: ['T1685.002'],
  why: {
    en: 'In an event data store, the tags and condition keys that enrich events disappear, and events are cut to the standard size. A trail loses the summaries of its data events.',
    ja: 'イベントデータストアでは、イベントに付加されるタグと条件キーがなくなり、サイズの上限も標準に戻ります。証跡では、データイベントの集約が失われます。',
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventConfiguration.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/aggregating-data-events.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-context-events.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies cloudtrail:PutEventConfiguration on the trail or event data store.',
    ja: '証跡やイベントデータストアに対する cloudtrail:PutEventConfiguration を拒否するサービスコントロールポリシー (SCP)。',
  },
  notBlockedBy: {
    en: 'A deny of PutEventSelectors or UpdateTrail: the event configuration has a permission of its own.',
    ja: 'PutEventSelectors や UpdateTrail の拒否。イベント設定には専用のアクセス許可があります。',
  },
  unverified: {
    en: 'That empty lists clear the configuration. What the trail or event data store has configured is not read. The events themselves are taken to remain.',
    ja: '空のリストで設定が消えるかどうか。現在の設定内容は読み取っていません。イベント自体は残るものとみなしています。',
  },
  targets: (snapshot) => [
    ...accountTrails(snapshot),
    ...resourcesOf(snapshot, 'AWS::CloudTrail::EventDataStore').filter(
      ({ organization }) => organization !== true,
    ),
  ],
  ways: (target) => [
    [
      singleCall('cloudtrail:PutEventConfiguration', target.arn, stripped(target), {
        region: 'homeRegion' in target ? target.homeRegion : target.region,
      }),
    ],
  ],
  harm: { en: 'context of events is missing', ja: 'イベントの付加情報が失われる' },
});

const stripped = (target: Trail | Resource) =>
  'homeRegion' in target
    ? { TrailName: target.arn, AggregationConfigurations: [] }
    : { EventDataStore: target.arn, MaxEventSize: 'Standard', ContextKeySelectors: [] };
