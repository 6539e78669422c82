import { IndelibleError } from '../../model/error.ts';
import { parsePolicy } from '../../policy/index.ts';
import { execute } from '../execute.ts';
import { type ArticleTarget, asPrinted } from './article-policy.ts';
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
  await call(management, 'EnablePolicyType', { RootId: snapshot.organization.rootId, PolicyType: SCP });
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
  const output = (await call(management, 'CreatePolicy', {
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
  call(management, 'UpdatePolicy', { PolicyId: id, Content: content });

export const attachPolicy = ({ management }: Stage, { id }: MadePolicy, targetId: string): Promise<unknown> =>
  call(management, 'AttachPolicy', { PolicyId: id, TargetId: targetId });

export const detachPolicy = ({ management }: Stage, { id }: MadePolicy, targetId: string): Promise<unknown> =>
  call(management, 'DetachPolicy', { PolicyId: id, TargetId: targetId });

async function call(
  access: Stage['management'],
  operation: string,
  input: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const outcome = await execute(access, { operation: `organizations:${operation}`, input });
  if (outcome.outcome === 'succeeded') return outcome.output;
  throw unexpected(`organizations:${operation}: ${outcome.message}`);
}

const unexpected = (what: string) => new IndelibleError('BUG', 'demo-unexpected', { what });
