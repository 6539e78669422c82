import type { Context } from './policy.ts';
import type { Goal, Missing } from './technique.ts';

/** `not-applicable`: the target or a precondition does not exist here. */
export type Verdict = 'possible' | 'blocked' | 'unknown' | 'not-applicable';

/** Who attacks. `named`: a principal that the question names, with its own policies. */
export interface Actor {
  readonly kind: 'admin' | 'root' | 'delegated' | 'management' | 'outside' | 'named';
  /** One account of those in `accounts`, which are all alike. */
  readonly accountId: string;
  /** Of a named principal. */
  readonly arn?: string;
}

/** A technique by an actor at a target, decided. */
export interface Finding {
  readonly technique: string;
  readonly goal: Goal;
  readonly actor: Actor;
  /** ARN of the target; `*` where there is none here. */
  readonly target: string;
  /** Every account that `actor` stands for, in order. */
  readonly accounts: readonly string[];
  /** By the technique's own calls, by somebody whom no exemption names. */
  readonly direct: Verdict;
  /** By any path. */
  readonly verdict: Verdict;
  /** No policy can prevent it. */
  readonly residual?: true;
  readonly proof?: Proof;
  readonly path?: readonly PathStep[];
  readonly missing?: readonly Doubt[];
  readonly fix?: Fix;
}

/** The reasons that close every way. */
export interface Proof {
  readonly reasons: readonly Reason[];
}

export type Reason =
  /** A statement denies it. */
  | ({ readonly kind: 'statement' } & StatementPlace)
  /** At a level of the tree no service control policy allows it. */
  | { readonly kind: 'scp-not-allowed'; readonly attachedTo: string }
  /** Nothing grants it: no policy of the resource lets this principal in. */
  | { readonly kind: 'not-granted'; readonly resource: string }
  /** The service refuses it, whatever policies say. */
  | { readonly kind: 'service'; readonly why: string; readonly source: string }
  /** ISO 8601, UTC. */
  | { readonly kind: 'immutable'; readonly until: string };

export interface StatementPlace {
  readonly layer: 'scp' | 'rcp' | 'resource' | 'identity' | 'boundary' | 'endpoint';
  readonly policy: string;
  readonly arn?: string;
  readonly sid?: string;
  /** Position in the policy's `Statement` array, from 0. */
  readonly index: number;
  /** The root, organizational unit or account; for a resource policy, the resource. */
  readonly attachedTo: string;
}

/** One call of an attack path: a concrete request that passes, its Witness. */
export interface PathStep {
  /** The technique that it belongs to: the one in question, or one that prepares it. */
  readonly technique: string;
  readonly operation: string;
  /** ARN. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
  readonly because: Because;
  /** The statements that deny such a call and do not hold here: an exemption, a condition, another resource. */
  readonly spared?: readonly StatementPlace[];
}

/** Why nothing stopped a call. */
export type Because =
  /** No service or resource control policy binds the caller or the resource. */
  | 'unbound'
  /** Policies bind it, and no statement denies this action. */
  | 'no-statement'
  /** Statements deny this action, and none of them this call: see `spared`. */
  | 'spared'
  /** The resource's own policy lets somebody in whom service control policies do not bind. */
  | 'granted-outside';

/** Why a verdict is `unknown`. */
export type Doubt =
  | ({ readonly kind: 'unread' } & Missing)
  /** A condition key that the engine does not know decides it. */
  | { readonly kind: 'condition-key'; readonly key: string; readonly statement: StatementPlace }
  /** AWS's documentation leaves open what decides it; named as `evaluate` names its assumptions. */
  | { readonly kind: 'assumption'; readonly assumption: string }
  /** A role lets in an identity provider, or a service that runs code: whether an attacker acts through it is not judged. */
  | { readonly kind: 'entrance'; readonly role: string; readonly trusted: string }
  /** The technique's record says that it is not verified. */
  | { readonly kind: 'unverified' }
  /**
   * A role lets in an identity provider or a service that runs code: whether an attacker can act through it is not
   * judged.
   */
  | { readonly kind: 'entrance'; readonly role: string; readonly trusted: string }
  /** The search was given up. */
  | { readonly kind: 'too-large' };

/** The change that closes a finding. Findings with equal fixes are closed by the same change. */
export type Fix =
  | {
      readonly kind: 'deny';
      readonly policyType: 'scp' | 'rcp';
      readonly actions: readonly string[];
      readonly resources: readonly string[];
      /** Accounts that the policy has to bind. */
      readonly accounts: readonly string[];
    }
  /** Nothing can be denied there: detect it, keep a copy elsewhere. */
  | { readonly kind: 'detect' };
