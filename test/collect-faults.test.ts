import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AwsAccess } from '../src/aws/access.ts';
import { collect } from '../src/commands/collect.ts';
import type { Snapshot } from '../src/model/snapshot.ts';
import type { Sandbox } from '../src/sandbox/start.ts';
import { twinOf } from './collecting.ts';
import { type Answer, type Fault, faulty, type Sent } from './faulty.ts';
import { FULL, landingZone, nowBetter, openIn } from './landing-zone.ts';

let sandbox: Sandbox;
let access: AwsAccess;
let whole: Snapshot;
let open: ReadonlySet<string>;

beforeAll(async () => {
  ({ sandbox, access } = await twinOf(landingZone()));
  whole = await collectOver([]);
  open = openIn(whole);
});
afterAll(() => sandbox.close());

/** The Regions but for one are alike, and many. */
const REGIONS: Fault = {
  of: ({ path }) => path === '/listRegions',
  answer: async (sent, _, honest) => {
    const answer = await honest(sent);
    const [one] = JSON.parse(answer.body).Regions.filter(
      ({ RegionName }: { RegionName: string }) => RegionName === 'us-east-1',
    );
    return { ...answer, body: JSON.stringify({ Regions: [one] }) };
  },
};

/** What is collected over a network with the faults, all of which it met. */
async function collectOver(faults: readonly Fault[]): Promise<Snapshot> {
  const network = await faulty(access.endpoint ?? '', [REGIONS, ...faults]);
  try {
    const read = await collect({ ...access, endpoint: network.endpoint }, FULL);
    expect(network.met()).toBe(faults.length + 1);
    return read;
  } finally {
    await network.close();
  }
}

type Operation = Pick<Fault, 'of'> & { readonly permission: string };

const json = (permission: string, target: string, body = ''): Operation => ({
  permission,
  of: (sent) => sent.target.endsWith(`.${target}`) && sent.body.includes(body),
});
const query = (permission: string, action: string): Operation => ({
  permission,
  of: ({ body }) => body.startsWith(`Action=${action}&`),
});
const rest = (permission: string, path: RegExp, method = 'GET'): Operation => ({
  permission,
  of: (sent) => sent.method === method && path.test(sent.path),
});

/** Of the caller's own account, which is entered by no session, in its home Region. */
const own = (operation: Operation): Operation => ({
  ...operation,
  of: (sent) =>
    operation.of(sent) &&
    sent.headers.some((value) => value.includes('/us-east-1/')) &&
    !sent.headers.some((name) => /^x-amz-security-token$/i.test(name)),
});

const SCPS = json('organizations:ListPolicies', 'ListPolicies', 'SERVICE_CONTROL_POLICY');
const POLICY = json('organizations:DescribePolicy', 'DescribePolicy');
const STATUS = json('cloudtrail:GetTrailStatus', 'GetTrailStatus');
const TOPIC = query('sns:GetTopicAttributes', 'GetTopicAttributes');
const ROLES = own(query('iam:GetAccountAuthorizationDetails', 'GetAccountAuthorizationDetails'));
const TAGGING = rest('s3:GetBucketTagging', /\?tagging/);
const RULES = own(json('events:ListRules', 'ListRules'));
const GRANTS = json('kms:ListGrants', 'ListGrants');
const DEVICES = query('iam:ListVirtualMFADevices', 'ListVirtualMFADevices');
const TRUST = query('iam:GetAccountAuthorizationDetails', 'GetAccountAuthorizationDetails');
const BUCKET_POLICY = rest('s3:GetBucketPolicy', /\?policy/);
const HEAD_BUCKET = rest('s3:ListBucket', /^\/[^/]+\/?$/, 'HEAD');
const FUNCTIONS = own(rest('lambda:ListFunctions', /\/functions\/?(\?|$)/));

const ID = { 'x-amzn-requestid': 'of the fault' };

