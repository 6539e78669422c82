import type { Delivery } from '../../model/snapshot.ts';
import type { Trouble } from '../../model/trouble.ts';

const DELIVERED: Readonly<Record<Delivery, string>> = {
  logFiles: 'log files into its bucket',
  digestFiles: 'digest files into its bucket',
  logGroup: 'events into its log group',
  topic: 'notices to its topic',
};

/** What is the matter already, and what mends it. */
export const trouble = {
  title: 'ALREADY BROKEN, WITH NO ATTACK',
  describe: (it: Trouble): string => {
    switch (it.kind) {
      case 'not-logging':
        return `${it.trail} is stopped and records nothing. To start it: aws cloudtrail start-logging --name ${it.trail}`;
      case 'not-delivered':
        return `${it.trail} could not deliver ${DELIVERED[it.delivery]} at its last attempt: ${it.code}.`;
      case 'no-bucket':
        return `${it.trail} writes into ${it.bucket}, which was not found: whoever creates a bucket of that name may receive the logs.`;
      case 'key-disabled':
        return `${it.key} is disabled: nothing is encrypted or read with it. To enable it: aws kms enable-key --key-id ${it.key}`;
      case 'key-deleted':
        return `${it.key} is deleted on ${it.on}; then nothing that it encrypted can ever be read. To keep it: aws kms cancel-key-deletion --key-id ${it.key}`;
    }
  },
};
