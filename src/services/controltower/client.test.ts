import { afterEach, expect, test, vi } from 'vitest';
import type { AwsAccess } from '../../aws/access.ts';
import { controltowerClient, ListLandingZonesCommand } from './client.ts';

afterEach(() => vi.unstubAllEnvs());

const access = (region: string): AwsAccess => ({
  partition: 'aws',
  region,
  sandbox: false,
  mode: 'read',
  credentials: async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' }),
  caller: { arn: '', accountId: '' },
  run: { id: 'a', userAgent: 'indelible/0 run/a' },
});

interface Sent {
  readonly hostname: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What would be sent, as it stands when it is signed. */
async function sent(of: AwsAccess): Promise<Sent> {
  const client = controltowerClient(of);
  let request: Sent | undefined;
  client.middlewareStack.add(
    () => async (args) => {
      request = args.request as Sent;
      throw Object.assign(new Error('not sent'), { $retryable: undefined });
    },
    { step: 'finalizeRequest', priority: 'low', name: 'notSent' },
  );
  await expect(client.send(new ListLandingZonesCommand({}))).rejects.toThrow('not sent');
  if (request === undefined) throw new Error('nothing was to be sent');
  return request;
}

test.each([
  ['us-east-1', '', 'controltower.us-east-1.amazonaws.com'],
  ['us-east-1', 'AWS_USE_FIPS_ENDPOINT', 'controltower-fips.us-east-1.amazonaws.com'],
  ['eu-west-1', 'AWS_USE_DUALSTACK_ENDPOINT', 'controltower.eu-west-1.api.aws'],
  ['us-gov-west-1', '', 'controltower.us-gov-west-1.amazonaws.com'],
  ['cn-north-1', '', 'controltower.cn-north-1.amazonaws.com.cn'],
  ['eusc-de-east-1', '', 'controltower.eusc-de-east-1.amazonaws.eu'],
])('in %s, with %s, it asks %s', async (region, setting, hostname) => {
  if (setting !== '') vi.stubEnv(setting, 'true');
  const request = await sent(access(region));
  expect(request).toMatchObject({ hostname, path: '/list-landingzones' });
  expect(request.headers.authorization).toContain(`/${region}/controltower/aws4_request`);
  expect(request.headers['user-agent']).toContain('api/controltower');
});

test('an endpoint that was named is asked as it is', async () => {
  const request = await sent({ ...access('us-east-1'), endpoint: 'https://securitylake.example' });
  expect(request.hostname).toBe('securitylake.example');
});

test('calls are counted under the service’s own name', async () => {
  const calls: object[] = [];
  const run = { id: 'a', userAgent: 'indelible/0', onCall: (call: object) => calls.push(call) };
  await sent({ ...access('us-east-1'), run });
  expect(calls).toEqual([{ service: 'ControlTower', operation: 'ListLandingZones' }]);
});
