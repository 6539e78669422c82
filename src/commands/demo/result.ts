import type { Verdict } from '../../model/finding.ts';

/** What the demo found out: `indelible demo --json`. */
export interface DemoResult {
  readonly schema: 'indelible/demo@1';
  readonly acts: readonly Act[];
  readonly recorded: Recorded;
  readonly managementAccount: ManagementAccount;
  readonly proved: Proved;
  readonly summary: Summary;
}

/** What the prover says of the shop's administrators and root, without trying. */
export interface Proved {
  readonly before: ProvedCounts;
  readonly after: ProvedCounts;
  readonly attacks: readonly ProvedAttack[];
}

/** Of the techniques that have a target there. */
export interface ProvedCounts {
  readonly possible: number;
  readonly blocked: number;
  readonly unknown: number;
  /** Blocked where somebody simply makes the technique's own calls. */
  readonly directlyBlocked: number;
}

export interface ProvedAttack {
  readonly technique: string;
  readonly before: Verdict;
  /** After, by the technique's own calls. */
  readonly direct: Verdict;
  /** After, by any path. */
  readonly after: Verdict;
  /** The permissions of the shortest path, in order. */
  readonly calls: readonly string[];
}

/** Who is who in the story. */
export interface Cast {
  readonly organizationId: string;
  readonly management: Member;
  readonly shop: Member & { readonly unit: string };
  readonly logArchive: Member & { readonly unit: string };
}

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly trail: string;
  readonly bucket: string;
}

export type ActName = 'no-policy' | 'article' | 'with-objects';

export interface Act {
  readonly name: ActName;
  readonly policy?: ActPolicy;
  readonly attempts: readonly Attempt[];
}

export interface ActPolicy {
  readonly name: string;
  readonly arn: string;
  readonly content: string;
  /** Names of the organizational unit or account, in the order of attachment. */
  readonly attachedTo: readonly string[];
  /** What was wrong with the text as printed: here, and in AWS's words. */
  readonly asPrinted?: {
    readonly problems: readonly { readonly code: string; readonly line: number; readonly column: number }[];
    readonly refusedWith: string;
  };
}

export interface Attempt {
  readonly technique: string;
  /** ARN of the attacker. */
  readonly as: string;
  readonly action: string;
  readonly resource: string;
  /** What CloudTrail calls it. */
  readonly eventName: string;
  readonly outcome: 'succeeded' | 'refused';
  readonly refusedBy?: { readonly type: string; readonly arn?: string };
  readonly errorCode?: string;
  readonly harm?: string;
  /** Whether what was harmed could be put back. */
  readonly putBack?: boolean;
  /** The target that the policy was attached to at that moment. */
  readonly attachedTo?: string;
}

export interface Recorded {
  readonly bucket: string;
  readonly logFiles: number;
  readonly attempts: number;
  readonly found: number;
  readonly events: readonly {
    readonly eventName: string;
    readonly as: string;
    readonly errorCode?: string;
    readonly times: number;
  }[];
}

export interface ManagementAccount {
  readonly id: string;
  /** False: no service control policy binds it. */
  readonly bound: boolean;
  readonly attempts: readonly Attempt[];
  /** Ids of the cautions. */
  readonly cautions: readonly string[];
}

export interface Summary {
  readonly attacks: readonly {
    readonly technique: string;
    readonly noPolicy: TableCell;
    readonly article: TableCell;
    readonly withObjects: TableCell;
  }[];
  /** Of the known attacks that a policy can prevent, by their own calls. */
  readonly known: { readonly blocked: number; readonly of: number; readonly article: number };
}

export type TableCell = 'HARM' | 'refused';
