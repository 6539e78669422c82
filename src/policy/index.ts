export { evaluate } from './evaluate.ts';
export type { PolicyKind } from './grammar.ts';
export { type ParsedPolicy, type PolicyProblem, type PolicyProblemCode, parsePolicy } from './parse.ts';
export type * from './types.ts';
