import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { connect } from './connect.ts';
import { readProfile } from './profile.ts';
import { isSandbox } from './sandbox.ts';

const run = { id: 'abc', userAgent: 'indelible/0 run/abc' };
const keys = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', HOME: '/nonexistent' };

async function serving<T>(
  answer: (path: string) => { status?: number; headers?: Record<string, string>; body: string },
  use: (endpoint: string, userAgents: readonly string[]) => Promise<T>,
): Promise<T> {
  const userAgents: string[] = [];
  const server = createServer((request, response) => {
    userAgents.push(request.headers['user-agent'] ?? '');
    const { status = 200, headers = {}, body } = answer(request.url ?? '');
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, userAgents);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const IDENTITY = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Arn>arn:aws-us-gov:iam::111111111111:user/Admin</Arn><UserId>AIDA</UserId><Account>111111111111</Account>
</GetCallerIdentityResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetCallerIdentityResponse>`;
const xml = { 'content-type': 'text/xml', 'x-amzn-requestid': 'r' };

test('an endpoint that answers as AWS does and not as the sandbox is not the sandbox', async () => {
  await serving(
    () => ({ headers: xml, body: IDENTITY }),
    async (endpoint, userAgents) => {
      const access = await connect({
        mode: 'read',
        run,
        environment: { ...keys, AWS_ENDPOINT_URL: endpoint },
      });
      expect(access).toMatchObject({
        endpoint,
        sandbox: false,
        partition: 'aws-us-gov',
        region: 'us-east-1',
        caller: { arn: 'arn:aws-us-gov:iam::111111111111:user/Admin', accountId: '111111111111' },
      });
      expect(userAgents.at(-1)).toContain('indelible/0 run/abc');
    },
  );
});

test('the sandbox is known by its own answer, and only on loopback', async () => {
  const answer = { body: '{"schema":"indelible/sandbox@1"}' };
  await serving(
    () => answer,
    async (endpoint) => {
      expect(await isSandbox(endpoint)).toBe(true);
      expect(await isSandbox(endpoint.replace('127.0.0.1', 'localhost'))).toBe(true);
      // The same server by names that an attacker could point anywhere later.
      expect(await isSandbox(endpoint.replace('127.0.0.1', '0.0.0.0'))).toBe(false);
      expect(await isSandbox(endpoint.replace('127.0.0.1', '127.0.0.1.example.com'))).toBe(false);
    },
  );
  await serving(
    () => ({ body: '{"schema":"other"}' }),
    async (endpoint) => expect(await isSandbox(endpoint)).toBe(false),
  );
  await serving(
    () => ({ status: 302, headers: { location: 'https://aws.amazon.com/' }, body: '' }),
    async (endpoint) => expect(await isSandbox(endpoint)).toBe(false),
  );
  await serving(
    () => ({ status: 500, ...answer }),
    async (endpoint) => expect(await isSandbox(endpoint)).toBe(false),
  );
});

test.each([
  [{ AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:1' }, 'endpoint-divided'],
  [{ AWS_ENDPOINT_URL: '127.0.0.1:4566' }, 'endpoint-invalid'],
  [{ AWS_ENDPOINT_URL: 'ftp://x' }, 'endpoint-invalid'],
])('refuses %j', async (environment, reason) => {
  await expect(
    connect({ mode: 'read', run, environment: { ...keys, ...environment } }),
  ).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    reason,
  });
});

test('says what is wrong with credentials and endpoints', async () => {
  await serving(
    () => ({
      status: 403,
      headers: xml,
      body: '<ErrorResponse><Error><Type>Sender</Type><Code>InvalidClientTokenId</Code><Message>no</Message></Error></ErrorResponse>',
    }),
    (endpoint) =>
      expect(
        connect({ mode: 'read', run, environment: { ...keys, AWS_ENDPOINT_URL: endpoint } }),
      ).rejects.toMatchObject({ code: 'CONFIG_INVALID', reason: 'credentials-rejected' }),
  );
  const { HOME } = keys;
  const nobody = { HOME, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' };
  await expect(connect({ mode: 'read', run, environment: { ...keys, ...nobody } })).rejects.toMatchObject({
    code: 'AWS_FAILED',
    reason: 'aws-unreachable',
    parameters: { endpoint: 'http://127.0.0.1:9' },
  });
});

test('reads endpoint, Region and services of a profile', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'indelible-'));
  const environment = {
    AWS_CONFIG_FILE: join(directory, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(directory, 'credentials'),
  };
  await writeFile(
    environment.AWS_CONFIG_FILE,
    [
      '[default]',
      'region = eu-west-1',
      '# comment',
      '[profile  local]',
      'endpoint_url = http://127.0.0.1:4566',
      'services = mine',
      's3 =',
      '  endpoint_url = http://nested.example',
      '[services mine]',
      's3 =',
      '  endpoint_url = http://127.0.0.1:9000',
    ].join('\n'),
  );
  await writeFile(environment.AWS_SHARED_CREDENTIALS_FILE, '[local]\nregion = eu-central-1\n');
  expect(await readProfile('default', environment)).toEqual({
    region: 'eu-west-1',
    servicesHaveEndpoints: false,
  });
  expect(await readProfile('local', environment)).toEqual({
    region: 'eu-central-1',
    endpointUrl: 'http://127.0.0.1:4566',
    servicesHaveEndpoints: true,
  });
  expect(await readProfile('none', environment)).toEqual({ servicesHaveEndpoints: false });
  expect(await readProfile('none', { HOME: '/nonexistent' })).toEqual({ servicesHaveEndpoints: false });
});

test('a profile of IAM Identity Center whose sign-in is missing or has expired names the command that renews it', async () => {
  const home = await mkdtemp(join(tmpdir(), 'indelible-'));
  const cache = join(home, '.aws/sso/cache');
  await mkdir(cache, { recursive: true });
  await writeFile(
    join(home, '.aws/config'),
    [
      '[profile audit]',
      'sso_session = corp',
      'sso_account_id = 111111111111',
      'sso_role_name = Audit',
      '[profile old one]',
      'sso_start_url = https://example.awsapps.com/start',
      'sso_region = us-east-1',
      'sso_account_id = 111111111111',
      'sso_role_name = Audit',
      '[sso-session corp]',
      'sso_start_url = https://example.awsapps.com/start',
      'sso_region = us-east-1',
    ].join('\n'),
  );
  for (const name of ['HOME', 'AWS_PROFILE', 'AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE'])
    vi.stubEnv(name, name === 'HOME' ? home : undefined);
  try {
    const expectLogin = (profile: string, login: string) =>
      expect(
        connect({
          mode: 'read',
          run,
          profile,
          environment: { HOME: home, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' },
        }),
      ).rejects.toMatchObject({ code: 'CONFIG_INVALID', reason: 'login-expired', parameters: { login } });
    await expectLogin('audit', 'aws sso login --profile audit');
    await expectLogin('old one', "aws sso login --profile 'old one'");
    const expired = { accessToken: 'a', expiresAt: '2020-01-01T00:00:00Z' };
    for (const key of ['corp', 'https://example.awsapps.com/start']) {
      const file = `${createHash('sha1').update(key).digest('hex')}.json`;
      await writeFile(join(cache, file), JSON.stringify(expired));
    }
    await expectLogin('audit', 'aws sso login --profile audit');
    await expectLogin('old one', "aws sso login --profile 'old one'");
  } finally {
    vi.unstubAllEnvs();
  }
});

test('an expired session token is said to have expired', async () => {
  await serving(
    () => ({
      status: 403,
      headers: xml,
      body: '<ErrorResponse><Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>no</Message></Error></ErrorResponse>',
    }),
    (endpoint) =>
      expect(
        connect({ mode: 'read', run, environment: { ...keys, AWS_ENDPOINT_URL: endpoint } }),
      ).rejects.toMatchObject({ code: 'CONFIG_INVALID', reason: 'credentials-expired' }),
  );
});
