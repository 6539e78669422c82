import type { Resource } from '../model/resource.ts';
import { type Step, technique } from '../model/technique.ts';
import { resourcesOf } from './parts/resources.ts';
import { onSubscription, topicOf } from './parts/subscription.ts';

export default technique<Resource>({
  id: 'sns-unsubscribe',
  title: {
    en: 'Unsubscribe those who receive the alerts',
    ja: 'アラートの受信者のサブスクリプションを解除する',
  },
  goal: 'deafen',
  mitre: ['T1685'],
  why: {
    en: 'Topic, rules and alarms stay as they are, but nobody receives them. Unless a subscription asks for authentication, anybody who has its ARN can end it: every mail carries a link that does.',
    ja: 'トピック、ルール、アラームは元のままですが、誰も受信しません。認証を要求しないサブスクリプションは、その ARN を知る誰もが解除できます。解除用のリンクはすべてのメールに付いています。',
  },
  sources: [
    'https://docs.aws.amazon.com/sns/latest/api/API_Unsubscribe.html',
    'https://docs.aws.amazon.com/sns/latest/api/API_ConfirmSubscription.html',
    'https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html',
  ],
  by: ['owner', 'member', 'management', 'outside'],
  blockedBy: {
    en: 'A service control policy that denies sns:Unsubscribe on *, together with subscriptions that were confirmed with AuthenticateOnUnsubscribe: then only the accounts of the topic and of the subscription can end them.',
    ja: 'sns:Unsubscribe を * に対して拒否するサービスコントロールポリシー (SCP) と、AuthenticateOnUnsubscribe を指定して確認したサブスクリプションの組み合わせ（解除できるのはトピックとサブスクリプションの所有アカウントだけになります）。',
  },
  notBlockedBy: {
    en: 'Any policy at all, while the subscription asks for no authentication: nobody signs the call, so nobody is authorized. A resource control policy: SNS does not take part in them.',
    ja: '認証を要求しないサブスクリプションに対する、あらゆるポリシー（呼び出しに署名がなく、認可の対象になりません）。リソースコントロールポリシー (RCP)（SNS は対象外です）。',
  },
  unverified: {
    en: 'The topic is documented as a resource that policies for this call may name, not as a required one. Whether a deny holds that names only the topic is not documented. Editions of the documentation differ on whether subscriptions of SQS queues always ask for authentication; they are taken not to.',
    ja: 'この呼び出しのポリシーではトピックをリソースとして指定できますが、必須ではないとされています。トピックだけを指定した Deny が効くかどうかは記載がありません。SQS キューのサブスクリプションが常に認証を要求するかどうかは、ドキュメントの版によって記載が異なり、要求しないものとみなします。',
  },
  residual: {
    en: 'No policy stops an unsigned call. What helps: subscriptions confirmed with AuthenticateOnUnsubscribe, queues and functions as receivers rather than mail, and a second alert path that reports when the first falls silent.',
    ja: '署名のない呼び出しはポリシーでは防げません。有効なのは、AuthenticateOnUnsubscribe を指定した確認、メールではなくキューや関数での受信、1 つ目の経路が途絶えたことを知らせる 2 つ目の通知経路です。',
  },
  targets: (snapshot) => resourcesOf(snapshot, 'AWS::SNS::Subscription'),
  requires: ({ arn, protected: authenticated }) =>
    authenticated === undefined ? { resource: arn, action: 'sns:GetSubscriptionAttributes' } : true,
  ways: (subscription) => [
    ...onSubscription(subscription, 'Unsubscribe').map((step) => [step]),
    ...(subscription.protected === true ? [] : [[unsigned(subscription)]]),
  ],
  harm: { en: 'nobody receives the alerts', ja: 'アラートを誰も受信しない' },
});

/** By a stranger whom no policy looks at. */
const unsigned = (subscription: Resource): Step => ({
  operation: 'sns:Unsubscribe',
  region: subscription.region,
  event: 'Unsubscribe',
  needs: [{ action: 'sns:Unsubscribe', resource: topicOf(subscription), serviceGrants: true }],
  input: { SubscriptionArn: subscription.arn },
  as: { kind: 'outsider' },
});
