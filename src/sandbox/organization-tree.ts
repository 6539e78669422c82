import type { World } from './world.ts';

/** The organization's targets above an account, root first, the account last; `undefined` outside the organization. */
export function levelsAbove(world: World, accountId: string): readonly string[] | undefined {
  let parent = world.accounts.get(accountId)?.parentId;
  if (parent === undefined) return undefined;
  const levels = [accountId];
  while (parent !== undefined) {
    levels.unshift(parent);
    parent = world.organization.units.get(parent)?.parentId;
  }
  return levels;
}

/** `o-…/r-…/ou-…/`: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgpaths */
export function organizationPath(world: World, accountId: string): string | undefined {
  const levels = levelsAbove(world, accountId);
  return levels && `${[world.organization.id, ...levels.slice(0, -1)].join('/')}/`;
}
