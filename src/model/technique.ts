import type { LogBucket, LogObject, Snapshot, Trail } from './snapshot.ts';

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
}

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
  readonly input: Readonly<Record<string, unknown>>;
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
  readonly targets: (snapshot: Snapshot) => readonly Target[];
  /** Any of several sequences of Steps. Method syntax, so that a catalogue can hold techniques of several targets. */
  ways(target: Target): readonly (readonly Step[])[];
  /** Steps that put back what the attack changed, given what its calls answered; absent where nothing can. */
  undo?(target: Target, outputs: readonly unknown[]): readonly Step[];
  /** The harmless call that shows whether the attack would be authorized; absent if there is none. */
  probe?(target: Target): Step | undefined;
  /** Compares two readings of the target; `after` is absent when it is gone. */
  harmed(before: Target, after: Target | undefined): boolean;
  /** What is lost when it succeeds, in a few words. */
  readonly harm: Localized;
}

export type AttackTarget = Trail | LogBucket | LogObject;

/** States a technique with the type of its target. */
export const technique = <Target extends AttackTarget>(record: Technique<Target>): Technique =>
  record as unknown as Technique;
