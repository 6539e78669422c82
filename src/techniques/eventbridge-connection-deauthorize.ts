import type { Resource } from '../model/resource.ts';
import { type Need, type Step, technique } from '../model/technique.ts';
import { byAccount } from './parts/by-account.ts';
import { resourcesOf } from './parts/resources.ts';

const CONNECTION = ':connection/';
const DESTINATION = ':api-destination/';

export default technique<Resource>({
  id: 'eventbridge-connection-deauthorize',
  title: {
    en: 'Take away the credentials with which EventBridge alerts an outside receiver',
    ja: 'EventBridge が外部へ通知するための認証情報を取り除く',
  },
  goal: 'deafen',
  mitre: ['T1685'],
  why: {
    en: 'A rule reaches a chat, a pager or a SIEM by an API destination, which signs in through a connection. Without its credentials every alert is turned away; rule and targets look untouched.',
    ja: 'ルールはチャット、ページャー、SIEM へ API 送信先を通じて通知し、その認証には接続を使います。接続の認証情報がなくなると通知はすべて拒否されますが、ルールとターゲットは元のままに見えます。',
  },
  sources: [
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-target-connection-deauthorize.html',
    'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeauthorizeConnection.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A service or resource control policy that denies events:DeauthorizeConnection, events:UpdateConnection and events:DeleteConnection on the connection, and events:UpdateApiDestination and events:DeleteApiDestination on the API destination.',
    ja: '接続に対する events:DeauthorizeConnection、events:UpdateConnection、events:DeleteConnection と、API 送信先に対する events:UpdateApiDestination、events:DeleteApiDestination を拒否する SCP または RCP。',
  },
  notBlockedBy: {
    en: 'A deny of everything on the rule: connection and API destination are resources of their own.',
    ja: 'ルールに対する操作をすべて拒否する Deny（接続と API 送信先は別のリソースです）。',
  },
  unverified: {
    en: 'Whether these calls also need permissions on the secret of the connection. They are taken not to.',
    ja: 'これらの呼び出しに、接続のシークレットに対するアクセス許可も必要かどうか。不要とみなしています。',
  },
  targets: (snapshot) => resourcesOf(snapshot, 'AWS::Events::Rule'),
  requires: (rule) => {
    const [destination] = concerned(rule, DESTINATION);
    if (concerned(rule, CONNECTION).length > 0) return true;
    return destination !== undefined && { resource: destination, action: 'events:DescribeApiDestination' };
  },
  ways: (rule) => [
    ...connectionsOf(rule).flatMap((connection) =>
      ['DeauthorizeConnection', 'UpdateConnection', 'DeleteConnection'].map((name) => [
        call(rule, name, connection),
      ]),
    ),
    ...concerned(rule, DESTINATION).flatMap((resource) =>
      ['UpdateApiDestination', 'DeleteApiDestination'].map((name) => [call(rule, name, { resource })]),
    ),
  ],
  harm: { en: 'alerts are turned away outside', ja: '外部への通知が拒否される' },
});

const concerned = ({ concerns = [] }: Resource, kind: string): readonly string[] =>
  concerns.filter((arn) => arn.includes(kind));

type Named = Pick<Need, 'resource' | 'anyUnder'>;

/** Which connection is not known without the API destination: then any of the account may be the one. */
function connectionsOf(rule: Resource): readonly Named[] {
  const known = concerned(rule, CONNECTION);
  const anyUnder = `${rule.arn.slice(0, rule.arn.indexOf(':rule/'))}${CONNECTION}`;
  return known.length > 0
    ? known.map((resource) => ({ resource }))
    : [{ resource: `${anyUnder}unknown`, anyUnder }];
}

const call = (rule: Resource, name: string, named: Named): Step => ({
  operation: `events:${name}`,
  event: name,
  needs: [{ action: `events:${name}`, ...named }],
  input: { Name: named.resource.split('/')[1] },
  ...byAccount(rule.accountId),
});
