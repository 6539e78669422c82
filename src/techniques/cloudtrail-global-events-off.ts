import type { Trail } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { accountTrails, updateTrail } from './parts/trail-settings.ts';

export default technique<Trail>({
  id: 'cloudtrail-global-events-off',
  title: { en: 'Leave out the events of global services', ja: 'グローバルサービスのイベントを除外する' },
  goal: 'blind',
  mitre: ['T1685.002'],
  why: {
    en: 'IAM is a global service: new users, new keys and changed roles vanish from the trail, which goes on recording the rest.',
    ja: 'IAM はグローバルサービスです。ユーザーやアクセスキーの作成、ロールの変更が証跡から消え、それ以外の記録は続きます。',
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateTrail.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-create-and-update-a-trail-by-using-the-aws-cli-update-trail.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies cloudtrail:UpdateTrail on the trail. No condition key tells this change from a harmless one.',
    ja: '証跡に対する cloudtrail:UpdateTrail を拒否するサービスコントロールポリシー (SCP)。この変更を無害な変更と見分ける条件キーはありません。',
  },
  notBlockedBy: {
    en: 'A deny of StopLogging, DeleteTrail and PutEventSelectors only. The trail’s being a multi-Region one: such a trail must include these events, but the same call makes it a single-Region trail.',
    ja: 'StopLogging、DeleteTrail、PutEventSelectors だけの拒否。マルチリージョンの証跡はこれらのイベントを含まなければなりませんが、同じ呼び出しで単一リージョンに変更できるため、防御にはなりません。',
  },
  targets: (snapshot) => accountTrails(snapshot).filter((trail) => trail.includeGlobalServiceEvents),
  ways: (trail) => [[updateTrail(trail, { IsMultiRegionTrail: false, IncludeGlobalServiceEvents: false })]],
  harm: { en: 'IAM calls go unrecorded', ja: 'IAM の操作が記録されない' },
});
