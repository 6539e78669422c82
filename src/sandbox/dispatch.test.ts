import { Readable } from 'node:stream';
import { CloudTrailClient, DescribeTrailsCommand, ListTrailsCommand } from '@aws-sdk/client-cloudtrail';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AwsError } from './aws-error.ts';
import { defaultWorld } from './default-world.ts';
import type { Emulation, Protocol } from './emulation.ts';
import { jsonProtocol } from './protocols/json.ts';
import { queryProtocol } from './protocols/query.ts';
import { compactTime } from './signature-claim.ts';
import { ALGORITHM, canonicalRequest, sha256, sign, signingKey, stringToSign } from './signing.ts';
import { type Sandbox, startSandbox } from './start.ts';
import type { Identity } from './world.ts';
import { element } from './xml.ts';

const stored = new Map<string, { body: Uint8Array; headers: Readonly<Record<string, string>> }>();

const s3Protocol: Protocol = {
  read: (request) => ({
    operation: request.method === 'PUT' ? 'PutObject' : 'GetObject',
    input: { key: request.path, headers: request.headers },
  }),
  write: (_operation, output) => ({ status: 200, headers: {}, body: output as Uint8Array }),
  writeError: (error) => ({
    status: error.status,
    headers: { 'content-type': 'application/xml' },
    body: element('Error', { Code: error.code, Message: error.message, ...error.details }),
  }),
};

const onBucket = (action: string) => () => [
  { action, resource: 'arn:aws:s3:::b/k', resourceAccount: '222222222222' },
];

const s3: Emulation = {
  service: 's3',
  protocol: s3Protocol,
  accessDeniedCode: 'AccessDenied',
  operations: {
    PutObject: {
      access: 'write',
      category: 'Data',
      needs: onBucket('s3:PutObject'),
      run: ({ input, body }) => {
        stored.set(String(input.key), { body, headers: input.headers as Record<string, string> });
        return Buffer.alloc(0);
      },
    },
    GetObject: {
      access: 'read',
      category: 'Data',
      needs: onBucket('s3:GetObject'),
      run: ({ input }) => {
        const found = stored.get(String(input.key));
        if (!found) throw new AwsError('NoSuchKey', 404, 'The specified key does not exist.');
        return found.body;
      },
    },
  },
};

const sts: Emulation = {
  service: 'sts',
  protocol: queryProtocol({ namespace: 'https://sts.amazonaws.com/doc/2011-06-15/', version: '2011-06-15' }),
  accessDeniedCode: 'AccessDenied',
  operations: {
    GetCallerIdentity: {
      access: 'read',
      needs: () => [],
      run: ({ caller }) => ({ Arn: caller.arn, UserId: caller.userId, Account: caller.accountId }),
    },
  },
};

const cloudtrail: Emulation = {
  service: 'cloudtrail',
  protocol: jsonProtocol({ targets: ['CloudTrail_20131101'] }),
  accessDeniedCode: 'AccessDeniedException',
  operations: {
    DescribeTrails: {
      access: 'read',
      needs: () => [{ action: 'cloudtrail:DescribeTrails', resource: '*' }],
      run: () => ({ trailList: [] }),
    },
    ListTrails: { access: 'read', needs: () => [{ action: 'cloudtrail:ListTrails', resource: '*' }] },
  },
};

let sandbox: Sandbox;
type Keys = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

beforeAll(async () => {
  sandbox = await startSandbox({ world: defaultWorld, emulations: [s3, sts, cloudtrail] });
});
afterAll(() => sandbox.close());

function keysOf(arn: string): Keys {
  const found = sandbox.accounts
    .flatMap(({ principals }) => principals)
    .find((principal) => principal.arn === arn);
  if (!found) throw new Error(`no ${arn}`);
  return { accessKeyId: found.accessKeyId, secretAccessKey: found.secretAccessKey };
}

const ADMIN = 'arn:aws:iam::222222222222:user/Admin';
const admin = () => keysOf(ADMIN);

const config = (credentials: Keys) => ({
  endpoint: sandbox.endpoint,
  region: 'us-east-1',
  credentials,
  maxAttempts: 1,
});

const whoami = (credentials: Keys, clock = 0) =>
  new STSClient({ ...config(credentials), systemClockOffset: clock }).send(new GetCallerIdentityCommand());
const trails = (credentials: Keys, clock = 0) =>
  new CloudTrailClient({ ...config(credentials), systemClockOffset: clock }).send(
    new DescribeTrailsCommand(),
  );
