import { many, type PolicyStatement } from '../model/policy.ts';
import type { KmsKey, LogBucket, Role, Snapshot, Tags, Trail } from '../model/snapshot.ts';
import { type Missing, type Need, type Step, technique } from '../model/technique.ts';
import { overlap } from './parts/overlap.ts';

type Tagged = Trail | LogBucket | KmsKey | Role;

/** How a tag has to be for a statement not to hold: gone, or of this value. */
interface Loosening {
  readonly key: string;
  readonly value?: string;
}

const TAG = /^(?:(?:aws|iam):ResourceTag|s3:BucketTag)\/(.+)$/i;
const NEGATED = /Not(?:Equals|Like)/i;

/** What would loosen the Deny statements that ask for a tag of the resource, given the tags that it has. */
function loosenings({ policies }: Snapshot, tags: Tags | undefined): readonly Loosening[] {
  return policies
    .filter(({ targets }) => targets.length > 0)
    .flatMap(({ document }) => many(document.Statement))
    .flatMap((statement) => asked(statement, tags));
}

function asked({ Effect, Condition = {} }: PolicyStatement, tags: Tags | undefined): readonly Loosening[] {
  if (Effect !== 'Deny') return [];
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).flatMap(([written, values]): readonly Loosening[] => {
      const name = TAG.exec(written)?.[1];
      if (name === undefined) return [];
      const texts = many(values).map(String);
      const mayBe = Object.entries(tags ?? { [name]: '*' }).filter(
        ([key]) => key.toLowerCase() === name.toLowerCase(),
      );
      const absent = /^Null$/i.test(operator) ? texts.includes('true') : NEGATED.test(operator);
      if (absent) return [{ key: name, value: texts[0]?.replaceAll(/[*?]/g, 'x') ?? 'x' }];
      return mayBe
        .filter(([, value]) => /^Null$/i.test(operator) || texts.some((text) => overlap(text, value)))
        .map(([key]) => ({ key }));
    }),
  );
}

const named = ({ key, value }: Loosening, removing: boolean): Pick<Need, 'context'> => ({
  context: { 'aws:TagKeys': [key], ...(removing ? {} : { [`aws:RequestTag/${key}`]: value ?? 'none' }) },
});

const changing = ({ arn, tags = {} }: Tagged, { key, value }: Loosening): Pick<Step, 'effect'> => {
  const { [key]: _, ...others } = tags;
  return {
    effect: [
      { kind: 'set', arn, fields: { tags: value === undefined ? others : { ...others, [key]: value } } },
    ],
  };
};

/** The operations that take a tag away and that set one, and how they name the resource. */
function operationsOf(target: Tagged): readonly [remove: string, set: string, input: Step['input']] {
  if ('homeRegion' in target)
    return ['cloudtrail:RemoveTags', 'cloudtrail:AddTags', { ResourceId: target.arn }];
  if ('versioning' in target) return ['s3:UntagResource', 's3:TagResource', { resourceArn: target.arn }];
  if ('trust' in target)
    return ['iam:UntagRole', 'iam:TagRole', { RoleName: target.arn.split('/').at(-1) ?? '' }];
  return ['kms:UntagResource', 'kms:TagResource', { KeyId: target.arn }];
}

function loosen(target: Tagged, how: Loosening): readonly (readonly Step[])[] {
  const [remove, set, input] = operationsOf(target);
  const step = (operation: string, tag: Loosening, removing: boolean): Step => ({
    operation,
    ...('homeRegion' in target ? { region: target.homeRegion } : {}),
    event: operation.slice(operation.indexOf(':') + 1),
    needs: [{ action: operation, resource: target.arn, ...named(tag, removing) }],
    input: {
      ...input,
      ...(removing ? { TagKeys: [tag.key] } : { Tags: [{ Key: tag.key, Value: tag.value }] }),
    },
    ...changing(target, tag),
  });
  if (how.value !== undefined) return [[step(set, how, false)]];
  return [[step(remove, how, true)], [step(set, { key: how.key, value: 'none' }, false)]];
}

