import { type Caution, judgement } from '../model/caution.ts';

/** What runs code, as far as it is collected. */
const WORKLOADS: readonly string[] = [
  'AWS::CodePipeline::Pipeline',
  'AWS::EC2::Instance',
  'AWS::ECS::Service',
  'AWS::ECS::Task',
  'AWS::Lambda::Function',
];

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
  reads:
    /^(?:account:ListRegions|codepipeline:ListPipelines|ec2:DescribeInstances|ecs:ListClusters|ecs:ListServices|ecs:DescribeServices|ecs:ListTasks|ecs:DescribeTasks|lambda:ListFunctions|sts:AssumeRole)$/,
  judge: ({ resources }) =>
    judgement({
      broken: (resources ?? [])
        .filter(({ type }) => WORKLOADS.includes(type))
        .map(({ arn }) => ({ kind: 'workload', arn }) as const),
      known: resources !== undefined,
    }),
} satisfies Caution;
