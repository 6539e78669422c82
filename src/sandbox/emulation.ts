import type { Context, Policy } from '../model/policy.ts';
import type { Decision, Grant } from '../policy/types.ts';
import type { AwsError } from './aws-error.ts';
import type { EventRecord } from './event-record.ts';
import type { Identity, World } from './world.ts';

/** One AWS service as the sandbox answers for it: what a `services/<name>/emulate.ts` exports by default. */
export interface Emulation {
  /** SigV4's service name; also the prefix of its `eventSource`. */
  readonly service: string;
  readonly protocol: Protocol;
  /** The error code of a denied call: `AccessDenied`, `AccessDeniedException`; of SNS `AuthorizationError`. */
  readonly accessDeniedCode: string;
  /** Every operation of the service by its API name; one without `run` is authorized, then answered 501. */
  readonly operations: Readonly<Record<string, Operation>>;
}

export interface Operation {
  /** CloudTrail's `readOnly`. */
  readonly access: 'read' | 'write';
  /** Where CloudTrail's `eventName` differs from the operation. */
  readonly eventName?: string;
  /** `Data` for object-level calls; management otherwise. */
  readonly category?: 'Data';
  /**
   * What must be authorized before the call acts, on its real resource. All of them.
   * Throws AwsError for what AWS refuses before it authorizes (a malformed input, a bucket that does not exist).
   */
  readonly needs: (call: Call) => readonly AuthorizationNeed[];
  /** Acts on the World and returns the output in the API's own shape; absent while not emulated. */
  readonly run?: (call: Call) => unknown;
  /** What the record of this call says; by default the input as `requestParameters` (names lower-camel) and null. */
  readonly record?: (call: Call, output: unknown) => RecordDetails;
}

export interface RecordDetails {
  readonly requestParameters?: unknown;
  readonly responseElements?: unknown;
  readonly resources?: EventRecord['resources'];
  readonly additionalEventData?: unknown;
}

export interface AuthorizationNeed {
  readonly action: string;
  readonly resource: string;
  /** The account that owns the resource; the caller's own when absent. */
  readonly resourceAccount?: string;
  readonly resourcePolicies?: readonly Policy[];
  /** Of a KMS key. */
  readonly grants?: readonly Grant[];
  /** Service condition keys; the global ones are added by the sandbox. */
  readonly context?: Context;
}

/** One request on its way: who calls what, where and when. */
export interface Call {
  readonly world: World;
  readonly caller: Caller;
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  /** As the protocol read it, not yet validated: read it with the readers of `input.ts`. */
  readonly input: Readonly<Record<string, unknown>>;
  /** The body as sent, where the operation stores it (S3). */
  readonly body: Uint8Array;
  readonly requestId: string;
  readonly now: Date;
  readonly sourceIp: string;
  readonly userAgent: string;
  /** Decides further permissions in the middle of a call (each key of a multi-delete); does not throw. */
  readonly authorize: (need: AuthorizationNeed) => Decision;
  /** The error that AWS answers for such a denial, with its message. */
  readonly denial: (need: AuthorizationNeed, decision: Decision) => AwsError;
  /** Records one more event of this call (each key of a multi-delete). */
  readonly record: (event: ExtraEvent) => void;
}

export interface ExtraEvent extends RecordDetails {
  readonly eventName: string;
  readonly category?: 'Data';
  readonly error?: AwsError;
}

export interface Caller {
  readonly identity: Identity;
  /** What `GetCallerIdentity` says; for a role session the session's ARN; `anonymous` for nobody. */
  readonly arn: string;
  /** Absent for services and anonymous callers. */
  readonly accountId: string | undefined;
  /** `AIDA…`, `AROA…:session`, the account id for root. */
  readonly userId: string;
  readonly accessKeyId: string | undefined;
}

export interface WireRequest {
  readonly method: string;
  /** Path as sent, still percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded from `aws-chunked`, checksums verified. */
  readonly body: Uint8Array;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

export interface Protocol {
  /** Which operation a request names, and its input. Throws AwsError for what cannot be read. */
  readonly read: (request: WireRequest) => {
    readonly operation: string;
    readonly input: Readonly<Record<string, unknown>>;
  };
  readonly write: (operation: string, output: unknown, requestId: string) => WireResponse;
  readonly writeError: (error: AwsError, requestId: string, request: WireRequest) => WireResponse;
}