/** Tags of a bucket count only while it has them control access, which its owner can switch off. */
const switchOff = ({ arn, name }: LogBucket): Step => ({
  operation: 's3:PutBucketAbac',
  event: 'PutBucketAbac',
  needs: [{ action: 's3:PutBucketAbac', resource: arn }],
  input: { Bucket: name, AbacStatus: { Status: 'Disabled' } },
  effect: [{ kind: 'set', arn, fields: { tags: {} } }],
});

const READS = {
  trail: 'cloudtrail:ListTags',
  bucket: 's3:GetBucketTagging',
  key: 'kms:ListResourceTags',
  role: 'iam:ListRoleTags',
};

function reading(target: Tagged): string {
  if ('homeRegion' in target) return READS.trail;
  if ('versioning' in target) return READS.bucket;
  return 'trust' in target ? READS.role : READS.key;
}

export default technique<Tagged>({
  id: 'protected-tag-removal',
  title: {
    en: 'Change the tag by which the guard selects what it protects',
    ja: '保護の対象を決めるタグを変更する',
  },
  goal: 'unguard',
  mitre: ['T1685'],
  why: {
    en: 'A guard that protects what carries a tag (aws:ResourceTag) protects it only as long as the tag is there. Whoever may tag the trail, bucket, key or role takes it out of the guard and then does what was denied.',
    ja: 'タグ (aws:ResourceTag) で対象を決めるポリシーは、タグがある間しか効きません。証跡、バケット、キー、ロールのタグを変更できる者は、保護の対象から外したうえで、拒否されていた操作を実行できます。',
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_RemoveTags.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/tag-permissions.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAbac.html',
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagRole.html',
  ],
  by: ['owner'],
  blockedBy: {
    en: 'A guard that names what it protects by ARN. Or one that also denies the tag actions: cloudtrail:AddTags and RemoveTags, kms:TagResource and UntagResource, iam:TagRole and UntagRole, s3:TagResource, UntagResource and PutBucketAbac.',
    ja: '対象を ARN で指定するポリシー。または、タグの操作 (cloudtrail:AddTags と RemoveTags、kms:TagResource と UntagResource、iam:TagRole と UntagRole、s3:TagResource、UntagResource、PutBucketAbac) も拒否するポリシー。',
  },
  notBlockedBy: {
    en: 'A deny of removing tags alone: a tag can be overwritten. A tag policy, which says how tags are spelled and not who may change them.',
    ja: 'タグの削除だけの拒否 (上書きできます)。タグの書き方を決めるだけで、変更できる者を制限しないタグポリシー。',
  },
  unverified: {
    en: 'Whether a bucket has tags control access at all, which is off by default: while it is off, a guard by tag protects no bucket. The event names of tagging buckets and of PutBucketAbac are confirmed by no documentation.',
    ja: 'バケットでタグによるアクセス制御が有効かどうか (デフォルトは無効で、その間はタグによる保護がバケットに効きません)。バケットのタグ付けと PutBucketAbac のイベント名は、ドキュメントで確認できていません。',
  },
  // An organization has many roles, and few that a guard finds by their tags.
  targets: ({ trails, logBuckets, keys = [], roles = [], organization, policies }) =>
    [
      ...trails,
      ...logBuckets,
      ...keys,
      ...(policies.some(({ content }) => /resourcetag/i.test(content)) ? roles : []),
    ].filter(
      ({ accountId, arn }) =>
        accountId !== organization.managementAccountId && !/:role\/aws-(?:service-role|reserved)\//.test(arn),
    ),
  requires: (target, snapshot): boolean | Missing => {
    if (loosenings(snapshot, target.tags).length === 0) return false;
    return target.tags === undefined ? { resource: target.arn, action: reading(target) } : true;
  },
  ways: (target, snapshot) => {
    const found = snapshot === undefined ? [] : loosenings(snapshot, target.tags);
    // Where no guard asks for a tag, and nothing is to be gained, any shows what the calls are.
    const ways = (found.length === 0 ? [{ key: 'protected' }] : found).flatMap((how) => loosen(target, how));
    return 'versioning' in target ? [...ways, [switchOff(target)]] : ways;
  },
  harm: { en: 'the guard no longer applies', ja: '保護の対象から外れる' },
});
