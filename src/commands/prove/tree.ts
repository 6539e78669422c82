import type { Snapshot } from '../../model/snapshot.ts';

/** The organization's tree, to look things up in. */
export interface Tree {
  /** The root, the units below it and the account, by the account's id. */
  readonly pathTo: (accountId: string) => readonly string[];
  /** Of what a Finding's target names, the account that owns it, where the Snapshot tells. */
  readonly ownerOf: (target: string) => string | undefined;
}

export function treeOf({ organization, organizationalUnits, accounts, logBuckets }: Snapshot): Tree {
  const parents = new Map([
    ...organizationalUnits.map(({ id, parentId }) => [id, parentId] as const),
    ...accounts.map(({ id, parentId }) => [id, parentId] as const),
  ]);
  const buckets = new Map(logBuckets.map(({ arn, accountId }) => [arn, accountId]));
  return {
    pathTo: (accountId) => {
      const path: string[] = [];
      for (let at: string | undefined = accountId; at !== undefined; at = parents.get(at)) path.unshift(at);
      return path;
    },
    ownerOf: (target) => {
      const [, , service, , account = '', rest = ''] = target.split(':');
      if (service === 's3' && account === '') return buckets.get(target.split('/')[0] ?? '');
      if (service === 'organizations') {
        const id = rest.split('/').at(-1) ?? '';
        return rest.startsWith('account/') ? id : organization.managementAccountId;
      }
      return /^\d{12}$/.test(account) ? account : undefined;
    },
  };
}
