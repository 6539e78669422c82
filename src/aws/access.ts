/** Temporary or long-lived credentials, asked for again when they expire. */
export type CredentialSource = () => Promise<AwsCredentials>;

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** One run of the command line: what a security team searches its logs for. */
export interface Run {
  readonly id: string;
  /** Sent with every call and recorded by CloudTrail as part of `userAgent`. */
  readonly userAgent: string;
  /** Told of each call of an access that only reads, before it is sent. */
  readonly onCall?: (call: { readonly service: string; readonly operation: string }) => void;
  /** Told of each answer to such a call, those of attempts that are retried among them. */
  readonly onAnswer?: (answer: Answer) => void;
}

/** One HTTP answer as it came, before anything was made of it. An attempt that is retried has its own. */
export interface Answer {
  /** When its last byte came: ISO 8601, UTC. */
  readonly at: string;
  readonly service: string;
  readonly operation: string;
  readonly account: string;
  /** Which the call was signed for. */
  readonly region: string;
  /** As CloudTrail records it. Absent where the answer names none. */
  readonly requestId?: string;
  readonly status: number;
  /** Of the body's bytes. */
  readonly sha256: string;
}

export interface CallerIdentity {
  readonly arn: string;
  readonly accountId: string;
}

/** Who calls AWS, where, and whether they may write. Plain data: another Region or mode is a copy with a change. */
export interface AwsAccess {
  readonly partition: string;
  readonly region: string;
  /** The one endpoint of every service; absent on AWS itself. */
  readonly endpoint?: string;
  /** True only where the endpoint is on loopback and said that it is Indelible's sandbox. */
  readonly sandbox: boolean;
  /** `read`: every operation that is not known to read is refused before it is sent. */
  readonly mode: 'read' | 'write';
  readonly credentials: CredentialSource;
  readonly caller: CallerIdentity;
  readonly run: Run;
}

export const inRegion = (access: AwsAccess, region: string): AwsAccess =>
  region === access.region ? access : { ...access, region };
