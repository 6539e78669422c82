import type { S3Client } from '@aws-sdk/client-s3';
import type { AwsAccess } from '../../aws/access.ts';
import type { Reader } from '../../aws/reading.ts';

/** A bucket to be read, in its own Region. */
export interface NamedBucket {
  readonly access: AwsAccess;
  readonly client: S3Client;
  readonly reader: Reader;
  readonly name: string;
  readonly arn: string;
  /** Absent where the caller's account does not own it. */
  readonly accountId?: string;
}

/** Without what could not be read. */
export const known = <T extends object>(
  settings: T,
): { readonly [Name in keyof T]?: Exclude<T[Name], undefined> } =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as {
    readonly [Name in keyof T]?: Exclude<T[Name], undefined>;
  };
