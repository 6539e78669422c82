import type { PolicyDocument } from '../../../model/policy.ts';
import type { Resource } from '../../../model/resource.ts';
import type { AuthorizationNeed, Call } from '../../../sandbox/emulation.ts';
import { optionalText, text } from '../../../sandbox/input.ts';
import { needOn, ownArn, ownResources } from '../../../sandbox/own-resources.ts';

const BUS = ':event-bus/';
const RULE = ':rule/';
const NAME = /^[/.\-_A-Za-z0-9]+$/;

/** The ARN of the event bus that the input names by name or ARN; the default one where it names none. */
export function busArn(call: Call, member: 'EventBusName' | 'Name'): string {
  const named = optionalText(call.input, member, { max: 1600, pattern: /^[/.\-_A-Za-z0-9:]+$/ }) ?? 'default';
  return named.startsWith('arn:') ? named : ownArn(call, 'events', `event-bus/${named}`);
}

export const busNameOf = (arn: string): string => arn.slice(arn.indexOf(BUS) + BUS.length);

/** Rules of the default bus are named without it. */
export function busOfRule(arn: string): string {
  const at = arn.indexOf(RULE);
  const path = arn.slice(at + RULE.length).split('/');
  return `${arn.slice(0, at)}${BUS}${path.length === 1 ? 'default' : path.slice(0, -1).join('/')}`;
}

export function ruleArn(call: Call, member: 'Name' | 'Rule'): string {
  const bus = busArn(call, 'EventBusName');
  const path = busNameOf(bus) === 'default' ? '' : `${busNameOf(bus)}/`;
  const name = text(call.input, member, { max: 64, pattern: NAME });
  return `${bus.slice(0, bus.indexOf(BUS))}${RULE}${path}${name}`;
}

/**
 * What the caller's account has in this Region: the default bus is in every account, and no rule is without its bus.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus.html
 */
export function ownBuses(call: Call): readonly Resource[] {
  const written = ownResources(call, 'AWS::Events::EventBus');
  const arns = new Set([
    ownArn(call, 'events', 'event-bus/default'),
    ...ownResources(call, 'AWS::Events::Rule').map(({ arn }) => busOfRule(arn)),
  ]);
  for (const { arn } of written) arns.delete(arn);
  return [...written, ...[...arns].map((arn) => implied(call, arn))];
}

function implied({ world }: Call, arn: string): Resource {
  const [, , , region = '', accountId = ''] = arn.split(':');
  const rules = world.resources.of('AWS::Events::Rule', accountId, region);
  const rule = rules.find((one) => busOfRule(one.arn) === arn);
  return {
    type: 'AWS::Events::EventBus',
    arn,
    name: busNameOf(arn),
    accountId,
    region,
    ...(rule?.policy === undefined ? {} : { policy: rule.policy }),
  };
}

/** Of one that an input names by its name alone: it is known by the rules that use it. */
export function ownTargetArn(call: Call, kind: 'api-destination' | 'connection'): string {
  const named = ownArn(call, 'events', `${kind}/${text(call.input, 'Name', { max: 64, pattern: NAME })}`);
  const concerns = ownResources(call, 'AWS::Events::Rule').flatMap((rule) => rule.concerns ?? []);
  return concerns.find((arn) => arn.startsWith(`${named}/`)) ?? named;
}

export type Needs = (call: Call) => readonly AuthorizationNeed[];

export const onAnything: Needs = ({ operation }) => [{ action: `events:${operation}`, resource: '*' }];

export const onBus: Needs = (call) => [needOn(call, `events:${call.operation}`, busArn(call, 'Name'))];

/** A rule has no policy of its own: that of its bus lets other accounts in. */
export const onRule =
  (member: 'Name' | 'Rule'): Needs =>
  (call) => {
    const arn = ruleArn(call, member);
    return [needOn(call, `events:${call.operation}`, arn, policyOf(call, arn))];
  };

const policyOf = ({ world }: Call, rule: string): PolicyDocument | undefined =>
  (world.resources.get(rule) ?? world.resources.get(busOfRule(rule)))?.policy;

export const onOwn =
  (kind: 'api-destination' | 'connection'): Needs =>
  (call) => [needOn(call, `events:${call.operation}`, ownTargetArn(call, kind))];
