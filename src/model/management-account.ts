import type { PolicyDocument } from './policy.ts';

/** Who can sign in to the management account, where no policy binds. What is absent was not read. */
export interface ManagementAccount {
  readonly rootAccessKeys?: boolean;
  /**
   * AWS counts root's virtual devices only: `not-virtual` is a hardware token, a security key or a passkey.
   * https://docs.aws.amazon.com/config/latest/developerguide/root-account-hardware-mfa-enabled.html
   */
  readonly rootMfa?: 'none' | 'virtual' | 'not-virtual';
  readonly users?: readonly IamUser[];
}

export interface IamUser {
  readonly arn: string;
  /** For the console. */
  readonly password?: boolean;
  /** How many, the inactive ones too: each can be activated again. Their ids would tell whose account it is. */
  readonly accessKeys?: number;
  readonly mfa?: readonly MfaDevice[];
  /** Its own and those of its groups. Absent: not known in full, and taken for full access. */
  readonly policies?: readonly PolicyDocument[];
}

/** `passkey`: a security key or a passkey, which IAM does not tell apart. */
export type MfaDevice = 'hardware' | 'passkey' | 'virtual';
