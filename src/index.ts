export type {
  Actor,
  Because,
  Doubt,
  Finding,
  Fix,
  PathStep,
  Proof,
  Reason,
  StatementPlace,
  Verdict,
} from './model/finding.ts';
export type { Context, ContextValue, Policy, PolicyDocument, PolicyStatement } from './model/policy.ts';
export type { Snapshot } from './model/snapshot.ts';
export type { ActorKind, Goal, Localized, Technique } from './model/technique.ts';
export {
  type AuthorizationRequest,
  type Decision,
  type EvaluateInput,
  evaluate,
  type Grant,
  type Layer,
  type ParsedPolicy,
  type PolicyInput,
  type PolicyProblem,
  parsePolicy,
  type RequestPrincipal,
  type StatementReference,
} from './policy/index.ts';
export { type Proved, type ProveOptions, prove } from './prove/index.ts';
export { techniques } from './techniques/index.ts';
