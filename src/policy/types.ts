import type { Context, Policy, PolicyDocument } from '../model/policy.ts';

/**
 * Who asks: an ARN, a session with its role (`{ arn, role }`: a session ARN has lost the role's path),
 * a service principal such as `cloudtrail.amazonaws.com`, or nobody known.
 */
export type RequestPrincipal =
  | string
  | { readonly arn: string; readonly role: string }
  | { readonly anonymous: true };

export interface AuthorizationRequest {
  readonly principal: RequestPrincipal;
  readonly action: string;
  readonly resource: string;
  readonly resourceAccount: string;
  readonly context: Context;
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantListEntry.html */
export interface Grant {
  readonly grantId: string;
  readonly granteePrincipal: string;
  readonly retiringPrincipal?: string;
  readonly operations: readonly string[];
  readonly constraints?: {
    readonly encryptionContextEquals?: Readonly<Record<string, string>>;
    readonly encryptionContextSubset?: Readonly<Record<string, string>>;
  };
}

/** A policy with its name, or a bare document. Each is compiled once and remembered by identity. */
export type PolicyInput = Policy | PolicyDocument;

export interface EvaluateInput {
  readonly request: AuthorizationRequest;
  readonly identityPolicies?: readonly PolicyInput[];
  /** `undefined`: no boundary is set. */
  readonly permissionBoundaries?: readonly PolicyInput[] | undefined;
  /** `undefined`: no session policy was passed. */
  readonly sessionPolicy?: PolicyInput | undefined;
  readonly resourcePolicies?: readonly PolicyInput[];
  readonly grants?: readonly Grant[];
  readonly endpointPolicies?: readonly PolicyInput[] | undefined;
  /** One array a level, root first, account last. `undefined`, not an empty list, means not bound. */
  readonly scps?: readonly (readonly PolicyInput[])[] | undefined;
  /** As `scps`, for the resource's account; RCPFullAWSAccess is implied at every level. */
  readonly rcps?: readonly (readonly PolicyInput[])[] | undefined;
}

/** Which kind of policy decided. `root`: the root user's full access by default; `default`: nobody allowed. */
export type Layer =
  | 'scp'
  | 'rcp'
  | 'endpoint'
  | 'resource'
  | 'identity'
  | 'boundary'
  | 'session'
  | 'grant'
  | 'root'
  | 'default';

export interface StatementReference {
  readonly layer: Layer;
  readonly policy: string;
  readonly arn?: string;
  /** Position in the policy's `Statement` array, from 0. */
  readonly index: number;
  readonly sid?: string;
  /** For SCPs and RCPs: 0 is the root, the last one the account. */
  readonly level?: number;
}

export interface Decision {
  readonly decision: 'allowed' | 'implicit-deny' | 'explicit-deny';
  readonly layer: Layer;
  /** The statements behind the decision: those that allowed, or those that denied explicitly. */
  readonly statements: readonly StatementReference[];
  /** Where AWS's documentation is silent or contradicts itself and the attacker got the benefit. */
  readonly assumptions: readonly string[];
}
