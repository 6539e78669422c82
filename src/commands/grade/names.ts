/** The names of the organization in which policies are graded. */
export interface WorldNames {
  readonly partition: string;
  readonly region: string;
  readonly organizationId: string;
  readonly accounts: {
    readonly management: string;
    /** Owns bucket and key. */
    readonly logArchive: string;
    readonly workload: string;
  };
  readonly bucket: string;
  readonly trailArn: string;
  readonly keyArn: string;
  /** Name of the role that may do everything in an emergency, with its path. */
  readonly exemptRole: string;
  /** Those that the user stated; the others are made up. */
  readonly given: readonly ('bucket' | 'trail' | 'key' | 'exempt')[];
}

/** The part of an ARN: `arn:partition:service:region:account:rest`. */
export function arnPart(arn: string, part: 'service' | 'region' | 'account'): string {
  const parts = arn.split(':');
  return parts[part === 'service' ? 2 : part === 'region' ? 3 : 4] ?? '';
}

/** What follows the first slash: the name of a trail, the id of a key. */
export const nameInArn = (arn: string): string => arn.slice(arn.indexOf('/') + 1);
