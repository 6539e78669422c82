import type { Guard } from '../model/plan.ts';

export default {
  id: 'organization-stay',
  title: { en: 'No account leaves the organization', ja: 'アカウントを組織から離脱させない' },
  why: {
    en: 'An account that leaves, moves to another organization or is closed sheds every policy at once, this one too.',
    ja: '組織を離脱する、別の組織へ移る、または閉鎖されたアカウントには、このポリシーを含むすべてのポリシーが効かなくなります。',
  },
  sources: [
    'https://docs.aws.amazon.com/organizations/latest/APIReference/API_LeaveOrganization.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsaccountmanagement.html',
  ],
  statements: () => [
    {
      Sid: 'OrganizationStay',
      Effect: 'Deny',
      Action: ['account:CloseAccount', 'organizations:AcceptHandshake', 'organizations:LeaveOrganization'],
      // LeaveOrganization has no resource type: a deny on an ARN would never match.
      Resource: ['*'],
    },
  ],
  blocks: [],
  costs: {
    en: 'Accounts are closed or moved out from the management account only.',
    ja: 'アカウントの閉鎖や移動は管理アカウントからのみ行えます。',
  },
} satisfies Guard;
