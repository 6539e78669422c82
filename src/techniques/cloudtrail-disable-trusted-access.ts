import type { Organization, Snapshot } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { organizationTrails } from './parts/organization-trail.ts';
import { singleCall } from './parts/single-call.ts';
import { CLOUDTRAIL, trustsCloudTrail } from './parts/trusted-access.ts';

export default technique<Organization>({
  id: 'cloudtrail-disable-trusted-access',
  title: {
    en: 'End CloudTrail’s trusted access to the organization',
    ja: '組織への CloudTrail の信頼されたアクセスを無効にする',
  },
  goal: 'silence',
  mitre: ['T1666'],
  why: {
    en: 'Organization trails are deleted from the member accounts, and what remains in the management account, trails and event data stores, becomes that account’s alone. Turning the access on again does not bring them back.',
    ja: '組織の証跡はメンバーアカウントから削除され、管理アカウントに残る証跡とイベントデータストアは、そのアカウントだけのものになります。再び有効にしても元には戻りません。',
  },
  sources: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-cloudtrail.html',
    'https://docs.aws.amazon.com/organizations/latest/APIReference/API_DisableAWSServiceAccess.html',
  ],
  by: ['management'],
  blockedBy: {
    en: 'No policy of the organization. Only the management account can make the call, so few users and no standing access there.',
    ja: '組織のポリシーでは防げません。呼び出せるのは管理アカウントだけなので、そのユーザーを減らし、常時アクセスをなくすしかありません。',
  },
  notBlockedBy: {
    en: 'Denies of cloudtrail actions, even where they would hold: this is a call to Organizations. Service and resource control policies.',
    ja: 'cloudtrail のアクションの拒否 (これは Organizations の呼び出しです)。SCP と RCP。',
  },
  residual: {
    en: 'No service or resource control policy binds the management account. What helps: a trail of its own in each member account, and an alarm outside the organization on DisableAWSServiceAccess or on accounts whose log files stop.',
    ja: '管理アカウントには SCP も RCP も効きません。有効なのは、各メンバーアカウント自身の証跡と、DisableAWSServiceAccess やログの途絶を組織の外から検知するアラームです。',
  },
  targets: (snapshot: Snapshot) => (organizationTrails(snapshot).length === 0 ? [] : [snapshot.organization]),
  requires: trustsCloudTrail,
  ways: () => [
    [
      {
        ...singleCall('organizations:DisableAWSServiceAccess', '*', { ServicePrincipal: CLOUDTRAIL }),
        needs: [
          {
            action: 'organizations:DisableAWSServiceAccess',
            resource: '*',
            context: { 'organizations:ServicePrincipal': CLOUDTRAIL },
          },
        ],
      },
    ],
  ],
  harm: { en: 'no member account is recorded', ja: 'メンバーアカウントが記録されない' },
});
