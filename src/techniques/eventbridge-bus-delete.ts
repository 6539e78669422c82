import type { Resource } from '../model/resource.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type Step, technique } from '../model/technique.ts';
import { byAccount } from './parts/by-account.ts';
import { busNameOf, busOf } from './parts/eventbridge-rule.ts';
import { resourcesOf } from './parts/resources.ts';
import { singleCall } from './parts/single-call.ts';

export default technique<Resource>({
  id: 'eventbridge-bus-delete',
  title: {
    en: 'Delete the event bus, or close it to the accounts that report to it',
    ja: 'イベントバスを削除する、または送信元アカウントに対して閉じる',
  },
  goal: 'deafen',
  mitre: ['T1685'],
  why: {
    en: 'A central event bus collects the alarms of all accounts. Without the bus, or without the policy that lets the others send to it, none of their events arrives.',
    ja: '中央のイベントバスには全アカウントのアラートが集まります。バスがなくなるか、他のアカウントに送信を許可するポリシーがなくなると、イベントは届きません。',
  },
  sources: [
    'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteEventBus.html',
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/event-bus-delete.html',
    'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RemovePermission.html',
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html',
  ],
  // These calls take the name of a bus, and no ARN: nobody can name one of another account.
  by: ['owner'],
  blockedBy: {
    en: 'A service or resource control policy that denies events:DeleteEventBus on the bus, and a service control policy that denies events:RemovePermission and events:PutPermission on *.',
    ja: 'イベントバスに対する events:DeleteEventBus を拒否する SCP または RCP と、* に対する events:RemovePermission と events:PutPermission を拒否する SCP の両方。',
  },
  notBlockedBy: {
    en: 'A deny of events:RemovePermission or events:PutPermission on the ARN of the bus, or in a resource control policy: these two permissions know no resource.',
    ja: 'バスの ARN に対する、または RCP による events:RemovePermission や events:PutPermission の Deny（この 2 つにはリソースタイプがありません）。',
  },
  unverified: {
    en: 'The user guide says that deleting a bus deletes its rules, the API reference that the rules have to be deleted first. Where only that is denied, the verdict stays open.',
    ja: 'ユーザーガイドには「バスを削除するとルールも削除される」、API リファレンスには「先にルールを削除する必要がある」とあります。後者だけが拒否されている場合、判定は未確定になります。',
  },
  targets: (snapshot) => resourcesOf(snapshot, 'AWS::Events::EventBus'),
  requires: (bus) => isCustom(bus) || bus.policy !== undefined,
  ways: (bus, snapshot) => [
    ...(isCustom(bus) ? [[deletion(bus, snapshot)]] : []),
    ...(bus.policy === undefined
      ? []
      : [
          [onPolicy(bus, 'RemovePermission', { RemoveAllPermissions: true })],
          [onPolicy(bus, 'PutPermission', { Policy: JSON.stringify(forNobody(bus)) })],
        ]),
  ],
  harm: { en: 'no account’s events arrive', ja: 'どのアカウントのイベントも届かない' },
});

/** The default event bus cannot be deleted. */
const isCustom = ({ arn }: Resource): boolean => busNameOf(arn) !== 'default';

function deletion(bus: Resource, snapshot: Snapshot | undefined): Step {
  const rules = snapshot === undefined ? [] : resourcesOf(snapshot, 'AWS::Events::Rule');
  const perhaps = rules
    .filter((rule) => busOf(rule) === bus.arn)
    .flatMap(({ arn }) =>
      ['events:RemoveTargets', 'events:DeleteRule'].map((action) => ({ action, resource: arn })),
    );
  return singleCall(
    'events:DeleteEventBus',
    bus.arn,
    { Name: busNameOf(bus.arn) },
    { ...byAccount(bus.accountId), ...(perhaps.length === 0 ? {} : { perhaps }) },
  );
}

const onPolicy = (bus: Resource, name: string, input: Step['input']): Step =>
  singleCall(
    `events:${name}`,
    '*',
    { EventBusName: busNameOf(bus.arn), ...input },
    { region: bus.region, ...byAccount(bus.accountId) },
  );

const forNobody = ({ arn }: Resource) => ({
  Version: '2012-10-17',
  Statement: [{ Sid: 'nobody', Effect: 'Deny', Principal: '*', Action: 'events:PutEvents', Resource: arn }],
});
