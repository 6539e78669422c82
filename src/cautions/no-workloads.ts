import type { Caution } from '../model/caution.ts';

export default {
  id: 'no-workloads',
  title: { en: 'Run no workloads there', ja: 'ワークロードを置かない' },
  why: {
    en: 'Whoever takes over a workload of the management account is bound by no service control policy.',
    ja: '管理アカウントのワークロードを乗っ取った者には、どの SCP も効きません。',
  },
  sources: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_best-practices_mgmt-acct.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html',
  ],
} satisfies Caution;
