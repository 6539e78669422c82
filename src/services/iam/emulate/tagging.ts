import type { Call, Operation } from '../../../sandbox/emulation.ts';
import type { PrincipalState } from '../../../sandbox/world.ts';
import { limitExceeded } from './errors.ts';
import { listing, tagKeys, tags } from './input.ts';
import { type Kind, mustFind, mustFindModifiable, needOn, requestTagContext } from './kinds.ts';
import { QUOTA } from './quotas.ts';
import { tagShapes } from './shapes.ts';

/** Tag keys are unique without regard to case. https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagRole.html */
export function taggingOperations<State extends PrincipalState>(
  kind: Kind<State>,
): Readonly<Record<string, Operation>> {
  function tag(call: Call): void {
    const principal = mustFindModifiable(kind, call);
    const merged = new Map(principal.tags);
    for (const [key, value] of tags(call)) {
      remove(merged, key);
      merged.set(key, value);
    }
    if (merged.size > QUOTA.tags) throw limitExceeded(`TagsPer${kind.noun}`, QUOTA.tags);
    principal.tags.clear();
    for (const [key, value] of merged) principal.tags.set(key, value);
  }

  function untag(call: Call): void {
    const principal = mustFindModifiable(kind, call);
    for (const key of tagKeys(call)) remove(principal.tags, key);
  }

  function remove(existing: Map<string, string>, key: string): void {
    for (const known of [...existing.keys()]) {
      if (known.toLowerCase() === key.toLowerCase()) existing.delete(known);
    }
  }

  return {
    [`Tag${kind.noun}`]: {
      access: 'write',
      needs: (call) => [needOn(kind, call, requestTagContext(tags(call)))],
      run: tag,
    },
    [`Untag${kind.noun}`]: {
      access: 'write',
      needs: (call) => [needOn(kind, call, { 'aws:TagKeys': tagKeys(call) })],
      run: untag,
    },
    [`List${kind.noun}Tags`]: {
      access: 'read',
      needs: (call) => [needOn(kind, call)],
      run: (call) => listing(call, 'Tags', tagShapes(mustFind(kind, call).tags), (pair) => pair.Key),
    },
  };
}
