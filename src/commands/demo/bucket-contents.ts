import type { AwsAccess } from '../../aws/access.ts';
import { must } from './must.ts';

/** Current objects of a bucket, by key. */
export type Copies = ReadonlyMap<string, Uint8Array>;

interface Version {
  readonly Key?: string;
  readonly VersionId?: string;
  readonly IsLatest?: boolean;
}

interface VersionsPage {
  readonly Versions?: readonly Version[];
  readonly DeleteMarkers?: readonly Version[];
  readonly IsTruncated?: boolean;
  readonly NextKeyMarker?: string;
  readonly NextVersionIdMarker?: string;
}

/** Reads every current object, so that it can be written again. Its older versions cannot. */
export async function copyObjects(access: AwsAccess, bucket: string): Promise<Copies> {
  const copies = new Map<string, Uint8Array>();
  for await (const page of versionPages(access, bucket)) {
    for (const { Key } of (page.Versions ?? []).filter(({ IsLatest }) => IsLatest)) {
      const { Body } = (await must(access, 's3:GetObject', { Bucket: bucket, Key })) as { Body: Readable };
      copies.set(Key ?? '', await Body.transformToByteArray());
    }
  }
  return copies;
}

interface Readable {
  readonly transformToByteArray: () => Promise<Uint8Array>;
}

/** Deletes every version and delete marker: what an attacker does before DeleteBucket. */
export async function emptyBucket(access: AwsAccess, bucket: string): Promise<void> {
  for await (const page of versionPages(access, bucket)) {
    for (const { Key, VersionId } of [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])]) {
      await must(access, 's3:DeleteObject', { Bucket: bucket, Key, VersionId });
    }
  }
}

export async function restoreObjects(access: AwsAccess, bucket: string, copies: Copies): Promise<void> {
  for (const [Key, Body] of copies) await must(access, 's3:PutObject', { Bucket: bucket, Key, Body });
}

async function* versionPages(access: AwsAccess, bucket: string): AsyncGenerator<VersionsPage> {
  let marker = {};
  for (;;) {
    const page = (await must(access, 's3:ListObjectVersions', { Bucket: bucket, ...marker })) as VersionsPage;
    yield page;
    if (page.IsTruncated !== true) return;
    marker = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
  }
}
