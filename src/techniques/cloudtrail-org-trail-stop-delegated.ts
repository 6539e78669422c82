import type { Trail } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { organizationTrails, waysToSilence } from './parts/organization-trail.ts';

export default technique<Trail>({
  id: 'cloudtrail-org-trail-stop-delegated',
  title: {
    en: 'Stop the organization trail as CloudTrail’s delegated administrator',
    ja: 'CloudTrail の委任管理者として組織の証跡を停止する',
  },
  goal: 'silence',
  mitre: ['T1685.002'],
  why: {
    en: 'A member account registered as delegated administrator has the management account’s powers over organization trails: it can stop, delete, narrow or blind the one trail that covers every account.',
    ja: '委任管理者として登録されたメンバーアカウントは、組織の証跡に対して管理アカウントと同じ操作ができます。全アカウントを記録する唯一の証跡を、停止、削除、縮小、無効化できてしまいます。',
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-delegated-administrator.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html',
  ],
  by: ['delegated'],
  delegatedFor: 'cloudtrail.amazonaws.com',
  refusesOthers: {
    why: {
      en: 'Member accounts see the organization trail and cannot change it.',
      ja: 'メンバーアカウントは組織の証跡を参照できますが、変更はできません。',
    },
    source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html',
  },
  blockedBy: {
    en: 'A service control policy on the delegated administrator’s account that denies changing trails, with an ARN that leaves the account open: the trail’s ARN carries the management account. Or no delegated administrator at all.',
    ja: '委任管理者のアカウントに効き、証跡の変更を拒否するサービスコントロールポリシー (SCP)。証跡の ARN には管理アカウントの ID が入るため、ARN のアカウント部分は限定しません。委任管理者を登録しないことでも防げます。',
  },
  notBlockedBy: {
    en: 'A deny on the ARN of the account’s own trails. The protection of organization trails itself, which holds back ordinary members only.',
    ja: '自アカウントの証跡の ARN に対する拒否。組織の証跡そのものの保護も、通常のメンバーアカウントにしか効きません。',
  },
  targets: organizationTrails,
  ways: (trail) => waysToSilence(trail, { serviceGrants: true }),
  harm: { en: 'no account is recorded', ja: '全アカウントの記録が止まる' },
});
