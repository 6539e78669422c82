import type { Exemption } from '../model/exemption.ts';
import type { Resource } from '../model/resource.ts';
import { type Step, technique } from '../model/technique.ts';
import { principalExemptions } from './parts/exempt-principal.ts';
import { runningAs, runsSomething } from './parts/running-as.ts';
import { singleCall } from './parts/single-call.ts';

const rewrite = ({ arn, name, roleArn = '' }: Resource): Step =>
  singleCall(
    'codepipeline:UpdatePipeline',
    arn,
    { pipeline: { name, roleArn } },
    {
      perhaps: [
        {
          action: 'iam:PassRole',
          resource: roleArn,
          context: { 'iam:PassedToService': 'codepipeline.amazonaws.com' },
        },
      ],
      effect: [{ kind: 'gain-principal', arn: roleArn }],
    },
  );

export default technique<Exemption>({
  id: 'iac-pipeline-poison',
  title: {
    en: 'Poison the pipeline that deploys as an exempted role',
    ja: '例外のロールでデプロイするパイプラインを改ざんする',
  },
  goal: 'unguard',
  mitre: ['T1195'],
  why: {
    en: 'Landing zones are deployed by pipelines whose roles the guard exempts. Whoever rewrites the pipeline, or what it fetches, has the next run do what the guard denies to everybody else.',
    ja: 'ランディングゾーンをデプロイするパイプラインのロールは、たいてい保護の例外です。パイプラインや、その取得元を書き換えた者は、次の実行で、他の全員に拒否されている操作を実行させられます。',
  },
  sources: [
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/permissions-reference.html',
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-create-service-role.html',
  ],
  by: ['owner'],
  obtains: 'principal',
  blockedBy: {
    en: 'A service control policy that denies codepipeline:UpdatePipeline on the pipeline, in an account where nobody else works. For the repository: its own branch protection and reviews.',
    ja: 'パイプラインに対する codepipeline:UpdatePipeline を拒否するサービスコントロールポリシー (SCP) と、他の作業をしない専用アカウント。リポジトリについては、ブランチ保護とレビュー。',
  },
  notBlockedBy: {
    en: 'An exemption for pipeline roles: it exempts whoever decides what the pipeline runs.',
    ja: 'パイプラインのロールを例外にすること (パイプラインの実行内容を決められる者すべてが例外になります)。',
  },
  unverified: {
    en: 'Only CodePipeline pipelines that act as an exempted role themselves are looked at: not repositories, build projects, artifact buckets, or roles that a pipeline assumes on its way. Whether UpdatePipeline also asks for iam:PassRole on a role that the pipeline has already.',
    ja: '対象は、例外のロールで動く CodePipeline のパイプラインだけです。リポジトリ、ビルドプロジェクト、アーティファクトのバケット、パイプラインが途中で引き受けるロールは対象外です。すでに設定されているロールについて、UpdatePipeline が iam:PassRole も求めるかどうかも未確認です。',
  },
  residual: {
    en: 'A repository is mostly outside AWS, where no policy of the organization reaches. What helps: no exemption for pipelines, or reviews that one person cannot pass, and an alarm on every change the pipeline makes to the guard.',
    ja: 'リポジトリの多くは AWS の外にあり、組織のポリシーは及びません。有効なのは、パイプラインを例外にしないこと、一人では通せないレビュー、パイプラインによる保護の変更をすべて検知することです。',
  },
  targets: principalExemptions,
  requires: (exemption, snapshot) => runsSomething(exemption, snapshot, 'AWS::CodePipeline::Pipeline'),
  ways: (exemption, snapshot) =>
    runningAs(exemption, snapshot, 'AWS::CodePipeline::Pipeline').map((pipeline) => [rewrite(pipeline)]),
  harm: { en: 'the next deployment is the attacker’s', ja: '次のデプロイが攻撃者のものになる' },
});
