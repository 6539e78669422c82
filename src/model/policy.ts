/** IAM's JSON policy language, as written. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export interface PolicyDocument {
  readonly Version?: '2012-10-17' | '2008-10-17';
  readonly Id?: string;
  readonly Statement: PolicyStatement | readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: PolicyPrincipal;
  readonly NotPrincipal?: PolicyPrincipal;
  readonly Action?: OneOrMany<string>;
  readonly NotAction?: OneOrMany<string>;
  readonly Resource?: OneOrMany<string>;
  readonly NotResource?: OneOrMany<string>;
  readonly Condition?: Readonly<
    Record<string, Readonly<Record<string, OneOrMany<string | number | boolean>>>>
  >;
}

export type PolicyPrincipal =
  | '*'
  | { readonly [kind in 'AWS' | 'Service' | 'Federated' | 'CanonicalUser']?: OneOrMany<string> };

export type OneOrMany<T> = T | readonly T[];

/** IAM writes a single value without its brackets. */
export function many<T>(value: OneOrMany<T>): readonly T[] {
  return Array.isArray(value) ? value : [value as T];
}

/** A policy with the name under which people know it. `arn` is present for managed and Organizations policies. */
export interface Policy {
  readonly name: string;
  readonly arn?: string;
  readonly document: PolicyDocument;
}

/** Request context: condition key to its value; an array makes the key multi-valued. Key names are case-insensitive. */
export type Context = Readonly<Record<string, ContextValue>>;
export type ContextValue = string | number | boolean | readonly string[];
