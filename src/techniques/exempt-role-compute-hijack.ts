import type { Exemption } from '../model/exemption.ts';
import type { Resource, ResourceType } from '../model/resource.ts';
import { type Step, technique } from '../model/technique.ts';
import { principalExemptions } from './parts/exempt-principal.ts';
import { partitionOf } from './parts/partition.ts';
import { runningAs, runsSomething } from './parts/running-as.ts';
import { singleCall } from './parts/single-call.ts';
import { throughContainer } from './parts/through-container.ts';

const COMPUTE: readonly ResourceType[] = [
  'AWS::Lambda::Function',
  'AWS::EC2::Instance',
  'AWS::ECS::Service',
  'AWS::ECS::Task',
  'AWS::CloudFormation::Stack',
];

const gaining = ({ roleArn = '' }: Resource): Pick<Step, 'effect'> => ({
  effect: [{ kind: 'gain-principal', arn: roleArn }],
});

function throughFunction(lambda: Resource): readonly (readonly Step[])[] {
  const { arn, name, region, accountId } = lambda;
  const layer = `arn:${partitionOf(arn)}:lambda:${region}:${accountId}:layer:indelible:1`;
  const update = singleCall(
    'lambda:UpdateFunctionCode',
    arn,
    { FunctionName: name },
    { event: 'UpdateFunctionCode20150331v2', ...gaining(lambda) },
  );
  return [
    [update],
    [
      {
        operation: 'lambda:UpdateFunctionConfiguration',
        event: 'UpdateFunctionConfiguration20150331v2',
        needs: [
          {
            action: 'lambda:UpdateFunctionConfiguration',
            resource: arn,
            context: { 'lambda:Layer': [layer] },
          },
          { action: 'lambda:GetLayerVersion', resource: layer },
        ],
        input: { FunctionName: name, Layers: [layer] },
        ...gaining(lambda),
      },
    ],
  ];
}

function throughInstance(instance: Resource): readonly (readonly Step[])[] {
  const { arn, name, region } = instance;
  const document = `arn:${partitionOf(arn)}:ssm:${region}::document/AWS-RunShellScript`;
  return [
    [
      {
        operation: 'ssm:SendCommand',
        event: 'SendCommand',
        needs: [document, arn].map((resource) => ({ action: 'ssm:SendCommand', resource })),
        input: { DocumentName: 'AWS-RunShellScript', InstanceIds: [name] },
        ...gaining(instance),
      },
    ],
    [singleCall('ssm:StartSession', arn, { Target: name }, gaining(instance))],
    [
      singleCall('ec2:StopInstances', arn, { InstanceIds: [name] }),
      singleCall('ec2:ModifyInstanceAttribute', arn, { InstanceId: name, UserData: {} }),
      singleCall('ec2:StartInstances', arn, { InstanceIds: [name] }, gaining(instance)),
    ],
  ];
}

function throughStack(stack: Resource): readonly (readonly Step[])[] {
  const { arn, name } = stack;
  const change = { StackName: name, ChangeSetName: 'indelible' };
  return [
    [singleCall('cloudformation:UpdateStack', arn, { StackName: name }, gaining(stack))],
    [
      singleCall('cloudformation:CreateChangeSet', arn, change),
      singleCall('cloudformation:ExecuteChangeSet', arn, change, gaining(stack)),
    ],
  ];
}

function through(resource: Resource): readonly (readonly Step[])[] {
  if (resource.type === 'AWS::Lambda::Function') return throughFunction(resource);
  if (resource.type.startsWith('AWS::ECS::')) return throughContainer(resource);
  return resource.type === 'AWS::EC2::Instance' ? throughInstance(resource) : throughStack(resource);
}

export default technique<Exemption>({
  id: 'exempt-role-compute-hijack',
  title: {
    en: 'Take over what already runs as an exempted role',
    ja: '例外のロールで動いているものを乗っ取る',
  },
  goal: 'unguard',
  mitre: ['T1098.003'],
  why: {
    en: 'A function, instance, container or stack that has the exempted role hands it to whoever changes its code, runs a command in it or updates its template. Nobody has to pass or assume the role for that.',
    ja: '例外のロールを持つ関数、インスタンス、コンテナ、スタックでは、コードの変更、コマンドの実行、テンプレートの更新ができる者がそのロールを使えます。ロールを渡す必要も、引き受ける必要もありません。',
  },
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/adding-layers.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html',
    'https://docs.aws.amazon.com/systems-manager/latest/userguide/run-command-setting-up.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html',
  ],
  by: ['owner'],
  obtains: 'principal',
  blockedBy: {
    en: 'An exempted role that trusts no service. Or a service control policy that denies changing and entering everything that runs as the role, to everybody whom it does not exempt.',
    ja: 'どのサービスも信頼しない例外のロール。または、例外に該当しない全員に対して、そのロールで動くものすべての変更と操作を拒否するサービスコントロールポリシー (SCP)。',
  },
  notBlockedBy: {
    en: 'A deny of iam:* and sts:AssumeRole on the role, or of iam:PassRole: the role is in use already.',
    ja: 'ロールに対する iam:* や sts:AssumeRole、iam:PassRole の拒否 (ロールはすでに使われています)。',
  },
  unverified: {
    en: 'The list of ways is open: other services that run code, SSH, images or packages that are loaded from elsewhere, and the EC2 instance that hosts a container are not looked at. An instance is taken to be managed by Systems Manager and to run user data at every start, which is not the default but can be asked for; a function to have no code signing; a container to have a shell, and its role to let Systems Manager in, which only the role’s own policy decides. Whether ecs:UpdateService also asks for iam:PassRole on a role that the service has already. A stack does with its role only what a template can say.',
    ja: '経路はこれだけではありません。コードを実行する他のサービス、SSH、外部から読み込むイメージやパッケージ、コンテナが動く EC2 インスタンスは対象外です。インスタンスは Systems Manager の管理下にあり、ユーザーデータは起動のたびに実行され (デフォルトではなく、設定が必要です)、関数にはコード署名がなく、コンテナにはシェルがあり、タスクロールは Systems Manager を利用できるものとみなします。サービスがすでに持つロールについて、ecs:UpdateService が iam:PassRole も求めるかどうかも未確認です。スタックがロールで実行できるのは、テンプレートに書ける操作だけです。',
  },
  residual: {
    en: 'No list of denied calls covers every way into running code. What helps: let nothing run as an exempted role, and trust only people who sign in with MFA.',
    ja: '動いているコードに入り込む経路をすべて拒否するリストは作れません。有効なのは、例外のロールで何も動かさず、MFA でサインインする人だけを信頼することです。',
  },
  targets: principalExemptions,
  requires: (exemption, snapshot) => runsSomething(exemption, snapshot, ...COMPUTE),
  ways: (exemption, snapshot) => runningAs(exemption, snapshot, ...COMPUTE).flatMap(through),
  harm: { en: 'the policy denies nothing', ja: 'ポリシーが何も拒否しない' },
});
