import type { Account } from '../../model/snapshot.ts';
import type { Step } from '../../model/technique.ts';
import { partitionOf } from './partition.ts';

/** Done in the console: AWS has no public operation with which an account closes itself. */
export const closeAccount = ({ id, arn }: Account): Step => ({
  operation: 'account:CloseAccount',
  event: 'CloseAccount',
  needs: [{ action: 'account:CloseAccount', resource: `arn:${partitionOf(arn)}:account::${id}:account` }],
  input: {},
  as: { kind: 'root', accountId: id },
});
