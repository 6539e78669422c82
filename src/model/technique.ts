import type { Snapshot } from './snapshot.ts';

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
  /** The `eventName` that CloudTrail records. */
  readonly event: string;
  /** Every one of them must be allowed. */
  readonly needs: readonly Need[];
  readonly input: Readonly<Record<string, unknown>>;
}

/** One attack. Everything else (requests, drill, detection, page) is derived from it. */
export interface Technique<Target> {
  // INVARIANT: ids are file names; docs, recordings and alerts are keyed by them.
  readonly id: string;
  readonly title: Localized;
  readonly goal: Goal;
  readonly mitre: readonly string[];
  readonly why: Localized;
  /** Pages of AWS that say what the record claims. */
  readonly sources: readonly string[];
  readonly targets: (snapshot: Snapshot) => readonly Target[];
  /** Any of several sequences of Steps. */
  readonly ways: (target: Target) => readonly (readonly Step[])[];
  /** Steps that put back what the attack changed; absent where nothing can. */
  readonly undo?: (target: Target) => readonly Step[];
  /** The harmless call that shows whether the attack would be authorized; absent if there is none. */
  readonly probe?: (target: Target) => Step;
}

/** One stored object of a log bucket, as an attack on it needs to be told. */
export interface LogObject {
  readonly bucket: string;
  readonly bucketArn: string;
  readonly key: string;
  readonly versionId?: string;
}
