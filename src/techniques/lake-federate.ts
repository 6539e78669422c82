import type { Resource } from '../model/resource.ts';
import { type Need, OUTSIDER_ACCOUNT, type Step, technique } from '../model/technique.ts';
import { eventDataStores, ORGANIZATION_STORES, storeCall } from './parts/event-data-store.ts';
import { partitionOf } from './parts/partition.ts';
import { singleCall } from './parts/single-call.ts';

/** Lets an account outside query the events. */
const share = ({ arn, region }: Resource): Step =>
  singleCall(
    'cloudtrail:PutResourcePolicy',
    arn,
    {
      ResourceArn: arn,
      ResourcePolicy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: `arn:${partitionOf(arn)}:iam::${OUTSIDER_ACCOUNT}:root` },
            Action: ['cloudtrail:StartQuery', 'cloudtrail:GetQueryResults'],
            Resource: arn,
          },
        ],
      }),
    },
    { region },
  );

/** Opens the events to Athena, by a role of the account. */
function federate(store: Resource): Step {
  const role = `arn:${partitionOf(store.arn)}:iam::${store.accountId}:role/indelible-federation`;
  const call = storeCall('EnableFederation', store, { FederationRoleArn: role });
  const pass = { action: 'iam:PassRole', resource: role, anyUnder: role.slice(0, role.indexOf('/') + 1) };
  const passTo = (service: string): Need => ({ ...pass, context: { 'iam:PassedToService': service } });
  return {
    ...call,
    needs: [...call.needs, pass],
    perhaps: [
      passTo('cloudtrail.amazonaws.com'),
      passTo('lakeformation.amazonaws.com'),
      ...registering(store),
    ],
  };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-federation.html#query-federation-permissions */
function registering({ arn, accountId, region, name }: Resource): readonly Need[] {
  const glue = `arn:${partitionOf(arn)}:glue:${region}:${accountId}`;
  const table = `table/aws:cloudtrail/${arn.split('/').at(-1) ?? name}`;
  const creating = ['catalog', 'database/aws:cloudtrail', table].map((resource) => ({
    action: 'glue:CreateTable',
    resource: `${glue}:${resource}`,
  }));
  return [
    ...creating,
    { action: 'glue:CreateDatabase', resource: `${glue}:database/aws:cloudtrail` },
    { action: 'glue:PassConnection', resource: `${glue}:connection/aws:cloudtrail` },
    { action: 'lakeformation:RegisterResource', resource: '*' },
  ];
}

export default technique<Resource>({
  id: 'lake-federate',
  title: {
    en: 'Open an event data store to others',
    ja: 'イベントデータストアを外部に開放する',
  },
  goal: 'redirect',
  mitre: ['T1685.002'],
  why: {
    en: 'A resource policy lets an account outside query every event, and federation opens them to Athena: the attacker reads what is known about the attack.',
    ja: 'リソースポリシーで組織外のアカウントに全イベントのクエリを許可でき、フェデレーションを有効にすれば Athena からも読めます。攻撃者は、攻撃について何が記録されたかを読み取れます。',
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/security_iam_resource-based-policy-examples.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EnableFederation.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-federation.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service control policy that denies cloudtrail:PutResourcePolicy and cloudtrail:EnableFederation on the event data store.',
    ja: 'イベントデータストアに対する cloudtrail:PutResourcePolicy と cloudtrail:EnableFederation を拒否するサービスコントロールポリシー (SCP)。',
  },
  notBlockedBy: {
    en: 'Termination protection. A resource control policy: CloudTrail takes none, and the queries of an account outside are bound by no service control policy.',
    ja: '終了保護。リソースコントロールポリシー (RCP) は CloudTrail では使えず、組織外のアカウントのクエリには SCP が効きません。',
  },
  unverified: {
    en: 'Whether each permission in Glue and Lake Formation that the documentation asks of the caller of EnableFederation is really asked for, and to which service the role counts as passed: what only they refuse is unknown. CloudTrail’s delegated administrator may also federate an event data store of the organization, which is not judged here.',
    ja: 'ドキュメントが EnableFederation の呼び出し元に求める Glue と Lake Formation の各アクセス許可が実際に必要か。ロールがどのサービスに渡されたものと扱われるか (これらだけの拒否は不明と判定します)。CloudTrail の委任管理者も組織のイベントデータストアのフェデレーションを有効にできますが、ここでは判定していません。',
  },
  residual: ORGANIZATION_STORES,
  targets: eventDataStores,
  ways: (store) => [[share(store)], [federate(store)]],
  harm: { en: 'others read the record', ja: '記録が外部から読まれる' },
});
