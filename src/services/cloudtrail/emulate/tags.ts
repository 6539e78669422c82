import type { Context } from '../../../model/policy.ts';
import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { isRecord, list, optionalText, text } from '../../../sandbox/input.ts';
import { invalidArn, invalidParameter, invalidTag, tooManyTags, trailNotFound } from './errors.ts';
import { changeableTrail, findTrail, needOn, owns } from './trail-of.ts';

const MOST = 50;

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Tag.html */
export function tagsIn({ input }: Call): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  for (const item of list(input, 'TagsList', 200)) {
    if (!isRecord(item)) throw invalidTag('A tag is a key and a value.');
    const key = text(item, 'Key', { max: 128 });
    if (key === '' || key.toLowerCase().startsWith('aws:'))
      throw invalidTag(`The tag key ${key} is not valid.`);
    tags.set(key, optionalText(item, 'Value', { max: 256 }) ?? '');
  }
  if (tags.size > MOST) throw tooManyTags();
  return tags;
}

/** What conditions may ask of the tags that a call brings. */
export function requestTags(call: Call): Context {
  const tags = tagsIn(call);
  const pairs = [...tags].map(([key, value]) => [`aws:RequestTag/${key}`, value] as const);
  return { ...Object.fromEntries(pairs), ...(tags.size === 0 ? {} : { 'aws:TagKeys': [...tags.keys()] }) };
}

const resourceId = ({ input }: Call): string => text(input, 'ResourceId', { max: 512 });

function addTags(call: Call): void {
  const { tags } = changeableTrail(call, resourceId(call));
  const wanted = new Map([...tags, ...tagsIn(call)]);
  if (wanted.size > MOST) throw tooManyTags();
  for (const [key, value] of wanted) tags.set(key, value);
}

function removeTags(call: Call): void {
  const { tags } = changeableTrail(call, resourceId(call));
  for (const key of tagsIn(call).keys()) tags.delete(key);
}

function listTags(call: Call): unknown {
  return {
    ResourceTagList: arns(call).map((arn) => {
      const trail = findTrail(call, arn);
      if (trail === undefined) throw trailNotFound(arn, call.caller.accountId);
      if (!owns(call, trail)) throw othersArn(call);
      return { ResourceId: arn, TagsList: [...trail.tags].map(([Key, Value]) => ({ Key, Value })) };
    }),
  };
}

/** Worded as in https://github.com/turbot/steampipe-plugin-aws/issues/577: members cannot list an organization trail's. */
const othersArn = ({ caller }: Call) =>
  invalidArn(`AccountID in ARN is wrong, you can only access resources with AccountID ${caller.accountId}.`);

function arns(call: Call): readonly string[] {
  const listed = list(call.input, 'ResourceIdList', 20).map((arn) => text({ arn }, 'arn', { max: 512 }));
  if (listed.length === 0) throw invalidParameter('ResourceIdList must not be empty.');
  return listed;
}

const tagging = (call: Call) => [needOn(call, resourceId(call), requestTags(call))];

export const tagOperations: Readonly<Record<string, Operation>> = {
  AddTags: { access: 'write', needs: tagging, run: addTags },
  RemoveTags: { access: 'write', needs: tagging, run: removeTags },
  ListTags: {
    access: 'read',
    needs: (call) => arns(call).map((arn) => needOn(call, arn)),
    run: listTags,
  },
};
