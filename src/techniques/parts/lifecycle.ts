import type { LogBucket } from '../../model/snapshot.ts';
import type { Localized, Missing, ServiceRefusal, Step } from '../../model/technique.ts';

export const WITH_OTHERS =
  'https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-and-other-bucket-config.html';

const NO_LIFECYCLE: Localized = {
  en: 'Lifecycle configuration is not supported on a bucket with MFA Delete.',
  ja: 'MFA Delete が有効なバケットでは、ライフサイクル設定がサポートされません。',
};

/** Why S3 takes no lifecycle rule while MFA Delete is on. */
export function withMfaDelete({ arn, mfaDelete }: LogBucket): ServiceRefusal | Missing | undefined {
  if (mfaDelete === undefined) return { resource: arn, action: 's3:GetBucketVersioning' };
  return mfaDelete ? { kind: 'service', why: NO_LIFECYCLE, source: WITH_OTHERS } : undefined;
}

/** Replaces every lifecycle rule of the bucket. */
export const putLifecycle = (bucket: LogBucket, input: Step['input']): Step => ({
  operation: 's3:PutBucketLifecycleConfiguration',
  region: bucket.region,
  event: 'PutBucketLifecycle',
  needs: [{ action: 's3:PutLifecycleConfiguration', resource: bucket.arn }],
  input: { Bucket: bucket.name, ...input },
});
