import type { Resource } from '../model/resource.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type Need, type Step, technique } from '../model/technique.ts';
import { resourcesOf } from './parts/resources.ts';
import { singleCall } from './parts/single-call.ts';

export default technique<Resource>({
  id: 'cloudtrail-delete-owning-stack',
  title: {
    en: 'Delete or update the stack that owns the trail',
    ja: '証跡を作成したスタックを削除または更新する',
  },
  goal: 'silence',
  mitre: ['T1685.002'],
  why: {
    en: 'CloudFormation deletes what a stack is made of: the trail, its key, the bucket’s policy, the alarms. Where the stack has a service role, CloudFormation calls as that role, which a policy may exempt.',
    ja: 'CloudFormation は、スタックに含まれる証跡、キー、バケットポリシー、アラームを削除します。スタックにサービスロールがあれば、そのロールとして呼び出すため、ポリシーの例外になることがあります。',
  },
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/fas-requests-and-permission-evaluation.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-protect-stacks.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/protect-stack-resources.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies deleting and changing the trail and what belongs to it, and does not exempt the stack’s service role. Or one that denies cloudformation:DeleteStack, UpdateStack and ExecuteChangeSet on the stack.',
    ja: '証跡とその関連リソースの削除と変更を、スタックのサービスロールも例外とせずに拒否するサービスコントロールポリシー (SCP)。または、スタックに対する cloudformation:DeleteStack、UpdateStack、ExecuteChangeSet を拒否するもの。',
  },
  notBlockedBy: {
    en: 'Termination protection: whoever may delete the stack can usually turn it off first, and an update may drop resources in spite of it. A stack policy: it applies to updates only, and whoever may set it overrides it.',
    ja: '削除保護 (スタックを削除できる者は、たいてい先に無効にできます。更新でリソースを除くこともできます)。スタックポリシー (更新時にしか適用されず、設定できる者は上書きできます)。',
  },
  unverified: {
    en: 'What the template says of the deletion is not read: with a DeletionPolicy of Retain, deleting the stack alone leaves the resource. Nor are stack policies, which may hold an update up. Stack sets are not looked at. A bucket of the stack is taken to have its policy from there. CloudFormation is taken to call with aws:ViaAWSService for all of these resources: AWS says that a few types are exceptions, and not which.',
    ja: 'テンプレートの削除設定は読み取っていません。DeletionPolicy が Retain なら、スタックを削除してもリソースは残ります。更新を妨げうるスタックポリシーも読み取っていません。スタックセットは対象外です。スタックにバケットがあれば、バケットポリシーもスタックのものとみなします。CloudFormation はどのリソースでも aws:ViaAWSService 付きで呼び出すものとみなします (AWS は少数の例外があるとしていますが、どのタイプかは示していません)。',
  },
  targets: (snapshot) =>
    resourcesOf(snapshot, 'AWS::CloudFormation::Stack').filter(({ concerns = [] }) =>
      concerns.some((arn) => deletions(arn).length > 0),
    ),
  refused: ({ arn, protected: isProtected }) =>
    isProtected === undefined ? { resource: arn, action: 'cloudformation:DescribeStacks' } : undefined,
  ways: (stack, snapshot) => [
    ...needsOf(stack, deletions).map((need) => [
      ...unprotecting(stack, snapshot),
      ...through(stack, call(stack, 'DeleteStack'), need),
    ]),
    ...needsOf(stack, (arn) => [...deletions(arn), ...changes(arn)]).flatMap((need) => [
      through(stack, call(stack, 'UpdateStack', EMPTIED), need),
      [
        call(stack, 'CreateChangeSet', { ChangeSetName: 'indelible', ...EMPTIED }),
        ...through(stack, call(stack, 'ExecuteChangeSet', { ChangeSetName: 'indelible' }), need),
      ],
    ]),
  ],
  harm: { en: 'the trail goes with its stack', ja: 'スタックごと証跡が消える' },
});

const TRAIL = /^arn:[^:]+:cloudtrail:[^:]+:\d+:trail\//;

/** Data table: the call that ends each kind of resource, and how its permission names it. */
const DELETIONS: readonly (readonly [arn: RegExp, action: string, suffix: string])[] = [
  [TRAIL, 'cloudtrail:DeleteTrail', ''],
  [/^arn:[^:]+:kms:[^:]+:\d+:key\//, 'kms:ScheduleKeyDeletion', ''],
  [/^arn:[^:]+:s3:::[^/]+$/, 's3:DeleteBucketPolicy', ''],
  [/^arn:[^:]+:logs:[^:]+:\d+:log-group:[^:]+$/, 'logs:DeleteLogGroup', ':*'],
  [/^arn:[^:]+:cloudwatch:[^:]+:\d+:alarm:/, 'cloudwatch:DeleteAlarms', ''],
  [/^arn:[^:]+:sns:[^:]+:\d+:[^:]+$/, 'sns:DeleteTopic', ''],
];

const deletions = (arn: string): readonly Need[] =>
  DELETIONS.flatMap(([pattern, action, suffix]) =>
    pattern.test(arn) ? [{ action, resource: `${arn}${suffix}` }] : [],
  );

/** What an update of the stack may do to a trail instead. */
const changes = (arn: string): readonly Need[] =>
  TRAIL.test(arn)
    ? ['cloudtrail:UpdateTrail', 'cloudtrail:StopLogging', 'cloudtrail:PutEventSelectors'].map((action) => ({
        action,
        resource: arn,
      }))
    : [];

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/fas-requests-and-permission-evaluation.html
const needsOf = ({ concerns = [] }: Resource, needs: (arn: string) => readonly Need[]): readonly Need[] =>
  concerns.flatMap(needs).map((need) => ({ ...need, context: { 'aws:ViaAWSService': 'true' } }));

const call = ({ arn, region }: Resource, name: string, input: Step['input'] = {}): Step =>
  singleCall(`cloudformation:${name}`, arn, { StackName: arn, ...input }, { region });

const unprotecting = (stack: Resource, snapshot: Snapshot | undefined): readonly Step[] =>
  stack.protected === true
    ? [call(rootOf(stack, snapshot), 'UpdateTerminationProtection', { EnableTerminationProtection: false })]
    : [];

/** A nested stack is protected by its root stack, which concerns what is in any stack below it. */
function rootOf(stack: Resource, snapshot: Snapshot | undefined): Resource {
  if (snapshot === undefined) return stack;
  const above = resourcesOf(snapshot, 'AWS::CloudFormation::Stack').filter(
    ({ arn, concerns = [] }) => concerns.includes(stack.arn) && arn !== stack.arn,
  );
  const isNested = ({ arn }: Resource): boolean => above.some(({ concerns = [] }) => concerns.includes(arn));
  return above.find((one) => !isNested(one)) ?? stack;
}

/** A template of a resource that is nothing: what the stack was made of is deleted. */
const EMPTIED = {
  TemplateBody: JSON.stringify({
    Resources: { Nothing: { Type: 'AWS::CloudFormation::WaitConditionHandle' } },
  }),
};

/** As the caller, or as the stack's service role; of a stack of which neither was read, as anybody. */
function through(stack: Resource, last: Step, inner: Need): readonly Step[] {
  const { roleArn } = stack;
  if (roleArn === undefined && stack.protected === undefined) return [last];
  if (roleArn === undefined) return [{ ...last, needs: [...last.needs, inner] }];
  return [
    last,
    {
      operation: inner.action,
      event: inner.action.slice(inner.action.indexOf(':') + 1),
      needs: [inner],
      input: {},
      as: { kind: 'role', arn: roleArn },
    },
  ];
}
