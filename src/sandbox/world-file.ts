import type { PolicyDocument } from '../model/policy.ts';
import type { AdvancedEventSelector, EventSelector } from './world.ts';

/** A world as a person describes it: what the sandbox starts from. */
export interface WorldFile {
  readonly schema: 'indelible/world@1';
  readonly partition?: string;
  readonly organization?: {
    readonly id?: string;
    readonly rootId?: string;
    /** `SERVICE_CONTROL_POLICY`, `RESOURCE_CONTROL_POLICY`; those of attached policies are enabled anyway. */
    readonly policyTypes?: readonly string[];
  };
  readonly organizationalUnits?: readonly WorldUnit[];
  readonly accounts: readonly WorldAccount[];
  readonly policies?: readonly WorldPolicy[];
  readonly buckets?: readonly WorldBucket[];
  readonly trails?: readonly WorldTrail[];
}

export interface WorldUnit {
  readonly name: string;
  readonly id?: string;
  /** Name or id of the unit above; the root when absent. */
  readonly parent?: string;
}

export interface WorldAccount {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  /** Name or id of its unit; the root when absent. */
  readonly ou?: string;
  /** True for exactly one. */
  readonly management?: boolean;
  /** True for an account that belongs to no organization. */
  readonly outside?: boolean;
  /** Beside root, user `Admin` and role `Admin`, which every account has. */
  readonly principals?: readonly WorldPrincipal[];
}

export interface WorldPrincipal {
  readonly role?: string;
  readonly user?: string;
  readonly path?: string;
  /** Names of AWS managed policies, and inline documents. */
  readonly policies?: readonly (string | PolicyDocument)[];
  /** A role's trust policy; by default its own account may assume it. */
  readonly trust?: PolicyDocument;
}

export interface WorldPolicy {
  readonly name: string;
  readonly kind: 'scp' | 'rcp';
  readonly document: PolicyDocument;
  readonly description?: string;
  /** Names or ids of units and accounts; `root`. */
  readonly targets?: readonly string[];
}

export interface WorldBucket {
  readonly name: string;
  /** Name or id. */
  readonly account: string;
  readonly region?: string;
  readonly versioning?: 'Enabled' | 'Suspended';
  /** By default, what CloudTrail needs to deliver the trails that name this bucket. */
  readonly policy?: PolicyDocument;
  readonly objects?: readonly { readonly key: string; readonly body?: string }[];
}

export interface WorldTrail {
  readonly name: string;
  /** Name or id. */
  readonly account: string;
  readonly bucket: string;
  readonly region?: string;
  readonly keyPrefix?: string;
  readonly organization?: boolean;
  readonly multiRegion?: boolean;
  readonly logFileValidation?: boolean;
  /** True by default. */
  readonly logging?: boolean;
  readonly eventSelectors?: readonly EventSelector[];
  readonly advancedEventSelectors?: readonly AdvancedEventSelector[];
}
