export type { Context, ContextValue, Policy, PolicyDocument, PolicyStatement } from './model/policy.ts';
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
