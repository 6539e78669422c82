import type { CautionResult } from './caution.ts';
import type { Coverage } from './coverage.ts';
import type { Finding, Fix, Verdict } from './finding.ts';
import type { Layout } from './layout.ts';
import type { Gap, Handshake } from './snapshot.ts';
import type { Goal } from './technique.ts';
import type { Trouble } from './trouble.ts';

/** What `prove` answers: the findings, and what people ask of them. */
export interface Answer {
  readonly summary: Summary;
  readonly claim: Claim;
  /** The same findings, as a person counts them; the most harmful first, those that somebody answers for last. */
  readonly ways: readonly Way[];
  /** What closes the open ways; what stands in the path of most of them first. */
  readonly fixes: readonly FixGroup[];
  /** Open ways that are left with all of `fixes` applied, judged anew; empty where that was not tried, too. */
  readonly left: readonly Left[];
  readonly findings: readonly Judged[];
  /** What must hold where no policy binds, and whether it does. */
  readonly managementAccount: {
    readonly id: string;
    readonly cautions: readonly CautionResult[];
  };
  /** What is broken already, with no attack. */
  readonly troubles: readonly Trouble[];
  /** Exceptions that no finding needs, though everything was asked about. */
  readonly unused: readonly Exception[];
  /** Names of the accounts, units and the root that the findings speak of, by id. */
  readonly names: Readonly<Record<string, string>>;
}

/** A Finding, with what the reader's own files say about it. */
export interface Judged extends Finding {
  /** The exceptions that concern it. */
  readonly exceptions?: readonly AppliedException[];
  /** Every target of it has an exception that has not expired. */
  readonly accepted?: true;
  /** It was possible in the baseline, too. */
  readonly known?: true;
}

/** Somebody answers for a finding until a day. */
export interface Exception {
  readonly technique: string;
  /** ARN; `*` stands for any text. Absent: every target. */
  readonly target?: string;
  /** Absent: every kind of actor. */
  readonly actor?: string;
  readonly owner: string;
  readonly reason: string;
  /** The last day on which it holds, in UTC: `2027-01-31`. */
  readonly expires: string;
}

export interface AppliedException extends Pick<Exception, 'owner' | 'reason' | 'expires'> {
  readonly expired?: true;
}

/** A technique at a target with one verdict, whoever carries it out. */
export interface Way {
  readonly technique: string;
  readonly goal: Goal;
  readonly target: string;
  readonly verdict: Verdict;
  /** By its own calls alone. */
  readonly direct: boolean;
  readonly residual?: true;
  /** One of `findings`, with the fewest calls. */
  readonly shown: Judged;
  readonly findings: readonly Judged[];
  readonly accounts: readonly string[];
  readonly accepted: boolean;
  readonly known: boolean;
}

export type DenyFix = Extract<Fix, { readonly kind: 'deny' }>;

/** One policy more, about one service. */
export interface PolicyChange {
  readonly kind: 'deny';
  /** A resource control policy leaves out AWS services, which write into the bucket. */
  readonly policyType: DenyFix['policyType'];
  readonly statements: readonly DenyStatement[];
  /** Accounts that the policy has to bind. */
  readonly accounts: readonly string[];
}

/** Every one of the actions on every one of the resources. */
export interface DenyStatement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** A way that stays open, as it is with the changes applied, and why no change closes it. */
export interface Left {
  readonly way: Way;
  readonly why: 'no-policy' | 'unknown' | 'type-disabled' | 'gave-up' | 'not-found';
}

/** One change. */
export interface FixGroup {
  readonly fix: PolicyChange | Extract<Fix, { readonly kind: 'detect' }>;
  /** Open ways that are shown with it. */
  readonly ways: readonly Way[];
  /** Open ways of which it breaks every path shown. */
  readonly inPathOf: number;
  /** Open ways that are gone with this change alone, judged anew; absent where that was not tried. */
  readonly closes?: number;
}

export interface Summary {
  /** `residual`: nothing but what no policy can prevent. */
  readonly answer: 'yes' | 'no' | 'not-known' | 'residual' | 'not-applicable';
  /** Open ways: distinct technique, target, and direct or not; those that no policy can prevent left out. */
  readonly ways: number;
  /** Techniques at a target that were judged. */
  readonly judged: number;
  readonly blocked: number;
  readonly unknown: number;
  readonly notApplicable: number;
  /** Ways that no policy can prevent. */
  readonly residual: number;
  /** Open ways that somebody answers for. */
  readonly accepted: number;
  /** Open ways with an exception that has expired. */
  readonly expired: number;
  /** With a baseline: open ways that are not in it. */
  readonly fresh?: number;
  readonly goals: readonly GoalCount[];
  /** Why no service control policy restricts anybody. */
  readonly unguarded?: 'none-attached' | 'type-disabled';
  /** The Snapshot holds no trail: that nothing is open says nothing. */
  readonly noTrail?: true;
  /** Open ways that are left with all of `fixes` applied, judged anew; absent where that was not tried. */
  readonly leftWhenFixed?: number;
  /** As the exit status: 0, 3 or 4. */
  readonly status: 0 | 3 | 4;
}

export interface GoalCount {
  readonly goal: Goal;
  readonly open: number;
  readonly blocked: number;
  readonly unknown: number;
  readonly residual: number;
}

/** What an answer rests on. */
export interface Claim {
  /** Of AWS, as documented. */
  readonly evaluation: string;
  /** Of Indelible and its catalogue. */
  readonly version: string;
  readonly techniques: number;
  readonly snapshot: {
    readonly organization: string;
    readonly readAt: string;
    readonly readBy: string;
    readonly accounts: Coverage;
    /** Not active: nobody attacks from them. */
    readonly inactive: number;
    /** Lists that were not read. */
    readonly unread: readonly string[];
    readonly gaps: readonly Gap[];
    /** That nobody has answered yet. Absent: not read. */
    readonly handshakes?: readonly Handshake[];
  };
  /** The landing zones that stand there. */
  readonly layouts: readonly Layout[];
  readonly actors: readonly Finding['actor']['kind'][];
  /** Principals that attacked with their own policies. */
  readonly as: readonly string[];
  /** Whom a deny leaves out: nobody starts as one of them, and reaching one is a step. */
  readonly exempt: readonly string[];
  /** What was left out of the answer by the reader's wish: options as typed. */
  readonly only: readonly string[];
}
