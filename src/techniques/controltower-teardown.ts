import type { Resource } from '../model/resource.ts';
import { technique } from '../model/technique.ts';
import { resourcesOf } from './parts/resources.ts';
import { singleCall } from './parts/single-call.ts';

export default technique<Resource>({
  id: 'controltower-teardown',
  title: {
    en: 'Decommission the landing zone, or update it to log no more',
    ja: 'ランディングゾーンを廃止する、またはログなしに更新する',
  },
  goal: 'unguard',
  mitre: ['T1484'],
  why: {
    en: 'AWS Control Tower deploys its controls and its central logging from one landing zone. Decommissioning disables the controls, deletes the stacks that it deployed and cannot be undone; an update can switch central logging off. Log buckets and log groups remain.',
    ja: 'AWS Control Tower は、コントロールとログの一元化を 1 つのランディングゾーンから展開します。廃止するとコントロールは無効になり、展開したスタックは削除され、元に戻せません。更新によってログの一元化を無効にすることもできます。ログのバケットとロググループは残ります。',
  },
  sources: [
    'https://docs.aws.amazon.com/controltower/latest/APIReference/API_DeleteLandingZone.html',
    'https://docs.aws.amazon.com/controltower/latest/APIReference/API_UpdateLandingZone.html',
    'https://docs.aws.amazon.com/controltower/latest/userguide/decommission-landing-zone.html',
    'https://docs.aws.amazon.com/controltower/latest/userguide/decommissioning-process-overview.html',
    'https://docs.aws.amazon.com/controltower/latest/userguide/configure-org-trails.html',
  ],
  by: ['management'],
  blockedBy: {
    en: 'No policy. Only few users and least privilege in the management account, and an alarm on both calls.',
    ja: '防げるポリシーはありません。管理アカウントのユーザーを減らし、最小権限にし、両方の呼び出しを検知するしかありません。',
  },
  notBlockedBy: {
    en: 'Mandatory controls of Control Tower: they go with the landing zone, and bind no one in the management account.',
    ja: 'Control Tower の必須コントロール。ランディングゾーンとともになくなり、管理アカウントにも効きません。',
  },
  unverified: {
    en: 'What decommissioning, or an update that switches central logging off, does to the trail itself; and which further permissions of other services the two calls ask for.',
    ja: '廃止や、ログの一元化を無効にする更新が、証跡そのものに何をするか。また、この 2 つの呼び出しに必要な他サービスの権限。',
  },
  residual: {
    en: 'The landing zone belongs to the management account, which no policy binds. What helps: guards of one’s own next to those of Control Tower, a trail that Control Tower does not manage, and an alarm on DeleteLandingZone and UpdateLandingZone.',
    ja: 'ランディングゾーンは管理アカウントのもので、そこにはポリシーが効きません。有効なのは、Control Tower とは別の独自のガード、Control Tower が管理しない証跡、DeleteLandingZone と UpdateLandingZone の検知です。',
  },
  targets: (snapshot) => resourcesOf(snapshot, 'AWS::ControlTower::LandingZone'),
  ways: ({ arn, region, landingZone }) => {
    const identified = { landingZoneIdentifier: arn };
    return [
      [singleCall('controltower:DeleteLandingZone', arn, identified, { region })],
      [
        singleCall(
          'controltower:UpdateLandingZone',
          arn,
          {
            ...identified,
            version: landingZone?.version ?? '',
            manifest: { centralizedLogging: { enabled: false } },
          },
          { region },
        ),
      ],
    ];
  },
  harm: { en: 'controls and central logging are gone', ja: 'コントロールとログの一元化が失われる' },
});