const put = (credentials: Keys, clock = 0) =>
  new S3Client({ ...config(credentials), systemClockOffset: clock }).send(
    new PutObjectCommand({ Bucket: 'b', Key: 'k', Body: 'body' }),
  );

function session(
  identity: Partial<Identity & { type: 'session' }> = {},
  expiresAt = new Date(Date.now() + 3_600_000),
): Keys {
  const role = sandbox.world.accounts.get('222222222222')?.roles.get('admin');
  if (!role) throw new Error('no role');
  const keys = { accessKeyId: `ASIA${Math.random()}`, secretAccessKey: 'secret', sessionToken: 'token' };
  sandbox.world.credentials.set(keys.accessKeyId, {
    ...keys,
    createdAt: new Date(),
    expiresAt,
    status: 'Active',
    identity: {
      type: 'session',
      accountId: '222222222222',
      roleArn: role.arn,
      roleName: role.name,
      roleId: role.id,
      sessionName: 's',
      tags: {},
      issuedAt: new Date(),
      ...identity,
    },
  });
  return keys;
}

describe('signatures over HTTP', () => {
  it('lets the SDK in', async () => {
    expect(await whoami(admin())).toMatchObject({ Arn: ADMIN, Account: '222222222222' });
    expect(await whoami(keysOf('arn:aws:iam::222222222222:root'))).toMatchObject({ UserId: '222222222222' });
    expect(await trails(admin())).toMatchObject({ trailList: [] });
    await expect(put(admin())).resolves.toBeDefined();
    expect(await whoami(session())).toMatchObject({ Arn: 'arn:aws:sts::222222222222:assumed-role/Admin/s' });
  });

  const refusals = [
    [
      'a wrong secret',
      () => ({ ...admin(), secretAccessKey: 'wrong' }),
      'SignatureDoesNotMatch',
      'InvalidSignatureException',
      'SignatureDoesNotMatch',
    ],
    [
      'an unknown key',
      () => ({ ...admin(), accessKeyId: 'AKIAUNKNOWN' }),
      'InvalidClientTokenId',
      'UnrecognizedClientException',
      'InvalidAccessKeyId',
    ],
    [
      'a token where none belongs',
      () => ({ ...admin(), sessionToken: 'x' }),
      'InvalidClientTokenId',
      'UnrecognizedClientException',
      'InvalidToken',
    ],
    [
      'a wrong token',
      () => ({ ...session(), sessionToken: 'x' }),
      'InvalidClientTokenId',
      'UnrecognizedClientException',
      'InvalidToken',
    ],
    [
      'a session without its token',
      () => ({ accessKeyId: session().accessKeyId, secretAccessKey: 'secret' }),
      'InvalidClientTokenId',
      'UnrecognizedClientException',
      'InvalidAccessKeyId',
    ],
    [
      'a session that has ended',
      () => session({}, new Date(Date.now() - 1000)),
      'ExpiredToken',
      'ExpiredTokenException',
      'ExpiredToken',
    ],
  ] as const;

  it.each(refusals)('refuses %s', async (_what, credentials, query, json, s3Code) => {
    await expect(whoami(credentials())).rejects.toMatchObject({ name: query });
    await expect(trails(credentials())).rejects.toMatchObject({ name: json });
    await expect(put(credentials())).rejects.toMatchObject({ name: s3Code });
  });

  it.each([16, -16])('refuses a clock %i minutes off', async (minutes) => {
    const offset = minutes * 60_000;
    const words = minutes < 0 ? /^Signature expired: / : /^Signature not yet current: /;
    await expect(whoami(admin(), offset)).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
      message: expect.stringMatching(words),
    });
    await expect(trails(admin(), offset)).rejects.toMatchObject({
      name: 'InvalidSignatureException',
      message: expect.stringMatching(words),
    });
    await expect(put(admin(), offset)).rejects.toMatchObject({ name: 'RequestTimeTooSkewed' });
  });

  it('accepts a clock 14 minutes off, whatever the time of the World', async () => {
    await expect(whoami(admin(), 14 * 60_000)).resolves.toBeDefined();
    await expect(whoami(admin(), -14 * 60_000)).resolves.toBeDefined();
  });

  it('refuses an inactive key', async () => {
    const keys = admin();
    const credential = sandbox.world.credentials.get(keys.accessKeyId);
    if (!credential) throw new Error('no credential');
    credential.status = 'Inactive';
    await expect(whoami(keys)).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
    credential.status = 'Active';
  });

  it('ends sessions by the time of the World', async () => {
    const other = await startSandbox({ world: defaultWorld, emulations: [sts] });
    const session = { accessKeyId: 'ASIAX', secretAccessKey: 's', sessionToken: 't' };
    other.world.credentials.set('ASIAX', {
      ...session,
      createdAt: new Date(),
      expiresAt: new Date(Date.now() + 3_600_000),
      status: 'Active',
      identity: { type: 'root', accountId: '222222222222' },
    });
    const ask = () =>
      new STSClient({
        endpoint: other.endpoint,
        region: 'us-east-1',
        credentials: session,
        maxAttempts: 1,
      }).send(new GetCallerIdentityCommand());
    await expect(ask()).resolves.toBeDefined();
    other.advance(3_600_001);
    await expect(ask()).rejects.toMatchObject({ name: 'ExpiredToken' });
    await other.close();
  });
});

