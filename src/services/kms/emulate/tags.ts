import type { Context } from '../../../model/policy.ts';
import type { Tags } from '../../../model/snapshot.ts';
import type { Call, Operation } from '../../../sandbox/emulation.ts';
import { isRecord, list, text } from '../../../sandbox/input.ts';
import { invalidTag, limitExceeded } from './errors.ts';
import { keptKeyOf, replace } from './key-of.ts';
import { onKey } from './needs.ts';

const MOST = 50;

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_Tag.html */
function tagsIn({ input }: Call): Tags {
  const tags = list(input, 'Tags').map((tag): [string, string] => {
    if (!isRecord(tag)) throw invalidTag('A tag is a key and a value.');
    const key = text(tag, 'TagKey', { max: 128 });
    if (key === '' || key.toLowerCase().startsWith('aws:')) throw invalidTag(`Invalid tag key ${key}`);
    return [key, text(tag, 'TagValue', { max: 256 })];
  });
  if (new Set(tags.map(([key]) => key)).size < tags.length) throw invalidTag('Duplicate tag keys.');
  return Object.fromEntries(tags);
}

const tagKeysIn = ({ input }: Call): readonly string[] =>
  list(input, 'TagKeys').map((TagKey) => text({ TagKey }, 'TagKey', { max: 128 }));

function requestTags(call: Call): Context {
  const tags = Object.entries(tagsIn(call));
  return {
    ...Object.fromEntries(tags.map(([key, value]) => [`aws:RequestTag/${key}`, value])),
    'aws:TagKeys': tags.map(([key]) => key),
  };
}

function tagResource(call: Call): void {
  const key = keptKeyOf(call);
  const tags = { ...key.tags, ...tagsIn(call) };
  if (Object.keys(tags).length > MOST) throw limitExceeded('A key has at most 50 tags.');
  replace(call, { ...key, tags });
}

function untagResource(call: Call): void {
  const key = keptKeyOf(call);
  const gone = new Set(tagKeysIn(call));
  const tags = Object.entries(key.tags ?? {}).filter(([name]) => !gone.has(name));
  replace(call, { ...key, tags: Object.fromEntries(tags) });
}

export const tagOperations: Readonly<Record<string, Operation>> = {
  TagResource: { access: 'write', needs: onKey(requestTags), run: tagResource },
  UntagResource: {
    access: 'write',
    needs: onKey((call) => ({ 'aws:TagKeys': tagKeysIn(call) })),
    run: untagResource,
  },
};
