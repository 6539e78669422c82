import accessPoints from './access-points.ts';
import article from './article.ts';
import buckets from './buckets.ts';
import type { World } from './build.ts';
import conditions from './conditions.ts';
import exemptions from './exemptions.ts';
import found from './found.ts';
import foundValues from './found-values.ts';
import locksAndKeys from './locks-and-keys.ts';
import organizations from './organizations.ts';
import tree from './tree.ts';
import unread from './unread.ts';

export const worlds: readonly World[] = [
  ...article,
  ...tree,
  ...exemptions,
  ...conditions,
  ...buckets,
  ...accessPoints,
  ...locksAndKeys,
  ...organizations,
  ...found,
  ...foundValues,
  ...unread,
];
