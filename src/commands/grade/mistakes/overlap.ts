/**
 * Whether some ARN matches both a pattern of a policy and the ARN of a resource type. A wildcard of the policy may
 * cross colons, so that no overlap is missed; a name in the type's ARN is never empty and stays in its field.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function overlaps(pattern: string, type: string): boolean {
  return meet(policyTokens(pattern), typeTokens(type));
}

interface Token {
  /** One character, or a class of them. */
  readonly is: string | 'any' | 'no-colon' | 'no-slash';
  readonly repeats: boolean;
}

function policyTokens(pattern: string): readonly Token[] {
  return pattern.split(/(\$\{[^}]*\}|[*?])/).flatMap((piece, index): readonly Token[] => {
    if (index % 2 === 0) return literals(piece);
    if (/^\$\{[*?$]\}$/.test(piece)) return literals(piece.charAt(2));
    // A policy variable may have any value.
    return [{ is: 'any', repeats: piece !== '?' }];
  });
}

function typeTokens(type: string): readonly Token[] {
  const fields = type.split(':');
  return fields.flatMap((field, index): readonly Token[] => {
    const is = index < 5 ? 'no-colon' : nameClass(type);
    const tokens = field.split(/(\*)/).flatMap((part) => (part === '*' ? name(is) : literals(part)));
    return index === 0 ? tokens : [...literals(':'), ...tokens];
  });
}

/** Names of buckets have no slash, those of keys and trails no colon; what others may have is not relied on. */
function nameClass(type: string): Token['is'] {
  if (/:s3:::\*$/.test(type)) return 'no-slash';
  return /^arn:\*:(?:kms|cloudtrail|organizations|account):/.test(type) ? 'no-colon' : 'any';
}

const name = (is: Token['is']): readonly Token[] => [
  { is, repeats: false },
  { is, repeats: true },
];

const literals = (text: string): readonly Token[] => [...text].map((is) => ({ is, repeats: false }));

/** Walks both at once, over every pair of places that some text leads to. */
function meet(one: readonly Token[], other: readonly Token[]): boolean {
  const width = other.length + 1;
  const seen = new Uint8Array((one.length + 1) * width);
  const waiting = [0];
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    if (seen[state] === 1) continue;
    seen[state] = 1;
    const [left, right] = [Math.floor(state / width), state % width];
    const [first, second] = [one[left], other[right]];
    if (first === undefined && second === undefined) return true;
    if (first?.repeats) waiting.push(state + width);
    if (second?.repeats) waiting.push(state + 1);
    if (first === undefined || second === undefined || !compatible(first.is, second.is)) continue;
    waiting.push(state + (first.repeats ? 0 : width) + (second.repeats ? 0 : 1));
  }
  return false;
}

const compatible = (one: string, other: string): boolean =>
  one === other || includes(one, other) || includes(other, one);

function includes(set: string, other: string): boolean {
  if (set === 'any' || (set.length > 1 && other.length > 1)) return true;
  if (set === 'no-colon') return other !== ':';
  return set === 'no-slash' && other !== '/';
}
