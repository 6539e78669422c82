import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { list, optionalText } from '../../../sandbox/input.ts';
import { page } from '../../../sandbox/pages.ts';
import { constraint, invalidInput, notEmulated, targetNotFound } from './errors.ts';
import { id, tags } from './input.ts';
import { arnOf, byAdministrators, byManagement, need, policyContext, tagContext } from './needs.ts';

/** Policies alone bear tags in the sandbox; of everything else the World remembers none. */
function tagsOf(call: Call): Map<string, string> | undefined {
  const { organization, accounts } = call.world;
  const resource = id(call, 'ResourceId', 'taggable');
  const policy = organization.policies.get(resource);
  if (policy) return policy.tags;
  const member = accounts.get(resource)?.parentId !== undefined;
  if (member || resource === organization.root.id || organization.units.has(resource)) return undefined;
  throw targetNotFound();
}

function writable(call: Call): Map<string, string> {
  const existing = tagsOf(call);
  if (!existing) throw notEmulated('tags of roots, organizational units and accounts');
  return existing;
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_TagResource.html */
function tagResource(call: Call): void {
  const existing = writable(call);
  const added = tags(call);
  if (new Set([...existing.keys(), ...added.keys()]).size > 50) {
    throw constraint(
      'MAX_TAG_LIMIT_EXCEEDED',
      'You have exceeded the number of tags allowed on this resource.',
    );
  }
  for (const [key, value] of added) existing.set(key, value);
}

function untagResource(call: Call): void {
  const existing = writable(call);
  for (const key of tagKeys(call)) existing.delete(key);
}

function tagKeys({ input }: Call): readonly string[] {
  return list(input, 'TagKeys').map((key) => {
    if (typeof key !== 'string')
      throw invalidInput('INVALID_LIST_MEMBER', 'You specified an invalid list member.');
    return key;
  });
}

/** This listing has no MaxResults. https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListTagsForResource.html */
function listTags(call: Call) {
  const all = [...(tagsOf(call) ?? [])].map(([Key, Value]) => ({ Key, Value }));
  const token = optionalText(call.input, 'NextToken', { max: 100_000 });
  const part = page(all, (tag) => tag.Key, { token, size: 50 });
  if (!part) throw invalidInput('INVALID_NEXT_TOKEN', 'You specified an invalid value for nextToken.');
  return { Tags: part.items };
}

const onResource = (call: Call, context = {}) => {
  const resource = id(call, 'ResourceId', 'taggable');
  return [need(call, arnOf(call.world, resource), { ...policyContext(call.world, resource), ...context })];
};

export const tagOperations: Readonly<Record<string, Operation>> = {
  TagResource: {
    access: 'write',
    needs: (call) => onResource(call, tagContext('RequestTag', tags(call))),
    run: byManagement(tagResource),
  },
  UntagResource: {
    access: 'write',
    needs: (call) => onResource(call, { 'aws:TagKeys': tagKeys(call) }),
    run: byManagement(untagResource),
  },
  ListTagsForResource: { access: 'read', needs: (call) => onResource(call), run: byAdministrators(listTags) },
};
