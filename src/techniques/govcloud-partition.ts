import type { Organization } from '../model/snapshot.ts';
import { technique } from '../model/technique.ts';
import { organizationsCall, theOrganization } from './parts/organization.ts';

export default technique<Organization>({
  id: 'govcloud-partition',
  title: {
    en: 'Create an account in AWS GovCloud (US)',
    ja: 'AWS GovCloud (US) にアカウントを作成する',
  },
  goal: 'escape',
  mitre: ['T1666'],
  why: {
    en: 'Besides a member account, the call creates a standalone account in another partition. The organization’s policies and its trail end at the border of their partition: they do not reach it.',
    ja: 'この呼び出しは、メンバーアカウントに加えて、別のパーティションにスタンドアロンアカウントを作成します。組織のポリシーも証跡も自分のパーティション内でしか効かず、そのアカウントには届きません。',
  },
  sources: [
    'https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateGovCloudAccount.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html',
  ],
  by: ['management'],
  blockedBy: {
    en: 'No policy. AWS refuses unless the management account is paired with an account in GovCloud.',
    ja: '防げるポリシーはありません。管理アカウントが GovCloud のアカウントとペアになっていなければ、AWS が拒否します。',
  },
  notBlockedBy: {
    en: 'Guards at the root and organization trails: each works in one partition only.',
    ja: 'ルートにアタッチしたガードや組織の証跡。どちらも 1 つのパーティション内でしか働きません。',
  },
  unverified: {
    en: 'Whether the management account is paired with GovCloud: no call reads it.',
    ja: '管理アカウントが GovCloud とペアになっているかどうか (読み取る API がありません)。',
  },
  residual: {
    en: 'No policy binds the management account. What helps: an alarm on CreateGovCloudAccount, and inviting such accounts at once into an organization in GovCloud that is guarded the same way.',
    ja: '管理アカウントにはポリシーが効きません。有効なのは、CreateGovCloudAccount の検知と、作成されたアカウントをすぐに GovCloud 側の同じように守られた組織へ招待することです。',
  },
  targets: theOrganization,
  requires: (_, { partition }) => partition === 'aws',
  ways: () => [
    [
      organizationsCall('CreateGovCloudAccount', '*', {
        AccountName: 'indelible',
        Email: 'new@attacker.example',
      }),
    ],
  ],
  harm: { en: 'an account outside the organization', ja: '組織の外にアカウントができる' },
});
