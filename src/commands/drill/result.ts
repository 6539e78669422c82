import type { DenyingPolicyType } from '../../aws/refusal.ts';
import type { Coverage } from '../../model/coverage.ts';
import type { Gap } from '../../model/snapshot.ts';
import type { Localized } from '../../model/technique.ts';

export interface DrillReport {
  readonly run: { readonly id: string; readonly userAgent: string };
  readonly account: string;
  readonly roleName: string;
  /** Real attacks with decoys in the sandbox or on a Snapshot's twin; harmless probes on AWS. */
  readonly means: 'attacks' | 'twin' | 'probes';
  readonly attempts: readonly DrillAttempt[];
  readonly summary: Readonly<Record<DrillOutcome, number>>;
  /** What was seen of the whole organization. */
  readonly coverage: Coverage;
  /** Of the targets: what could not be read could not be attacked either. */
  readonly gaps: readonly Gap[];
  /** Only in the sandbox: what refuses the attacks on objects refuses to remove their decoys, too. */
  readonly decoysLeft: readonly DecoyLeft[];
  readonly interrupted: boolean;
}

/** A decoy that could not be removed. */
export interface DecoyLeft {
  readonly bucket: string;
  readonly key: string;
  /** What AWS answered. */
  readonly message: string;
}

export type DrillOutcome = 'refused' | 'succeeded' | 'unknown' | 'skipped';

export interface DrillAttempt {
  readonly technique: string;
  readonly title: Localized;
  /** The ARN of the attacking session. */
  readonly as: string;
  readonly action: string;
  readonly resource: string;
  readonly outcome: DrillOutcome;
  readonly refusedBy?: { readonly type: DenyingPolicyType; readonly arn?: string };
  /** Two readings of the target differ in the way that the technique is about. */
  readonly harmed?: boolean;
  readonly harm?: Localized;
  /** A third reading is like the first again. */
  readonly undone?: boolean;
  readonly why?: Why;
  /** What AWS answered, where it explains the outcome. */
  readonly message?: string;
}

export type Why =
  /** On AWS: there is no harmless call that would show it. */
  | 'no-probe'
  /** On AWS: the probe was let through; the attack itself was not made. */
  | 'probe-authorized'
  /** The denial names no service or resource control policy: an account's own administrator can lift it. */
  | 'refused-by-other-policy'
  /** The denial does not say which kind of policy. */
  | 'refusal-unexplained'
  /** The denial names a policy that is not attached along the account's path. */
  | 'policy-not-attached'
  /** Which policies are attached could not be read, so that nothing tells this one from any other. */
  | 'policies-unreadable'
  /** The policy that the denial names holds no statement that denies such a call. */
  | 'denial-unexplained'
  /** The denying statement holds for some Regions only. */
  | 'denied-by-region'
  /** The denying statement holds for some addresses, networks or times only. */
  | 'denied-by-circumstance'
  /** Authorized, and then stopped by a full bucket. */
  | 'bucket-not-empty'
  /** Authorized; the sandbox does not act it out, so that no harm was measured. */
  | 'not-emulated'
  | 'failed'
  /** Nothing was attacked: the target could not be read. */
  | 'unreadable'
  /** Nothing was attacked: no decoy could be put into the bucket. */
  | 'no-decoy';
