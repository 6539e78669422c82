import type { PolicyStatement } from '../../../model/policy.ts';
import type { ReadPolicy } from '../../../model/policy-file.ts';

export type MistakeCode =
  /** The value matches nothing that exists. */
  | 'never-matches'
  /** No permission has that name. */
  | 'unknown-action'
  /** Actions on objects, denied on the ARN of their bucket alone. */
  | 'bucket-without-objects'
  /** `*` or `?` in a comparison that takes them literally. */
  | 'equals-with-wildcard'
  /** An organization trail has the management account's id in its ARN. */
  | 'own-account-trail'
  /** The action is authorized on `*` alone: a statement about an ARN never covers it. */
  | 'arn-on-action-without-resource-type'
  /** An empty Region or account where ARNs of that type have one. */
  | 'empty-arn-fields'
  | 'size'
  /** Resource control policies do not look at this action. */
  | 'rcp-unsupported-service'
  /** AWS has put another action in its place, which the policies leave out. */
  | 'deprecated-action'
  /** Whoever administers an account can become the principal that the statement exempts. */
  | 'obtainable-exemption';

/** A mistake in a policy's own text, whatever the organization. */
export interface Mistake {
  readonly code: MistakeCode;
  /** Name of the policy. */
  readonly policy: string;
  readonly sid?: string;
  /** Position in `Statement`, from 0. */
  readonly index?: number;
  /** `Action`, `Resource`, `Condition.StringEquals.aws:PrincipalArn`, … */
  readonly element?: string;
  /** As written; for `size`, the number of characters. */
  readonly value?: string;
  /**
   * What was probably meant; for `size`, the number of characters without white space, where that fits; for
   * `obtainable-exemption`, the actions by which it is obtained.
   */
  readonly suggestion?: string;
  /** Of `size`: what AWS accepts. */
  readonly limit?: number;
  /** Because of it the whole statement matches nothing. */
  readonly inert?: true;
}

export type JudgedPolicy = Pick<ReadPolicy, 'name' | 'kind' | 'text' | 'document' | 'origin' | 'guessed'>;

/** A statement and where it stands. */
export interface Placed {
  readonly policy: JudgedPolicy;
  readonly statement: PolicyStatement;
  readonly index: number;
}

/** What is wrong with a statement, without its place. */
export type Fault = Omit<Mistake, 'policy' | 'sid' | 'index'>;