const jsonError = (code: string, status = 400, headers = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1', ...ID, 'x-amzn-errortype': code, ...headers },
  body: JSON.stringify({ __type: code, message: code }),
});
const queryError = (code: string, status = 400): Answer => ({
  status,
  headers: { 'content-type': 'text/xml', ...ID },
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>m</Message></Error></ErrorResponse>`,
});
const s3Error = (code: string, status = 503, headers = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/xml', ...ID, ...headers },
  body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>m</Message></Error>`,
});
const page = (status: number): Answer => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: '<html>',
});
const answered = (body: string): Answer => ({ status: 200, headers: ID, body });

type Wrong = (
  sent: Sent,
  honest: (sent: Sent) => Promise<Answer>,
) => Promise<Answer | 'reset'> | Answer | 'reset';
const cut =
  (where: 'length' | 'chunked'): Wrong =>
  async (sent, honest) => ({ ...(await honest(sent)), cut: where });
const changed =
  (change: (body: string) => string): Wrong =>
  async (sent, honest) => {
    const answer = await honest(sent);
    return { ...answer, body: change(answer.body) };
  };
const half = changed((body) => body.slice(0, body.length / 2));
/** The same page whatever is asked for. */
const again = (change: (body: string) => string): Wrong => {
  let first: Promise<Answer> | Answer | undefined;
  return async (sent, honest) => {
    first ??= honest(sent);
    const answer = await first;
    return { ...answer, body: change(answer.body) };
  };
};
const leadingTo = (name: string) => again((body) => JSON.stringify({ ...JSON.parse(body), [name]: 'again' }));
const truncated = changed((body) =>
  body.replace(/<IsTruncated>false<\/IsTruncated>/, '<IsTruncated>true</IsTruncated>'),
);
const marked = again((body) =>
  body.replace(/<IsTruncated>false<\/IsTruncated>/, '<IsTruncated>true</IsTruncated><Marker>again</Marker>'),
);

type Faults = readonly (readonly [Operation, Wrong, string])[];

/** Faults of a kind, one to an operation, each with the code of the Gap that it leaves when it stays. */
const TRIED_AGAIN: Readonly<Record<string, Faults>> = {
  'a service that fails': [
    [STATUS, () => jsonError('InternalFailure', 500), 'InternalFailure'],
    [TOPIC, () => queryError('ServiceUnavailable', 503), 'ServiceUnavailable'],
    [BUCKET_POLICY, () => s3Error('InternalError', 500), 'InternalError'],
  ],
  'an error that has no body': [[HEAD_BUCKET, () => s3Error('SlowDown'), 'HTTP 503']],
  'an error of something else on the way': [
    [SCPS, () => page(502), 'HTTP 502'],
    [FUNCTIONS, () => page(503), 'HTTP 503'],
    [TOPIC, () => page(504), 'HTTP 504'],
    [BUCKET_POLICY, () => page(503), 'HTTP 503'],
  ],
  'a connection that ends early': [
    [SCPS, () => 'reset', 'ECONNRESET'],
    [STATUS, cut('length'), 'ECONNRESET'],
    [FUNCTIONS, cut('chunked'), 'ECONNRESET'],
    [TOPIC, cut('length'), 'ECONNRESET'],
    [ROLES, cut('chunked'), 'ECONNRESET'],
    [BUCKET_POLICY, () => 'reset', 'ECONNRESET'],
  ],
};

const PASSING: Readonly<Record<string, Faults>> = {
  ...TRIED_AGAIN,
  throttling: [
    [SCPS, () => jsonError('ThrottlingException'), 'ThrottlingException'],
    [TOPIC, () => queryError('Throttling'), 'Throttling'],
    [BUCKET_POLICY, () => s3Error('SlowDown'), 'SlowDown'],
    [FUNCTIONS, () => jsonError('TooManyRequestsException', 429), 'TooManyRequestsException'],
    [ROLES, () => queryError('RequestLimitExceeded', 503), 'RequestLimitExceeded'],
  ],
};

