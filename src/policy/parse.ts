import { placesIn } from '../model/place.ts';
import type { PolicyDocument } from '../model/policy.ts';
import type { Found } from './found.ts';
import { grammarProblems, type PolicyKind } from './grammar.ts';
import { type JsonNode, readJson } from './json.ts';
import { repairQuotes } from './quotes.ts';

/** What is wrong with a policy's text, and where. Lines and columns count from 1. */
export interface PolicyProblem {
  readonly code: PolicyProblemCode;
  readonly line: number;
  readonly column: number;
  /** Such as `Statement[0].Action`; empty for the document. */
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
}

export type PolicyProblemCode = Found['code'] | 'typographic-quote';

export type ParsedPolicy =
  | { readonly ok: true; readonly document: PolicyDocument }
  | { readonly ok: false; readonly problems: readonly PolicyProblem[] };

/** Reads a policy as strictly as IAM stores it. Never throws. */
export function parsePolicy(text: string, kind: PolicyKind): ParsedPolicy {
  const plain = problemsOf(text, kind);
  if (plain.problems.length === 0 && plain.node !== undefined) {
    return { ok: true, document: JSON.parse(text) as PolicyDocument };
  }
  const place = placesIn(text);
  const quotes = plain.node === undefined ? quoteProblems(text, kind) : undefined;
  const found = quotes ?? plain.problems;
  return { ok: false, problems: found.map(({ offset, ...problem }) => ({ ...problem, ...place(offset) })) };
}

/** The typographic quotes, if they are what keeps the text from being JSON, and whatever else is wrong then. */
function quoteProblems(
  text: string,
  kind: PolicyKind,
): readonly (Omit<Found, 'code'> & { code: PolicyProblemCode })[] | undefined {
  const { text: repaired, offsets } = repairQuotes(text);
  if (offsets.length === 0) return undefined;
  const quotes = offsets.map((offset) => ({
    code: 'typographic-quote' as const,
    offset,
    path: '',
    parameters: { character: text.charAt(offset) },
  }));
  return [...quotes, ...problemsOf(repaired, kind).problems];
}

function problemsOf(text: string, kind: PolicyKind): { node?: JsonNode; problems: readonly Found[] } {
  const read = readJson(text);
  if ('node' in read) return { node: read.node, problems: grammarProblems(read.node, kind) };
  const { code, offset } = read.problem;
  return { problems: [{ code, offset, path: '', parameters: { character: text.charAt(offset) } }] };
}
