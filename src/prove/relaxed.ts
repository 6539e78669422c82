import type { Effect } from '../model/effect.ts';
import { many, type PolicyDocument } from '../model/policy.ts';

/**
 * Effects as if none took away what another gives: of several policies that could be written to one resource, the
 * statements of all of them; an account that leaves counts as a member, too.
 */
export function together(effects: readonly Effect[]): readonly Effect[] {
  const sets = new Map<string, Record<string, unknown>>();
  const others: Effect[] = [];
  for (const effect of effects) {
    if (effect.kind !== 'set') {
      others.push(effect.kind === 'leave-organization' ? { ...effect, relaxed: true } : effect);
      continue;
    }
    const fields = sets.get(effect.arn) ?? {};
    sets.set(effect.arn, fields);
    for (const [name, value] of Object.entries(effect.fields)) {
      fields[name] = name in fields ? both(fields[name], value) : value;
    }
  }
  return [...others, ...[...sets].map(([arn, fields]) => ({ kind: 'set' as const, arn, fields }))];
}

function both(one: unknown, other: unknown): unknown {
  if (one === undefined || other === undefined) return one ?? other;
  if (Array.isArray(one) && Array.isArray(other)) return [...one, ...other];
  if (!isPolicy(one) || !isPolicy(other)) return other;
  return { Version: '2012-10-17', Statement: [...many(one.Statement), ...many(other.Statement)] };
}

const isPolicy = (value: unknown): value is PolicyDocument =>
  typeof value === 'object' && value !== null && 'Statement' in value;
