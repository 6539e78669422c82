import { operatorOf } from './conditions/index.ts';
import type { Report } from './found.ts';
import type { JsonMember, JsonObject } from './json.ts';

/** What is wrong with a Condition element. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html */
export function conditionProblems(member: JsonMember | undefined, path: string, report: Report): void {
  if (member === undefined) return;
  if (member.value.type !== 'object') {
    report('wrong-type', member.value.offset, path, { expected: 'object' });
    return;
  }
  for (const operator of member.value.members) {
    const where = `${path}.${operator.key}`;
    if (operatorOf(operator.key) === undefined) {
      report('unknown-operator', operator.offset, where, { operator: operator.key.slice(0, 200) });
    }
    if (operator.value.type !== 'object')
      report('wrong-type', operator.value.offset, where, { expected: 'object' });
    else conditionKeys(operator.value, where, report);
  }
}

function conditionKeys(node: JsonObject, path: string, report: Report): void {
  const seen = new Set<string>();
  for (const { key, offset, value } of node.members) {
    if (seen.has(key)) report('duplicate-key', offset, `${path}.${key}`, { element: key });
    seen.add(key);
    if (value.type === 'array' && value.items.length === 0) report('empty', value.offset, `${path}.${key}`);
    for (const item of value.type === 'array' ? value.items : [value]) {
      if (item.type === 'object' || item.type === 'array' || item.type === 'null') {
        report('wrong-type', item.offset, `${path}.${key}`, { expected: 'string' });
      }
    }
  }
}
