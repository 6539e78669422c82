import type { Change } from '../../model/change.ts';
import type { PolicyStatement } from '../../model/policy.ts';
import { operationOf } from '../apply/change-step.ts';

const ARN = 'arn:*:organizations::*:';
/** Of service control policies, which are all that a plan makes. */
const POLICIES = `${ARN}policy/*/service_control_policy/*`;
const TARGETS = [`${ARN}root/*`, `${ARN}ou/*`, `${ARN}account/*`];

/**
 * What each change is authorized on; nothing for what neither a plan nor its undo makes.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html; a policy that is yet
 * to be created: https://docs.aws.amazon.com/organizations/latest/userguide/security_iam_resource-based-policy-examples.html
 */
const ON: Readonly<Record<Change['kind'], readonly string[]>> = {
  'enable-policy-type': [`${ARN}root/*`],
  'disable-policy-type': [],
  'create-policy': [POLICIES],
  'update-policy': [POLICIES],
  'delete-policy': [POLICIES],
  'attach-policy': [POLICIES, ...TARGETS],
  'detach-policy': [POLICIES, ...TARGETS],
};

/** To make the changes of a plan and to take them back: by the resources that they are authorized on. */
export function changing(): readonly PolicyStatement[] {
  const groups = Map.groupBy(
    Object.entries(ON).filter(([, resources]) => resources.length > 0),
    ([, resources]) => resources.join(),
  );
  return [...groups.values()].map((same, index) => ({
    Sid: `Change${index + 1}`,
    Effect: 'Allow',
    Action: same.map(([kind]) => `organizations:${operationOf(kind)}`),
    Resource: same[0]?.[1] ?? [],
    Condition: { StringEquals: { 'organizations:PolicyType': 'SERVICE_CONTROL_POLICY' } },
  }));
}