const LASTING: Readonly<Record<string, Faults>> = {
  ...TRIED_AGAIN,
  // One, as what is throttled is waited for.
  throttling: [[BUCKET_POLICY, () => s3Error('SlowDown'), 'SlowDown']],
  'an answer of nothing': [
    [SCPS, () => answered(''), 'HTTP 200'],
    [ROLES, () => answered(''), 'HTTP 200'],
    [FUNCTIONS, () => answered(''), 'HTTP 200'],
    [TAGGING, () => answered(''), 'HTTP 200'],
    [TOPIC, () => ({ ...answered(''), status: 404 }), 'HTTP 404'],
  ],
  'an answer of something else on the way': [
    [SCPS, () => page(200), 'HTTP 200'],
    [ROLES, () => page(200), 'HTTP 200'],
    [TAGGING, () => page(200), 'HTTP 200'],
    [BUCKET_POLICY, () => page(404), 'HTTP 404'],
    [TOPIC, () => page(404), 'HTTP 404'],
  ],
  'half an answer': [
    [SCPS, half, 'HTTP 200'],
    [ROLES, half, 'HTTP 200'],
    [FUNCTIONS, half, 'HTTP 200'],
    [TAGGING, half, 'HTTP 404'],
    [BUCKET_POLICY, half, 'SyntaxError'],
    [TOPIC, half, 'HTTP 200'],
  ],
  'a document that is none': [
    [POLICY, changed((body) => body.replace(/"Content":"[^"]/, '"Content":"')), 'SyntaxError'],
    [TRUST, changed((body) => body.replace(/%7B%22/g, '%22')), 'SyntaxError'],
  ],
  'pages without end': [
    [SCPS, leadingTo('NextToken'), 'PagesWithoutEnd'],
    [RULES, leadingTo('NextToken'), 'PagesWithoutEnd'],
    [FUNCTIONS, leadingTo('NextMarker'), 'PagesWithoutEnd'],
    [GRANTS, leadingTo('NextMarker'), 'PagesWithoutEnd'],
    [ROLES, marked, 'PagesWithoutEnd'],
    [DEVICES, truncated, 'PagesWithoutEnd'],
  ],
};

/** What its own calls leave in the log moves on. */
const without = ({ readAt: _, provenance: __, ...rest }: Snapshot) => ({
  ...rest,
  logBuckets: rest.logBuckets.map(({ sample: ___, stored: ____, ...bucket }) => bucket),
});

/** The Gaps that the faults made. Whether a head arrived before the end of its connection is chance, and names the end. */
function madeBy(read: Snapshot): readonly string[] {
  const known = new Set(whole.gaps.map((gap) => JSON.stringify(gap)));
  const made = read.gaps.filter((gap) => !known.has(JSON.stringify(gap)));
  return [
    ...new Set(made.map(({ action, code }) => `${action} ${code === 'TimeoutError' ? 'ECONNRESET' : code}`)),
  ].sort();
}

/** Each waits as a client does before it tries again. */
const WAITING = { timeout: 180_000 };

describe.concurrent.each(Object.entries(PASSING))('%s', WAITING, (_, faults) => {
  it('changes nothing where it goes away', async () => {
    const read = await collectOver(
      faults.map(([operation, wrong]) => ({
        ...operation,
        answer: (sent, nth, honest) => (nth <= 2 ? wrong(sent, honest) : honest(sent)),
      })),
    );
    expect(without(read)).toEqual(without(whole));
  });
});

describe.concurrent.each(Object.entries(LASTING))('%s', WAITING, (_, faults) => {
  it('becomes the Gap of each operation where it stays, and rules nothing out', async () => {
    const read = await collectOver(
      faults.map(([operation, wrong]) => ({
        ...operation,
        answer: (sent, __, honest) => wrong(sent, honest),
      })),
    );
    expect(madeBy(read)).toEqual(faults.map(([{ permission }, , code]) => `${permission} ${code}`).sort());
    expect(nowBetter(read, open)).toEqual([]);
  });
});
