import type { Trail } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { organizationTrails } from './parts/organization-trail.ts';
import { updateTrail } from './parts/trail-settings.ts';

export default technique<Trail>({
  id: 'cloudtrail-org-trail-to-account-trail',
  title: {
    en: 'Make the organization trail a trail of one account',
    ja: '組織の証跡を単一アカウントの証跡に変える',
  },
  goal: 'silence',
  mitre: ['T1685.002'],
  why: {
    en: 'The trail stays in the management account, on and delivering, and is deleted from every member account. In a list of its trails it is still there, and its status is still that of a trail that logs.',
    ja: '証跡は管理アカウントに残って配信も続きますが、すべてのメンバーアカウントから削除されます。管理アカウントの証跡の一覧には残り、ステータスも記録中のままです。',
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateTrail.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-delegated-administrator.html',
  ],
  by: ['management'],
  blockedBy: {
    en: 'No policy of the organization. Only the management account can convert the trail, so few users and no standing access there.',
    ja: '組織のポリシーでは防げません。証跡を変換できるのは管理アカウントだけなので、そのユーザーを減らし、常時アクセスをなくすしかありません。',
  },
  notBlockedBy: {
    en: 'Service and resource control policies. Having no delegated administrator: one could not convert the trail anyway.',
    ja: 'SCP と RCP。委任された管理者を置かないことも関係しません (委任された管理者には変換できません)。',
  },
  residual: {
    en: 'No service or resource control policy binds the management account. What helps: a trail of its own in each member account, and an alarm outside the organization on UpdateTrail or on accounts whose log files stop.',
    ja: '管理アカウントには SCP も RCP も効きません。有効なのは、各メンバーアカウント自身の証跡と、UpdateTrail やログの途絶を組織の外から検知するアラームです。',
  },
  targets: organizationTrails,
  ways: (trail) => [[updateTrail(trail, { IsOrganizationTrail: false })]],
  harm: { en: 'no member account is recorded', ja: 'メンバーアカウントが記録されない' },
});
