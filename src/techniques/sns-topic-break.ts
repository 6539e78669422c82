import type { Resource } from '../model/resource.ts';
import { technique } from '../model/technique.ts';
import { partitionOf } from './parts/partition.ts';
import { resourcesOf } from './parts/resources.ts';
import { singleCall } from './parts/single-call.ts';
import { statementIds } from './parts/statement-ids.ts';

export default technique<Resource>({
  id: 'sns-topic-break',
  title: {
    en: 'Delete the alert topic, or lock its publishers out',
    ja: 'アラートの SNS トピックを削除する、または発行元を締め出す',
  },
  goal: 'deafen',
  mitre: ['T1685'],
  why: {
    en: 'Alarms, rules and CloudTrail itself publish to the topic. Deleted, with another access policy or with a key that they cannot use, it takes no message, and its subscribers hear nothing.',
    ja: 'アラーム、ルール、CloudTrail 自身がトピックに発行します。トピックが削除されるか、アクセスポリシーや使えないキーに変更されると、メッセージは受け付けられず、サブスクライバーには何も届きません。',
  },
  sources: [
    'https://docs.aws.amazon.com/sns/latest/api/API_DeleteTopic.html',
    'https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html',
    'https://docs.aws.amazon.com/sns/latest/api/API_PutDataProtectionPolicy.html',
    'https://docs.aws.amazon.com/sns/latest/dg/sns-message-data-protection-custom-data-identifiers.html',
    'https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service control policy that denies sns:DeleteTopic, sns:SetTopicAttributes, sns:RemovePermission and sns:PutDataProtectionPolicy on the topic. Against other accounts, an access policy of the topic that grants them none of these.',
    ja: 'トピックに対する sns:DeleteTopic、sns:SetTopicAttributes、sns:RemovePermission、sns:PutDataProtectionPolicy を拒否するサービスコントロールポリシー (SCP)。他のアカウントに対しては、これらを許可しないトピックのアクセスポリシー。',
  },
  notBlockedBy: {
    en: 'A resource control policy: SNS does not take part in them. So nothing but the topic’s own access policy holds accounts outside the organization.',
    ja: 'リソースコントロールポリシー (RCP)（SNS は対象外です）。組織外のアカウントに効くのは、トピック自身のアクセスポリシーだけです。',
  },
  unverified: {
    en: 'A data protection policy that denies inbound messages blocks them. AWS no longer offers it to new customers; whether the account is an earlier one is not read.',
    ja: '受信メッセージを拒否するデータ保護ポリシーは、メッセージをブロックします。この機能は新規のお客様には提供されていませんが、アカウントが既存のお客様かどうかは読み取りません。',
  },
  targets: (snapshot) => resourcesOf(snapshot, 'AWS::SNS::Topic'),
  ways: (topic) => [
    [singleCall('sns:DeleteTopic', topic.arn, { TopicArn: topic.arn })],
    [
      singleCall('sns:SetTopicAttributes', topic.arn, {
        TopicArn: topic.arn,
        AttributeName: 'Policy',
        AttributeValue: JSON.stringify(ownerOnly(topic)),
      }),
    ],
    ...statementIds(topic.policy)
      .slice(0, 1)
      .map((Label) => [singleCall('sns:RemovePermission', topic.arn, { TopicArn: topic.arn, Label })]),
    [
      singleCall('sns:PutDataProtectionPolicy', topic.arn, {
        ResourceArn: topic.arn,
        DataProtectionPolicy: JSON.stringify(denyingInbound()),
      }),
    ],
  ],
  harm: { en: 'alerts are not accepted', ja: 'アラートが受け付けられない' },
});

const ownerOnly = ({ arn, accountId }: Resource) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'owner',
      Effect: 'Allow',
      Principal: { AWS: `arn:${partitionOf(arn)}:iam::${accountId}:root` },
      Action: 'sns:GetTopicAttributes',
      Resource: arn,
    },
  ],
});

/** An identifier of the attacker's own, which any text matches. */
const denyingInbound = () => ({
  Name: 'quiet',
  Version: '2021-06-01',
  Configuration: { CustomDataIdentifier: [{ Name: 'letters', Regex: '[a-z]+' }] },
  Statement: [
    {
      Sid: 'quiet',
      DataDirection: 'Inbound',
      Principal: ['*'],
      DataIdentifier: ['letters'],
      Operation: { Deny: {} },
    },
  ],
});
