import type { Guard } from '../model/plan.ts';

export default {
  id: 'trail-unchangeable',
  title: { en: 'Nobody stops, deletes or narrows the trail', ja: '証跡の停止・削除・縮小を誰にもさせない' },
  why: {
    en: 'No condition key tells a harmless change of a trail from a harmful one, so every change is denied. The account in the ARN is left open: an organization trail carries the management account.',
    ja: '無害な変更と有害な変更を見分ける条件キーは存在しないため、変更はすべて拒否します。組織の証跡の ARN は管理アカウントのものなので、アカウント部分は限定しません。',
  },
  sources: [
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudtrail.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html',
  ],
  statements: ({ partition, trailNames }) => [
    {
      Sid: 'TrailUnchangeable',
      Effect: 'Deny',
      Action: [
        'cloudtrail:DeleteTrail',
        'cloudtrail:PutEventConfiguration',
        'cloudtrail:PutEventSelectors',
        'cloudtrail:PutInsightSelectors',
        'cloudtrail:StopLogging',
        'cloudtrail:UpdateTrail',
      ],
      Resource: trailNames.map((name) => `arn:${partition}:cloudtrail:*:*:trail/${name}`),
    },
  ],
  blocks: [
    'cloudtrail-stop-logging',
    'cloudtrail-delete-trail',
    'cloudtrail-single-region',
    'cloudtrail-event-selectors-management-off',
  ],
  costs: {
    en: 'A member account’s trail can be changed again after the policy has been detached: detach it first, in the management account. An organization trail can always be changed there: no policy binds the management account.',
    ja: 'メンバーアカウントの証跡を変更するには、先に管理アカウントでポリシーをデタッチします。組織の証跡は管理アカウントからいつでも変更できます。管理アカウントにはどのポリシーも効かないためです。',
  },
} satisfies Guard;
