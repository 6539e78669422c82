import type { Trail } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { partitionOf } from './parts/partition.ts';
import { accountTrails, selectEvents } from './parts/trail-settings.ts';

export default technique<Trail>({
  id: 'cloudtrail-advanced-selector-narrow',
  title: {
    en: 'Replace the event selectors with advanced ones that match nothing',
    ja: 'イベントセレクターを何にも一致しない高度なイベントセレクターに置き換える',
  },
  goal: 'blind',
  mitre: ['T1685.002'],
  why: {
    en: 'Advanced event selectors overwrite the basic ones. One that names a single object which does not exist leaves a trail that is on and records nothing.',
    ja: '高度なイベントセレクターは、基本のイベントセレクターを上書きします。存在しないオブジェクト 1 つだけを指定すれば、証跡は有効なまま、何も記録されなくなります。',
  },
  sources: ['https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html'],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies cloudtrail:PutEventSelectors on the trail. The same permission covers basic and advanced selectors.',
    ja: '証跡に対する cloudtrail:PutEventSelectors を拒否するサービスコントロールポリシー (SCP)。基本と高度のセレクターは同じアクセス許可で設定されます。',
  },
  notBlockedBy: {
    en: 'A detection that looks only at eventSelectors in the event: here it is advancedEventSelectors that is set.',
    ja: 'イベントの eventSelectors だけを見る検知ルール (ここで設定されるのは advancedEventSelectors です)。',
  },
  targets: accountTrails,
  ways: (trail) => [
    [
      selectEvents(trail, {
        AdvancedEventSelectors: [
          {
            Name: 'indelible',
            FieldSelectors: [
              { Field: 'eventCategory', Equals: ['Data'] },
              { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
              {
                Field: 'resources.ARN',
                Equals: [`arn:${partitionOf(trail.arn)}:s3:::indelible-no-such-bucket/none`],
              },
            ],
          },
        ],
      }),
    ],
  ],
  harm: { en: 'API calls go unrecorded', ja: 'API コールが記録されない' },
});
