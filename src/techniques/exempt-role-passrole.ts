import type { Exemption } from '../model/exemption.ts';
import { many } from '../model/policy.ts';
import type { Role, Snapshot } from '../model/snapshot.ts';
import { type Need, type Step, technique } from '../model/technique.ts';
import {
  type ExemptPrincipal,
  editableRole,
  exists,
  principalExemptions,
  roleRead,
} from './parts/exempt-principal.ts';
import { overlap } from './parts/overlap.ts';
import { regionsInUse } from './parts/region-in-use.ts';
import { registerTask } from './parts/through-container.ts';

/** Services that run a customer's code as a role; in China some bear `.cn`. */
const COMPUTE = /^(?:lambda|ec2|ecs-tasks)\.amazonaws\.com(?:\.cn)?$/;

function computeServices({ trust }: Role): readonly string[] {
  return many(trust.Statement).flatMap(({ Effect, Action = [], Principal }) => {
    if (Effect !== 'Allow' || Principal === undefined || Principal === '*') return [];
    if (!many(Action).some((action) => overlap(action.toLowerCase(), 'sts:assumerole'))) return [];
    return many(Principal.Service ?? []).filter((service) => COMPUTE.test(service));
  });
}

/** Those that the role lets in; without the role, any. */
function servicesFor(exemption: Exemption, snapshot: Snapshot | undefined): readonly string[] {
  const role = snapshot && roleRead(exemption, snapshot);
  return role !== undefined && 'trust' in role
    ? computeServices(role)
    : ['lambda.amazonaws.com', 'ec2.amazonaws.com', 'ecs-tasks.amazonaws.com'];
}

const pass = ({ arn }: ExemptPrincipal, service: string): Need => ({
  action: 'iam:PassRole',
  resource: arn,
  context: { 'iam:PassedToService': service },
});

function throughLambda(role: ExemptPrincipal, service: string, region: string): readonly Step[] {
  const { arn, accountId, partition } = role;
  const resource = `arn:${partition}:lambda:${region}:${accountId}:function:indelible`;
  return [
    {
      operation: 'lambda:CreateFunction',
      event: 'CreateFunction20150331',
      needs: [pass(role, service), { action: 'lambda:CreateFunction', resource }],
      input: { FunctionName: 'indelible', Role: arn },
    },
    {
      operation: 'lambda:Invoke',
      event: 'Invoke',
      needs: [{ action: 'lambda:InvokeFunction', resource }],
      input: { FunctionName: 'indelible' },
      effect: [{ kind: 'gain-principal', arn }],
    },
  ];
}

/** With the instance profile of the role's name, as the console makes it. Image and network are the attacker's choice. */
function throughEc2(role: ExemptPrincipal, service: string, region: string): readonly Step[] {
  const { arn, accountId, partition, name } = role;
  return [
    {
      operation: 'ec2:RunInstances',
      event: 'RunInstances',
      needs: [
        pass(role, service),
        {
          action: 'ec2:RunInstances',
          resource: `arn:${partition}:ec2:${region}:${accountId}:instance/*`,
        },
      ],
      input: { IamInstanceProfile: { Name: name }, MinCount: 1, MaxCount: 1 },
      effect: [{ kind: 'gain-principal', arn }],
    },
  ];
}

/** In a cluster that is there, or the attacker's own. Image and network are the attacker's choice. */
function throughEcs(role: ExemptPrincipal, service: string, region: string): readonly Step[] {
  const { arn, accountId, partition } = role;
  const register = registerTask({ partition, region, accountId }, pass(role, service));
  return [
    register,
    {
      operation: 'ecs:RunTask',
      event: 'RunTask',
      needs: [{ action: 'ecs:RunTask', resource: register.needs[1]?.resource ?? '' }],
      input: { taskDefinition: 'indelible', launchType: 'FARGATE' },
      effect: [{ kind: 'gain-principal', arn }],
    },
  ];
}

const THROUGH = { lambda: throughLambda, ec2: throughEc2, 'ecs-tasks': throughEcs };

export default technique<Exemption>({
  id: 'exempt-role-passrole',
  title: { en: 'Run code as an exempted role', ja: '例外のロールを渡してコードを実行する' },
  goal: 'unguard',
  mitre: ['T1098.003'],
  why: {
    en: 'Where the exempted role trusts a compute service, nobody needs to assume it: pass it to a function, an instance or a container of one’s own, and the code there acts as the role.',
    ja: '例外のロールがコンピューティングサービスを信頼していれば、引き受ける必要はありません。自分の関数、インスタンス、コンテナに渡せば、その中のコードがロールとして動きます。',
  },
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html',
  ],
  by: ['owner'],
  obtains: 'principal',
  blockedBy: {
    en: 'A service control policy that denies iam:PassRole on the exempted roles to everybody whom it does not exempt. A trust policy without services.',
    ja: '例外に該当しない全員に対して、例外のロールへの iam:PassRole を拒否するサービスコントロールポリシー (SCP)。サービスを含まない信頼ポリシー。',
  },
  notBlockedBy: {
    en: 'A deny of sts:AssumeRole: the service assumes the role, and not the attacker.',
    ja: 'sts:AssumeRole の拒否。ロールを引き受けるのは攻撃者ではなくサービスです。',
  },
  unverified: {
    en: 'Only Lambda, EC2 and ECS are looked at; other services that run code take roles as well. ECS also asks for a cluster, which is taken to exist. EC2 also asks for an instance profile of the role, which is taken to exist.',
    ja: '対象は Lambda、EC2、ECS だけです。ECS に必要なクラスターは、存在するものとみなします。コードを実行する他のサービスにもロールを渡せます。EC2 に必要なインスタンスプロファイルは、存在するものとみなします。',
  },
  targets: principalExemptions,
  requires: (exemption, snapshot) => {
    if (exemption.principal !== undefined && editableRole(exemption) === undefined) return false;
    const role = snapshot.roles === undefined ? undefined : roleRead(exemption, snapshot);
    if (role !== undefined && 'trust' in role) return computeServices(role).length > 0;
    return exists(exemption, snapshot);
  },
  ways: (exemption, snapshot) => {
    const role = editableRole(exemption);
    if (role === undefined) return [];
    const regions = snapshot === undefined ? ['us-east-1'] : regionsInUse(snapshot);
    return servicesFor(exemption, snapshot).flatMap((service) => {
      const through = THROUGH[service.slice(0, service.indexOf('.')) as keyof typeof THROUGH];
      return regions.map((region) => through(role, service, region));
    });
  },
  harm: { en: 'the policy denies nothing', ja: 'ポリシーが何も拒否しない' },
});
