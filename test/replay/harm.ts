import type { Sandbox } from '../../src/sandbox/start.ts';
import type { BucketState, ObjectVersion, TrailState } from '../../src/sandbox/world.ts';

/** The last call of a path, as it is sent. */
export interface Blow {
  readonly sandbox: Sandbox;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Of the caller. */
  readonly accountId: string;
}

/** Reads before the call; what it returns reads after it, and says whether the harm is there. */
type Measure = (blow: Blow) => (output: unknown) => boolean;

const THREE_DAYS = 3 * 86_400_000;

const text = ({ input }: Blow, name: string): string => String(input[name] ?? '');
const bucketOf = (blow: Blow): BucketState | undefined =>
  blow.sandbox.world.buckets.get(text(blow, 'Bucket'));
const versionsOf = (blow: Blow): readonly ObjectVersion[] =>
  bucketOf(blow)?.objects.get(text(blow, 'Key')) ?? [];
const isReadable = ([current]: readonly ObjectVersion[]): boolean => current?.deleteMarker === false;

const trailOf = (blow: Blow): TrailState | undefined => {
  const named = text(blow, 'Name') || text(blow, 'TrailName');
  return [...blow.sandbox.world.trails.values()].find(({ arn, name }) => arn === named || name === named);
};

/** Something that the World holds is another than before. */
const changes =
  (read: (blow: Blow) => unknown): Measure =>
  (blow) => {
    const before = JSON.stringify(read(blow));
    return () => JSON.stringify(read(blow)) !== before;
  };

const removesOne =
  (read: (blow: Blow) => unknown): Measure =>
  (blow) => {
    const before = read(blow) !== undefined;
    return () => before && read(blow) === undefined;
  };

const removes: Measure = (blow) => {
  const { VersionId } = blow.input;
  const isThere = (): boolean =>
    VersionId === undefined
      ? isReadable(versionsOf(blow))
      : versionsOf(blow).some(({ versionId }) => versionId === VersionId);
  const before = isThere();
  return () => before && !isThere();
};

/** S3 itself acts, some days later. */
const expires =
  (keys: (blow: Blow) => readonly string[]): Measure =>
  (blow) => {
    const before = keys(blow);
    return () => {
      blow.sandbox.advance(THREE_DAYS);
      return (
        before.length > 0 &&
        before.every((key) => !isReadable(versionsOf({ ...blow, input: { ...blow.input, Key: key } })))
      );
    };
  };

const keyOf = (blow: Blow) => blow.sandbox.world.keys.get(text(blow, 'KeyId'));
const grantOf = (blow: Blow) => keyOf(blow)?.grants?.find(({ grantId }) => grantId === text(blow, 'GrantId'));

const roleIn = ({ sandbox, accountId, ...blow }: Blow) =>
  sandbox.world.accounts.get(accountId)?.roles.get(String(blow.input.RoleName ?? '').toLowerCase());
const organizationIn = ({ sandbox }: Blow) => sandbox.world.organization;
const attachedTo = (blow: Blow) => organizationIn(blow).attachments.get(text(blow, 'TargetId'));
const policyOf = (blow: Blow) => organizationIn(blow).policies.get(text(blow, 'PolicyId'));

const ofTrail = changes((blow) => {
  const trail = trailOf(blow);
  return trail && { ...trail, pending: [], tags: [] };
});
const bucketPolicy = changes((blow) => bucketOf(blow)?.policy?.text ?? 'none');
const receives: Measure = () => (output) =>
  (output as { readonly Credentials?: { readonly SessionToken?: string } }).Credentials?.SessionToken !==
  undefined;

/** By the path's last operation. */
export const MEASURES: Readonly<Record<string, Measure>> = {
  'cloudtrail:DeleteTrail': removesOne(trailOf),
  'cloudtrail:PutEventSelectors': ofTrail,
  'cloudtrail:StopLogging': changes((blow) => trailOf(blow)?.logging),
  'cloudtrail:UpdateTrail': ofTrail,
  'iam:CreateAccessKey': () => (output) =>
    (output as { readonly AccessKey?: unknown }).AccessKey !== undefined,
  'iam:TagRole': changes((blow) => [...(roleIn(blow)?.tags ?? [])]),
  'kms:DisableKey': changes((blow) => keyOf(blow)?.enabled),
  'kms:PutKeyPolicy': changes((blow) => keyOf(blow)?.policy),
  'kms:RetireGrant': removesOne(grantOf),
  'kms:RevokeGrant': removesOne(grantOf),
  'kms:ScheduleKeyDeletion': changes((blow) => keyOf(blow)?.deletionDate),
  'organizations:DeletePolicy': removesOne(policyOf),
  'organizations:DetachPolicy': changes(attachedTo),
  'organizations:LeaveOrganization': removesOne(
    (blow) => blow.sandbox.world.accounts.get(blow.accountId)?.parentId,
  ),
  'organizations:MoveAccount': changes(
    (blow) => blow.sandbox.world.accounts.get(text(blow, 'AccountId'))?.parentId,
  ),
  'organizations:UpdatePolicy': changes((blow) => policyOf(blow)?.content),
  's3:DeleteBucket': removesOne(bucketOf),
  's3:DeleteBucketPolicy': bucketPolicy,
  's3:DeleteObject': removes,
  's3:PutBucketLifecycleConfiguration': expires((blow) => [...(bucketOf(blow)?.objects.keys() ?? [])]),
  's3:PutBucketPolicy': bucketPolicy,
  's3:PutObjectLockConfiguration': changes((blow) => bucketOf(blow)?.objectLock),
  's3:PutBucketVersioning': changes((blow) => bucketOf(blow)?.versioning),
  's3:PutObject': changes((blow) => versionsOf(blow)[0]?.etag),
  's3:PutObjectTagging': expires((blow) => [text(blow, 'Key')]),
  'sts:AssumeRole': receives,
};
