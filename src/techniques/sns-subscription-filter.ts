import type { Resource } from '../model/resource.ts';
import { technique } from '../model/technique.ts';
import { resourcesOf } from './parts/resources.ts';
import { onSubscription } from './parts/subscription.ts';

export default technique<Resource>({
  id: 'sns-subscription-filter',
  title: {
    en: 'Filter every alert out of a subscription',
    ja: 'フィルターポリシーでサブスクリプションのアラートをすべて除外する',
  },
  goal: 'deafen',
  mitre: ['T1685'],
  why: {
    en: 'The subscription stays confirmed and listed, but a filter policy that nothing matches keeps every message from its receiver.',
    ja: 'サブスクリプションは確認済みのまま一覧に残りますが、何にも一致しないフィルターポリシーにより、メッセージは受信者に届きません。',
  },
  sources: [
    'https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html',
    'https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html',
    'https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html',
  ],
  // A topic's access policy cannot grant it.
  by: ['owner', 'member', 'management'],
  blockedBy: {
    en: 'A service control policy that denies sns:SetSubscriptionAttributes on *.',
    ja: 'sns:SetSubscriptionAttributes を * に対して拒否するサービスコントロールポリシー (SCP)。',
  },
  notBlockedBy: {
    en: 'A deny of sns:Unsubscribe and of everything on the topic’s own settings. Authentication on unsubscribing.',
    ja: 'sns:Unsubscribe やトピックの設定変更の Deny。解除時の認証。',
  },
  unverified: {
    en: 'Whether the owner of the topic may change a subscription of another account, and whether a deny holds that names only the topic.',
    ja: '他のアカウントのサブスクリプションをトピックの所有者が変更できるかどうか。トピックだけを指定した Deny が効くかどうか。',
  },
  targets: (snapshot) => resourcesOf(snapshot, 'AWS::SNS::Subscription'),
  ways: (subscription) =>
    onSubscription(subscription, 'SetSubscriptionAttributes', {
      AttributeName: 'FilterPolicy',
      AttributeValue: JSON.stringify({ indelible: ['no-such-value'] }),
    }).map((step) => [step]),
  harm: { en: 'alerts are filtered out', ja: 'アラートが除外される' },
});
