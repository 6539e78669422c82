import type { Trail } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { organizationTrails, waysToSilence } from './parts/organization-trail.ts';

export default technique<Trail>({
  id: 'cloudtrail-org-trail-stop-management',
  title: {
    en: 'Stop the organization trail from the management account',
    ja: '管理アカウントから組織の証跡を停止する',
  },
  goal: 'silence',
  mitre: ['T1685.002'],
  why: {
    en: 'The management account owns the organization trail. Any administrator there, and its root user, can stop, delete, narrow or blind it.',
    ja: '組織の証跡は管理アカウントが所有しています。その管理者やルートユーザーは、証跡を停止、削除、縮小、無効化できます。',
  },
  sources: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html',
  ],
  by: ['management'],
  blockedBy: {
    en: 'No policy of the organization. Only few users, least privilege and no standing access in the management account.',
    ja: '組織のポリシーでは防げません。管理アカウントのユーザーを減らし、最小権限にし、常時アクセスをなくすしかありません。',
  },
  notBlockedBy: {
    en: 'Service control policies at the root, resource control policies and controls of Control Tower: none of them binds the management account.',
    ja: 'ルートにアタッチした SCP、RCP、Control Tower のコントロール。いずれも管理アカウントには効きません。',
  },
  residual: {
    en: 'No service or resource control policy binds the management account. What helps: a trail of its own in each member account, a copy of the logs in a second account, and an alarm that does not depend on the management account.',
    ja: 'SCP も RCP も管理アカウントには効きません。有効なのは、各メンバーアカウント自身の証跡、別アカウントへのログの複製、管理アカウントに依存しない検知です。',
  },
  targets: organizationTrails,
  ways: (trail) => waysToSilence(trail),
  harm: { en: 'no account is recorded', ja: '全アカウントの記録が止まる' },
});
