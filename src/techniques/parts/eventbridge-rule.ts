import type { Resource } from '../../model/resource.ts';
import type { Step } from '../../model/technique.ts';
import { singleCall } from './single-call.ts';

const RULE = ':rule/';

/** The ARN of the event bus that a rule is on: the rule's own ARN names it, unless it is the default one. */
export function busOf({ arn }: Resource): string {
  const at = arn.indexOf(RULE);
  const path = arn.slice(at + RULE.length).split('/');
  return `${arn.slice(0, at)}:event-bus/${path.length === 1 ? 'default' : path.slice(0, -1).join('/')}`;
}

/** Of an event bus: its name, with the slashes of a partner's. */
export const busNameOf = (arn: string): string =>
  arn.slice(arn.indexOf(':event-bus/') + ':event-bus/'.length);

/** One call on the rule itself. Named by the ARN of its bus, it works from another account as well. */
export const onRule = (rule: Resource, name: string, input: Step['input'] = {}): Step =>
  singleCall(`events:${name}`, rule.arn, { Name: rule.name, EventBusName: busOf(rule), ...input });

/** One call on its targets, whose ids ListTargetsByRule tells. */
export const onTargets = (rule: Resource, name: string, input: Step['input'] = {}): Step =>
  singleCall(`events:${name}`, rule.arn, { Rule: rule.name, EventBusName: busOf(rule), ...input });
