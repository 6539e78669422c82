import type { Snapshot } from '../../src/model/snapshot.ts';

/** A call that does the harm, on any of several resources. */
export interface Goal {
  readonly action: string;
  readonly resources: readonly string[];
  readonly resourceAccount: string;
}

type Actions = Readonly<Record<string, readonly string[]>>;

const ON_OBJECTS: Actions = {
  's3-delete-object': ['s3:DeleteObject'],
  's3-delete-object-version': ['s3:DeleteObjectVersion'],
};
const ON_BUCKETS: Actions = {
  's3-bucket-policy-strip': ['s3:DeleteBucketPolicy', 's3:PutBucketPolicy'],
  's3-lifecycle-expire': ['s3:PutLifecycleConfiguration'],
};

/** Techniques that the brute force knows. */
export const KNOWN: readonly string[] = [
  ...Object.keys(ON_OBJECTS),
  ...Object.keys(ON_BUCKETS),
  'cloudtrail-stop-logging',
  'kms-disable-key',
  'organization-leave',
];

/** The calls of a technique against its target; none where the brute force does not know it. */
export function goalsOf(
  snapshot: Snapshot,
  technique: string,
  target: string,
  accountId: string,
): readonly Goal[] {
  if (technique === 'organization-leave') {
    return [{ action: 'organizations:LeaveOrganization', resources: ['*'], resourceAccount: accountId }];
  }
  if (technique === 'cloudtrail-stop-logging') return [on('cloudtrail:StopLogging', target)];
  if (technique === 'kms-disable-key') return [on('kms:DisableKey', target)];
  return snapshot.logBuckets
    .filter(({ arn }) => target === arn || target.startsWith(`${arn}/`))
    .flatMap(({ arn, accountId: resourceAccount = '' }) => [
      ...goalsOn(ON_BUCKETS[technique], [arn], resourceAccount),
      ...(technique === 's3-delete-object-version' && isLocked(snapshot, arn)
        ? []
        : goalsOn(ON_OBJECTS[technique], logFiles(arn), resourceAccount)),
    ]);
}

/** In compliance mode nobody deletes a version. */
const isLocked = ({ logBuckets, readAt }: Snapshot, bucket: string): boolean =>
  logBuckets.some(
    ({ arn, retention = 'none' }) =>
      arn === bucket && retention !== 'none' && retention.mode === 'COMPLIANCE' && retention.until > readAt,
  );

const on = (action: string, arn: string): Goal => ({
  action,
  resources: [arn],
  resourceAccount: arn.split(':')[4] ?? '',
});

const goalsOn = (
  actions: readonly string[] | undefined,
  resources: readonly string[],
  resourceAccount: string,
): readonly Goal[] => (actions ?? []).map((action) => ({ action, resources, resourceAccount }));

/** Any log file will do. */
const logFiles = (bucket: string): readonly string[] => [
  `${bucket}/AWSLogs/111111111111/CloudTrail/us-east-1/2026/11/01/other.json.gz`,
  `${bucket}/AWSLogs/333333333333/CloudTrail/eu-west-1/2026/11/02/third.json.gz`,
];
