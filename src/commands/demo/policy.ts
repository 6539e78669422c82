import { parsePolicy } from '../../policy/index.ts';
import { execute } from '../execute.ts';
import { type ArticleTarget, asPrinted } from './article-policy.ts';
import { must, unexpected } from './must.ts';
import type { ActPolicy } from './result.ts';
import type { Stage } from './stage.ts';

const SCP = 'SERVICE_CONTROL_POLICY';

export interface MadePolicy {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
}

/** Switches service control policies on: FullAWSAccess alone changes nothing yet. */
export async function enablePolicies({ management, snapshot }: Stage): Promise<void> {
  if (snapshot.organization.policyTypes.includes(SCP)) return;
  await must(management, 'organizations:EnablePolicyType', {
    RootId: snapshot.organization.rootId,
    PolicyType: SCP,
  });
}

/** What is wrong with the article's text as printed, here and in the answer of CreatePolicy. */
export async function tryAsPrinted(
  stage: Stage,
  target: ArticleTarget,
): Promise<NonNullable<ActPolicy['asPrinted']>> {
  const text = asPrinted(target);
  const parsed = parsePolicy(text, 'scp');
  if (parsed.ok) throw unexpected('the policy as printed was accepted');
  const outcome = await execute(stage.management, {
    operation: 'organizations:CreatePolicy',
    input: { Name: 'as-printed', Description: '', Type: SCP, Content: text },
  });
  if (outcome.outcome !== 'failed') throw unexpected(`CreatePolicy ${outcome.outcome}`);
  return {
    problems: parsed.problems.map(({ code, line, column }) => ({ code, line, column })),
    refusedWith: outcome.code,
  };
}

export async function createPolicy(
  { management }: Stage,
  name: string,
  content: string,
): Promise<MadePolicy> {
  const output = (await must(management, 'organizations:CreatePolicy', {
    Name: name,
    Description: 'Keeps the audit trail from being silenced or erased',
    Type: SCP,
    Content: content,
  })) as { readonly Policy?: { readonly PolicySummary?: { readonly Id?: string; readonly Arn?: string } } };
  const { Id: id, Arn: arn } = output.Policy?.PolicySummary ?? {};
  if (id === undefined || arn === undefined) throw unexpected('CreatePolicy answered no policy');
  return { id, arn, name };
}

export const updatePolicy = ({ management }: Stage, { id }: MadePolicy, content: string): Promise<unknown> =>
  must(management, 'organizations:UpdatePolicy', { PolicyId: id, Content: content });

export const attachPolicy = ({ management }: Stage, { id }: MadePolicy, targetId: string): Promise<unknown> =>
  must(management, 'organizations:AttachPolicy', { PolicyId: id, TargetId: targetId });

export const detachPolicy = ({ management }: Stage, { id }: MadePolicy, targetId: string): Promise<unknown> =>
  must(management, 'organizations:DetachPolicy', { PolicyId: id, TargetId: targetId });
