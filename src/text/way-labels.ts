import type { Actor, StatementPlace } from '../model/finding.ts';

export interface ActorLabel {
  readonly kind: Actor['kind'] | 'admin-root';
  /** Of a named principal, its ARN. */
  readonly accounts: string;
}

export interface PrincipalLabel {
  /** `root`, or such as `role/Admin`. */
  readonly what: string;
  readonly account: string;
}

export interface StatementLabel {
  readonly layer: StatementPlace['layer'];
  readonly policy: string;
  readonly sid?: string;
  /** From 1. */
  readonly number: number;
  readonly attachedTo: string;
}
