import type { WorldNames } from './names.ts';

/** All names of the reference world. */
export interface ReferenceNames extends WorldNames {
  readonly rootId: string;
  /** Organizational units above the log archive, the outermost first. */
  readonly logArchiveUnits: readonly string[];
  readonly workloadUnit: string;
  /** Account of the delegated administrator. */
  readonly delegated: string;
  /** Further accounts that policies name. */
  readonly others: readonly string[];
  /** Before `AWSLogs/` in the bucket. */
  readonly keyPrefix?: string;
  readonly keyAlias: string;
  readonly logGroup: string;
  /** Of the role that `--exempt` names: `*` for every member account. */
  readonly exemptAccount: string;
}

export type NameOf =
  | 'organization'
  | 'root'
  | 'log-archive-unit'
  | 'management'
  | 'log-archive'
  | 'workload'
  | 'delegated'
  | 'other-account'
  | 'partition'
  | 'region'
  | 'bucket'
  | 'key-prefix'
  | 'trail'
  | 'key'
  | 'alias'
  | 'log-group';

/** A name that was taken from a policy. */
export interface AssumedName {
  readonly what: NameOf;
  readonly value: string;
  /** The policy that names it. */
  readonly policy: string;
  /** Others that policies name, and that were not chosen. */
  readonly others?: readonly string[];
}

/** Made up: what nobody names is called so. */
export const MADE_UP = {
  partition: 'aws',
  region: 'us-east-1',
  organizationId: 'o-a1b2c3d4e5',
  rootId: 'r-a1b2',
  logArchiveUnit: 'ou-a1b2-security0',
  workloadUnit: 'ou-a1b2-workloads',
  management: '111111111111',
  logArchive: '222222222222',
  workload: '333333333333',
  delegated: '444444444444',
  bucket: 'org-audit-logs',
  trail: 'audit-trail',
  keyId: '1234abcd-12ab-34cd-56ef-1234567890ab',
  keyAlias: 'alias/audit-logs',
  logGroup: 'audit-trail',
  exemptRole: 'BreakGlass',
} as const;
