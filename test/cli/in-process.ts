import type { AwsAccess } from '../../src/aws/access.ts';
import { connect } from '../../src/aws/connect.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/start.ts';
import type { WorldFile } from '../../src/sandbox/world-file.ts';
import { emulations } from '../../src/services/emulations.ts';

/** A sandbox in this process, so that a test can look into its World. */
export const begin = (world?: WorldFile): Promise<Sandbox> =>
  startSandbox({ emulations, ...(world === undefined ? {} : { world }) });

export async function accessTo(
  sandbox: Sandbox,
  account: string,
  principal: string,
  mode: AwsAccess['mode'],
): Promise<AwsAccess> {
  const credentials = sandbox.accounts
    .find(({ name }) => name === account)
    ?.principals.find(({ arn }) => arn.endsWith(`:${principal}`));
  if (credentials === undefined) throw new Error(`the world has no ${account} ${principal}`);
  return connect({
    mode,
    run: { id: '0123456789ab', userAgent: 'indelible/0 run/0123456789ab' },
    environment: {
      HOME: '/nonexistent',
      AWS_ENDPOINT_URL: sandbox.endpoint,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
  });
}
