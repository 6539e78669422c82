import type { AuthorizationNeed, Call, Operation } from '../../../sandbox/emulation.ts';
import { isRecord, list, optionalText, text } from '../../../sandbox/input.ts';
import { invalidTag, trailNotFound } from './errors.ts';
import { changeableTrail, findTrail } from './trail-of.ts';

export function tagsIn(items: readonly unknown[]): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  for (const item of items) {
    if (!isRecord(item)) throw invalidTag('A tag is a key and a value.');
    tags.set(text(item, 'Key', { max: 128 }), optionalText(item, 'Value', { max: 256 }) ?? '');
  }
  return tags;
}

const needs = (call: Call): readonly AuthorizationNeed[] => [
  { action: `cloudtrail:${call.operation}`, resource: text(call.input, 'ResourceId', { max: 512 }) },
];

const tagged = (call: Call) =>
  changeableTrail({ ...call, input: { Name: text(call.input, 'ResourceId', { max: 512 }) } });

function listTags(call: Call): unknown {
  return {
    ResourceTagList: arns(call).map((arn) => {
      const trail = findTrail(call, arn);
      if (trail === undefined) throw trailNotFound(arn, call.caller.accountId);
      return { ResourceId: arn, TagsList: [...trail.tags].map(([Key, Value]) => ({ Key, Value })) };
    }),
  };
}

const arns = (call: Call): readonly string[] =>
  list(call.input, 'ResourceIdList', 20).map((arn) => text({ arn }, 'arn', { max: 512 }));

export const tagOperations: Readonly<Record<string, Operation>> = {
  AddTags: {
    access: 'write',
    needs,
    run: (call) => {
      const { tags } = tagged(call);
      for (const [key, value] of tagsIn(list(call.input, 'TagsList', 200))) tags.set(key, value);
      if (tags.size > 50) throw invalidTag('A trail has at most 50 tags.');
      return {};
    },
  },
  RemoveTags: {
    access: 'write',
    needs,
    run: (call) => {
      const { tags } = tagged(call);
      for (const key of tagsIn(list(call.input, 'TagsList', 200)).keys()) tags.delete(key);
      return {};
    },
  },
  ListTags: {
    access: 'read',
    needs: (call) => arns(call).map((resource) => ({ action: 'cloudtrail:ListTags', resource })),
    run: listTags,
  },
};
