import type { Effect } from './effect.ts';
import type { Exemption } from './exemption.ts';
import type { Context } from './policy.ts';
import type { Resource } from './resource.ts';
import type {
  Account,
  KmsKey,
  LogBucket,
  LogGroup,
  LogObject,
  Organization,
  OrganizationPolicy,
  Role,
  Snapshot,
  Trail,
} from './snapshot.ts';

/** A text in each language of the house. */
export interface Localized {
  readonly en: string;
  readonly ja: string;
}

export type Goal =
  | 'silence'
  | 'blind'
  | 'redirect'
  | 'erase'
  | 'expire'
  | 'tamper'
  | 'unreadable'
  | 'unguard'
  | 'escape'
  | 'deafen';

/** A permission on a resource, as AWS authorizes it. */
export interface Need {
  readonly action: string;
  readonly resource: string;
  /** Any resource whose ARN begins so serves the attack as well: any log file of a bucket. */
  readonly anyUnder?: string;
  /** The account of the resource, where neither its ARN nor the Snapshot tells: a service lets the caller act there. */
  readonly serviceGrants?: true;
  /** Condition keys whose value the call itself fixes. */
  readonly context?: Context;
}

/** The account of nobody in particular, outside every organization. */
export const OUTSIDER_ACCOUNT = '000000000000';

/** As whom a step runs, if not as the attacker. */
export type As =
  /** The attacker, from an account outside the organization. */
  | { readonly kind: 'outsider' }
  /** Somebody of this account: nobody else is let, whatever policies say. */
  | { readonly kind: 'account'; readonly accountId: string }
  /** Somebody of any member account but this one. */
  | { readonly kind: 'other-member'; readonly accountId: string }
  /** The root user of this account alone. */
  | { readonly kind: 'root'; readonly accountId: string }
  /** A root session of a member account, from sts:AssumeRoot. */
  | { readonly kind: 'root-session'; readonly accountId: string }
  /** This role: a service acts as it for whoever made the call before. */
  | { readonly kind: 'role'; readonly arn: string };

/** One API call. Operation, permission and event name are three names and stay three fields. */
export interface Step {
  /** `service:Operation` as the API names it, e.g. `s3:PutBucketLifecycleConfiguration`. */
  readonly operation: string;
  /** Where it must be called, for what has a home Region; the caller's Region otherwise. */
  readonly region?: string;
  /** The `eventName` that CloudTrail records. */
  readonly event: string;
  /** Every one of them must be allowed. */
  readonly needs: readonly Need[];
  /** Permissions that AWS may ask for besides; its documentation does not say. What they alone refuse is `unknown`. */
  readonly perhaps?: readonly Need[];
  readonly input: Readonly<Record<string, unknown>>;
  readonly as?: As;
  /** What later steps find changed. */
  readonly effect?: readonly Effect[];
}

/**
 * Whose attack it is: of the account that owns the target (its administrators and root), of its root alone, of any
 * other member account, of the delegated administrator of `delegatedFor`, of the management account, of anybody
 * outside the organization.
 */
export type ActorKind = 'owner' | 'owner-root' | 'member' | 'delegated' | 'management' | 'outside';

/** Why a service itself refuses, whatever policies say. */
export type ServiceRefusal =
  | { readonly kind: 'service'; readonly why: Localized; readonly source: string }
  /** Under Object Lock in compliance mode. `until`: ISO 8601, UTC. */
  | { readonly kind: 'immutable'; readonly until: string };

/** What could not be read, and what cannot be judged without it. */
export interface Missing {
  /** An ARN, or what else was to be read. */
  readonly resource: string;
  /** The permission to read it, such as `s3:GetBucketObjectLockConfiguration`. */
  readonly action: string;
}

/** One attack. Everything else (requests, drill, detection, page) is derived from it. */
export interface Technique<Target extends AttackTarget = AttackTarget> {
  // INVARIANT: ids are file names; docs, recordings and alerts are keyed by them.
  readonly id: string;
  readonly title: Localized;
  readonly goal: Goal;
  readonly mitre: readonly string[];
  readonly why: Localized;
  /** Pages that say what the record claims. */
  readonly sources: readonly string[];
  readonly by: readonly ActorKind[];
  /** The service whose delegated administrator is meant, where `by` names one: `cloudtrail.amazonaws.com`. */
  readonly delegatedFor?: string;
  /** How the service refuses members that are not `delegatedFor`. */
  readonly refusesOthers?: { readonly why: Localized; readonly source: string };
  /** What does block it. */
  readonly blockedBy: Localized;
  /** What people wrongly think blocks it. */
  readonly notBlockedBy: Localized;
  /** What no documentation confirms. */
  readonly unverified?: Localized;
  /** Why no policy can prevent it, wholly or for some actors, and what does help. */
  readonly residual?: Localized;
  /** Its calls are everyday work: nobody would deny them, so that it has to be seen instead. */
  readonly detectOnly?: true;
  readonly targets: (snapshot: Snapshot) => readonly Target[];
  /** Whether the target is as the attack needs it; `false` makes it not applicable. */
  requires?(target: Target, snapshot: Snapshot): boolean | Missing;
  /** Whether the service refuses the attack on this target. */
  refused?(target: Target, snapshot: Snapshot): ServiceRefusal | Missing | undefined;
  /** What its ways obtain, where they serve other techniques: a principal whom an exemption names, or a tag. */
  readonly obtains?: 'principal' | 'tag';
  /** Any of several sequences of Steps. Method syntax, so that a catalogue can hold techniques of several targets. */
  ways(target: Target, snapshot?: Snapshot): readonly (readonly Step[])[];
  /** Steps that put back what the attack changed, given what its calls answered; absent where nothing can. */
  undo?(target: Target, outputs: readonly unknown[]): readonly Step[];
  /** The harmless call that shows whether the attack would be authorized; absent if there is none. */
  probe?(target: Target): Step | undefined;
  /** Compares two readings of the target; `after` is absent when it is gone. Absent: no drill tries it. */
  harmed?(before: Target, after: Target | undefined): boolean;
  /** What is lost when it succeeds, in a few words. */
  readonly harm: Localized;
}

export type AttackTarget =
  | Trail
  | LogBucket
  | LogObject
  | KmsKey
  | LogGroup
  | Account
  | Role
  | Resource
  | Organization
  | OrganizationPolicy
  | Exemption;

/** States a technique with the type of its target. */
export const technique = <Target extends AttackTarget>(record: Technique<Target>): Technique =>
  record as unknown as Technique;