/** Signs by hand what no SDK would send. */
function signed(of: {
  method?: string;
  path: string;
  query?: string;
  body?: string;
  headers?: Record<string, string>;
  service?: string;
}) {
  const { accessKeyId, secretAccessKey } = admin();
  const timestamp = compactTime(new Date());
  const scope = { date: timestamp.slice(0, 8), region: 'us-east-1', service: of.service ?? 's3' };
  const body = of.body ?? '';
  const headers: Record<string, string> = {
    host: new URL(sandbox.endpoint).host,
    'x-amz-date': timestamp,
    ...(scope.service === 's3' ? { 'x-amz-content-sha256': sha256(body) } : {}),
    ...of.headers,
  };
  const names = Object.keys(headers).sort();
  const request = {
    method: of.method ?? 'PUT',
    path: of.path,
    rawQuery: of.query ?? '',
    headers,
    body: Buffer.from(body),
    sourceIp: '',
  };
  const payload = headers['x-amz-content-sha256'] ?? sha256(body);
  const text = stringToSign(
    ALGORITHM,
    timestamp,
    scope,
    sha256(canonicalRequest(request, scope.service, names, payload)),
  );
  const credential = `${accessKeyId}/${scope.date}/us-east-1/${scope.service}/aws4_request`;
  const signature = sign(signingKey(secretAccessKey, scope), text);
  return {
    headers,
    signature,
    authorization: `${ALGORITHM} Credential=${credential}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  };
}

async function send(
  path: string,
  init: RequestInit,
): Promise<{ status: number; code: string | undefined; text: string }> {
  const { host: _host, ...headers } = (init.headers ?? {}) as Record<string, string>;
  const response = await fetch(`${sandbox.endpoint}${path}`, { ...init, headers });
  const text = await response.text();
  const code = /<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? /"__type":"(\w+)"/.exec(text)?.[1];
  return { status: response.status, code, text };
}

describe('requests that were tampered with', () => {
  const sendSigned = (change: { body?: string; path?: string; headers?: Record<string, string> }) => {
    const { headers, authorization } = signed({ path: '/b/k', body: 'body' });
    return send(change.path ?? '/b/k', {
      method: 'PUT',
      headers: { ...headers, authorization, ...change.headers },
      body: change.body ?? 'body',
    });
  };

  it('accepts what was not altered', async () => {
    expect(await sendSigned({})).toMatchObject({ status: 200 });
  });

  it.each([
    ['the body', { body: 'b0dy' }, 'XAmzContentSHA256Mismatch', 400],
    ['the path', { path: '/b/other' }, 'SignatureDoesNotMatch', 403],
    ['the query', { path: '/b/k?acl' }, 'SignatureDoesNotMatch', 403],
    [
      'a signed header',
      { headers: { 'x-amz-content-sha256': sha256('b0dy') }, body: 'b0dy' },
      'SignatureDoesNotMatch',
      403,
    ],
    ['the headers by one more', { headers: { 'x-amz-acl': 'public-read' } }, 'AccessDenied', 403],
  ])('refuses %s altered', async (_what, change, code, status) => {
    expect(await sendSigned(change)).toMatchObject({ code, status });
  });

  it('refuses an altered body of a query service', async () => {
    const body = 'Action=GetCallerIdentity&Version=2011-06-15';
    const { headers, authorization } = signed({
      method: 'POST',
      path: '/',
      body,
      service: 'sts',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    const ask = (text: string) =>
      send('/', { method: 'POST', headers: { ...headers, authorization }, body: text });
    expect(await ask(body)).toMatchObject({ status: 200 });
    expect(await ask(`${body}&A=1`)).toMatchObject({ code: 'SignatureDoesNotMatch', status: 403 });
  });

  it.each([
    ['crc32', 'AAAAAA==', 'BadDigest'],
    ['crc32c', 'AAAAAA==', 'BadDigest'],
    ['crc64nvme', 'AAAAAAAAAAA=', 'BadDigest'],
    ['sha1', Buffer.alloc(20).toString('base64'), 'BadDigest'],
    ['sha256', 'short', 'InvalidRequest'],
  ])('refuses a wrong %s', async (algorithm, value, code) => {
    const { headers, authorization } = signed({
      path: '/b/k',
      body: 'body',
      headers: { [`x-amz-checksum-${algorithm}`]: value },
    });
    const answer = await send('/b/k', {
      method: 'PUT',
      headers: { ...headers, authorization },
      body: 'body',
    });
    expect(answer).toMatchObject({ code, status: 400 });
  });

  it.each([
    ['another mechanism', 'AWS AKIA:abc', 'InvalidRequest'],
    ['SigV4A', 'AWS4-ECDSA-P256-SHA256 Credential=a', 'InvalidRequest'],
    ['nothing', '', 'InvalidRequest'],
    ['no credential', `${ALGORITHM} SignedHeaders=host, Signature=a`, 'AuthorizationHeaderMalformed'],
    [
      'a short credential',
      `${ALGORITHM} Credential=a/b, SignedHeaders=host, Signature=a`,
      'AuthorizationHeaderMalformed',
    ],
    ['only the name', ALGORITHM, 'AuthorizationHeaderMalformed'],
  ])('refuses an Authorization with %s', async (_what, authorization, code) => {
    const headers = { 'x-amz-date': compactTime(new Date()), authorization };
    expect(await send('/b/k', { method: 'GET', headers })).toMatchObject({ code, status: 400 });
  });
});

describe('presigned URLs', () => {
  const presign = (seconds: number, extra = '') => {
    const timestamp = compactTime(new Date());
    const credential = encodeURIComponent(
      `${admin().accessKeyId}/${timestamp.slice(0, 8)}/us-east-1/s3/aws4_request`,
    );
    const query = `X-Amz-Algorithm=${ALGORITHM}&X-Amz-Credential=${credential}&X-Amz-Date=${timestamp}&X-Amz-Expires=${seconds}&X-Amz-SignedHeaders=host${extra}`;
    const scope = { date: timestamp.slice(0, 8), region: 'us-east-1', service: 's3' };
    const host = new URL(sandbox.endpoint).host;
    const request = {
      method: 'GET',
      path: '/b/k',
      rawQuery: query,
      headers: { host },
      body: Buffer.alloc(0),
      sourceIp: '',
    };
    const canonical = canonicalRequest(request, 's3', ['host'], 'UNSIGNED-PAYLOAD');
    const text = stringToSign(ALGORITHM, timestamp, scope, sha256(canonical));
    return `/b/k?${query}&X-Amz-Signature=${sign(signingKey(admin().secretAccessKey, scope), text)}`;
  };

  it('accepts one', async () => {
    await put(admin());
    expect(await send(presign(60), { method: 'GET' })).toMatchObject({ status: 200, text: 'body' });
  });

  it('refuses it altered, used for another method, with another header or out of bounds', async () => {
    expect(await send(`${presign(60)}&versionId=1`, { method: 'GET' })).toMatchObject({
      code: 'SignatureDoesNotMatch',
    });
    expect(await send(presign(60), { method: 'PUT', body: '' })).toMatchObject({
      code: 'SignatureDoesNotMatch',
    });
    expect(await send(presign(60), { method: 'GET', headers: { 'x-amz-acl': 'private' } })).toMatchObject({
      code: 'AccessDenied',
    });
    expect(await send(presign(604_801), { method: 'GET' })).toMatchObject({
      code: 'AuthorizationQueryParametersError',
    });
  });

  it('takes an old signature for no anonymous request', async () => {
    const query = '?AWSAccessKeyId=a&Signature=b&Expires=1';
    expect(await send(`/b/k${query}`, { method: 'GET' })).toMatchObject({ code: 'InvalidRequest' });
  });
});

describe('streamed bodies', () => {
  it('takes them from the SDK, with their checksum', async () => {
    const text = 'streamed'.repeat(10_000);
    const client = new S3Client(config(admin()));
    await client.send(
      new PutObjectCommand({
        Bucket: 'b',
        Key: 'streamed',
        Body: Readable.from([Buffer.from(text)]),
        ContentLength: text.length,
        ChecksumAlgorithm: 'CRC32C',
        ContentEncoding: 'gzip',
      }),
    );
    const object = stored.get('/b/streamed');
    expect(Buffer.from(object?.body ?? []).toString()).toBe(text);
    expect(object?.headers['x-amz-checksum-crc32c']).toMatch(/^.{6}==$/);
    expect(object?.headers['content-encoding']).toBe('gzip');
    const got = await client.send(new GetObjectCommand({ Bucket: 'b', Key: 'streamed' }));
    expect(await got.Body?.transformToString()).toBe(text);
  });

  const stream = (body: string, of: Record<string, string>) => {
    const { headers, authorization } = signed({
      path: '/b/k',
      body,
      headers: { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', ...of },
    });
    return send('/b/k', { method: 'PUT', headers: { ...headers, authorization }, body });
  };
  const good = '4\r\nbody\r\n0\r\nx-amz-checksum-crc32:2Eh5Iw==\r\n\r\n';
  const announced = { 'x-amz-trailer': 'x-amz-checksum-crc32', 'x-amz-decoded-content-length': '4' };

  it.each([
    ['a wrong checksum', good.replace('2Eh5', 'AAAA'), announced, 'BadDigest'],
    ['an unannounced trailer', good, { 'x-amz-decoded-content-length': '4' }, 'MalformedTrailerError'],
    [
      'another header for a trailer',
      good.replace('checksum-crc32', 'acl'),
      { ...announced, 'x-amz-trailer': 'x-amz-acl' },
      'MalformedTrailerError',
    ],
    ['a missing trailer', '4\r\nbody\r\n0\r\n\r\n', announced, 'MalformedTrailerError'],
    ['no decoded length', good, { 'x-amz-trailer': 'x-amz-checksum-crc32' }, 'MissingContentLength'],
    ['another decoded length', good, { ...announced, 'x-amz-decoded-content-length': '5' }, 'IncompleteBody'],
    [
      'an unknown form',
      good,
      { ...announced, 'x-amz-content-sha256': 'STREAMING-NONSENSE' },
      'InvalidArgument',
    ],
  ])('refuses %s', async (_what, body, headers, code) => {
    expect(await stream(body, headers)).toMatchObject({ code });
  });
});

describe('what is not signed', () => {
  it('is anonymous for S3 and refused elsewhere', async () => {
    expect(await send('/b/k', { method: 'GET' })).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(
      await send('/', {
        method: 'POST',
        headers: { 'x-amz-target': 'CloudTrail_20131101.DescribeTrails' },
        body: '{}',
      }),
    ).toMatchObject({
      status: 400,
      code: 'MissingAuthenticationTokenException',
    });
    expect(await send('/?Action=GetCallerIdentity&Version=2011-06-15', { method: 'GET' })).toMatchObject({
      status: 403,
      code: 'MissingAuthenticationToken',
    });
  });
});

describe('what is not emulated', () => {
  it('is 501 at once for an unknown service or operation', async () => {
    const { headers, authorization } = signed({ path: '/', service: 'ec2' });
    expect(await send('/', { method: 'PUT', headers: { ...headers, authorization } })).toMatchObject({
      status: 501,
      code: 'NotEmulated',
    });
    for (const operation of ['constructor', '__proto__', 'NoSuchThing']) {
      const target = {
        'x-amz-target': `CloudTrail_20131101.${operation}`,
      };
      const asked = signed({ path: '/', service: 'cloudtrail', body: '{}', headers: target });
      const answer = await send('/', {
        method: 'PUT',
        headers: { ...asked.headers, authorization: asked.authorization },
        body: '{}',
      });
      expect(answer).toMatchObject({ status: 501, code: 'NotEmulated' });
    }
  });

  it('is authorized before it is 501, and leaves a record only where it was denied', async () => {
    const history = sandbox.world.accounts.get('222222222222')?.eventHistory ?? [];
    const list = (credentials: Keys) =>
      new CloudTrailClient(config(credentials)).send(new ListTrailsCommand());
    const before = history.length;
    await expect(list(admin())).rejects.toMatchObject({
      name: 'NotEmulated',
      $metadata: { httpStatusCode: 501 },
    });
    expect(history.length).toBe(before);
    const powerless = session({
      sessionPolicy: {
        name: 'none',
        document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:*', Resource: '*' }] },
      },
    });
    await expect(list(powerless)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message:
        'User: arn:aws:sts::222222222222:assumed-role/Admin/s is not authorized to perform: cloudtrail:ListTrails on resource: * because no session policy allows the cloudtrail:ListTrails action',
    });
    expect(history.at(-1)).toMatchObject({
      eventName: 'ListTrails',
      errorCode: expect.stringMatching(/^AccessDenied/),
    });
  });
});
