import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { widthOf } from '../../src/cli/width.ts';
import { asPrinted, corrected } from '../../src/commands/demo/article-policy.ts';
import { gradeSchema } from '../../src/commands/schemas/grade.ts';
import type { PolicyDocument, PolicyStatement } from '../../src/model/policy.ts';
import { type Ended, indelible, scratch } from './harness.ts';

const COMMAND = join(import.meta.dirname, '../../src/cli/indelible.ts');
const EXAMPLES = join(import.meta.dirname, '../../examples');
const CORRECTED = join(EXAMPLES, 'article-corrected.json');
const PRINTED = join(EXAMPLES, 'article-as-printed.json');

interface Statement {
  readonly policyType: 'scp' | 'rcp';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}
interface Document {
  readonly summary: {
    readonly blocked: number;
    readonly of: number;
    readonly status: number;
    readonly direct: { readonly blocked: number };
  };
  readonly techniques: readonly {
    readonly id: string;
    readonly counts: boolean;
    readonly direct: string;
    readonly verdict: string;
    readonly residual?: true;
    readonly proof?: unknown;
    readonly path?: readonly { readonly action: string }[];
  }[];
  readonly open: readonly {
    readonly techniques: readonly string[];
    readonly preparedBy?: string;
    readonly deny?: readonly Statement[];
  }[];
  readonly closing: { readonly statements: readonly Statement[]; readonly left: number };
  readonly mistakes: readonly Readonly<Record<string, unknown>>[];
  readonly breaks: readonly { readonly who: string; readonly policy?: string }[];
  readonly assumed: {
    readonly names: readonly { readonly what: string; readonly value: string; readonly policy: string }[];
    readonly placeholders: readonly Readonly<Record<string, unknown>>[];
    readonly instead: readonly string[];
  };
  readonly problems: readonly { readonly code: string }[];
  readonly policies: readonly { readonly name: string; readonly kind: string }[];
}

let folder: string;
beforeAll(async () => {
  folder = await scratch();
});

async function file(name: string, content: string | PolicyDocument): Promise<string> {
  const path = join(folder, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  return path;
}

const guard = (...Statement: readonly PolicyStatement[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement,
});
const deny = (Action: string | readonly string[], rest: Partial<PolicyStatement> = {}): PolicyStatement => ({
  Sid: 'Guard',
  Effect: 'Deny',
  Action,
  Resource: '*',
  ...rest,
});

async function asData(...args: readonly string[]): Promise<Document & { readonly status: number | null }> {
  const { status, stdout } = await indelible(['grade', ...args, '--json']);
  return { ...(JSON.parse(stdout) as Document), status };
}

/** With the text on standard input, as a pipe gives it. */
function piped(args: readonly string[], input: string): Promise<Ended> {
  const child = spawn(process.execPath, [COMMAND, ...args], { env: { PATH: '' } });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (part) => (stdout += part));
  child.stderr.on('data', (part) => (stderr += part));
  child.stdin.end(input);
  return new Promise((done) => child.once('close', (status) => done({ status, stdout, stderr })));
}

const of = ({ techniques }: Document, id: string) => techniques.find((one) => one.id === id);

describe('the bundled example', () => {
  test('is the article’s policy', async () => {
    const target = {
      partition: 'aws',
      trailName: 'audit-trail',
      bucketName: 'example-cloudtrail-logs',
    };
    expect(await readFile(PRINTED, 'utf8')).toBe(`${asPrinted(target)}\n`);
    expect(await readFile(CORRECTED, 'utf8')).toBe(`${corrected(target)}\n`);
  });

  test.each([
    ['en', 'a typographic quote ” where JSON has a plain "'],
    ['ja', '組版用の引用符 ”'],
  ])('as printed it is no JSON, and the quote is pointed at (%s)', async (lang, words) => {
    const { status, stdout, stderr } = await indelible(['grade', PRINTED, '--lang', lang]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`article-as-printed.json:8:57: `);
    expect(stderr).toContain(words);
  });

  // By hand: UpdateTrail is what makes a trail single-Region, swaps its key and sends its logs elsewhere; a decoy trail
  // does harm once the real one is stopped. s3:Delete* on the bucket's ARN reaches DeleteBucket, after which its name could
  // be taken, and DeleteBucketPolicy, which can be replaced by PutBucketPolicy. No object is reached. Nothing keeps an
  // account in the organization, so that what is blocked opens up once it has left.
  test('corrected it blocks some attacks by their own calls, and none by any path', async () => {
    const graded = await asData(CORRECTED);
    expect(graded.status).toBe(3);
    const counting = graded.techniques.filter(({ counts }) => counts);
    const blocked = [
      'bucket-name-takeover',
      'cloudtrail-create-decoy-trail',
      'cloudtrail-delete-trail',
      'cloudtrail-global-events-off',
      'cloudtrail-kms-key-swap',
      'cloudtrail-redirect-bucket',
      'cloudtrail-redirect-prefix',
      'cloudtrail-single-region',
      'cloudtrail-stop-logging',
      'cloudtrail-validation-off',
      'delivery-break-delete-bucket',
    ];
    expect(counting.filter(({ direct }) => direct === 'blocked').map(({ id }) => id)).toEqual(blocked);
    expect(counting.filter(({ direct }) => direct === 'possible').map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'account-close-self',
        'cloudtrail-event-selectors-management-off',
        'cloudtrail-org-trail-stop-delegated',
        'kms-disable-key',
        'kms-key-policy-lockout',
        'kms-schedule-key-deletion',
        'logs-delete-log-group',
        'organization-direct-transfer',
        'organization-leave',
        's3-bucket-policy-strip',
        's3-delete-object',
        's3-delete-object-version',
        's3-external-principal-delete',
        's3-lifecycle-expire',
        's3-overwrite-new-version',
        's3-replicate-out',
        's3-versioning-suspend',
      ]),
    );
    expect(counting.every(({ verdict }) => verdict === 'possible')).toBe(true);
    expect(graded.summary).toMatchObject({
      blocked: 0,
      of: counting.length,
      direct: { blocked: blocked.length },
    });
    expect(of(graded, 'cloudtrail-org-trail-stop-management')).toMatchObject({
      counts: false,
      residual: true,
    });
    expect(of(graded, 's3-delete-object')?.path?.map(({ action }) => action)).toEqual(['s3:DeleteObject']);
    expect(graded.mistakes).toEqual([
      expect.objectContaining({ code: 'bucket-without-objects', sid: 'DenyLogBucketDeletion', index: 0 }),
    ]);
    expect(graded.breaks).toEqual([]);
    expect(graded.assumed.names).toEqual([
      { what: 'bucket', value: 'example-cloudtrail-logs', policy: 'article-corrected' },
    ]);
  });

  test('what it lacks is denied on its own resources, and no access point elsewhere', async () => {
    const { closing } = await asData(CORRECTED);
    const deniedOn = (resource: string) =>
      closing.statements.flatMap(({ actions, resources }) =>
        resources.includes(resource) ? actions.filter((action) => action.startsWith('s3:')) : [],
      );
    const [bucket, objects] = [
      'arn:aws:s3:::example-cloudtrail-logs',
      'arn:aws:s3:::example-cloudtrail-logs/*',
    ];
    const accessPoints = 'arn:aws:s3:*:222222222222:accesspoint/*';
    const onBucket = ['s3:DeleteBucketPolicy', 's3:PutBucketPolicy', 's3:PutBucketVersioning'];
    const onObjects = ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:PutObject'];
    expect(deniedOn(bucket)).toEqual(expect.arrayContaining([...onBucket, 's3:PutLifecycleConfiguration']));
    expect(deniedOn(objects)).toEqual(expect.arrayContaining(onObjects));
    // An access point's objects are named by its own ARN.
    expect(deniedOn(accessPoints).sort()).toEqual([
      's3:CreateAccessPoint',
      's3:DeleteObject',
      's3:DeleteObjectVersion',
    ]);
    expect(deniedOn(bucket).filter((action) => /Object(Version)?$/.test(action))).toEqual([]);
    expect(deniedOn(objects).filter((action) => /Bucket|Configuration/.test(action))).toEqual([]);
    for (const resource of closing.statements.flatMap(({ resources }) => resources))
      if (/:accesspoint\//.test(resource)) expect(resource).toBe(accessPoints);
    // Of everybody's resources, only what is no part of the bucket: jobs, account-wide settings, buckets that replicate.
    const everywhere = ['s3:CreateJob', 's3:PutAccountPublicAccessBlock', 's3:PutReplicationConfiguration'];
    expect(deniedOn('*').sort()).toEqual(everywhere);
  });

  test('with what it lacks, it blocks all but one; with a resource control policy, that one too', async () => {
    const { closing, open, summary } = await asData(CORRECTED);
    // Foreign trails delivered into the bucket: the bucket's policy or a resource control policy refuses them, and no deny
    // of a caller's, who is outside the organization.
    expect(closing.left).toBe(1);
    expect(open).toContainEqual(
      expect.objectContaining({
        preparedBy: expect.stringMatching(/^organization-/),
        techniques: expect.arrayContaining(['cloudtrail-stop-logging']),
      }),
    );
    const missing = guard(
      ...closing.statements.map(
        ({ actions, resources }): PolicyStatement => ({
          Effect: 'Deny',
          Action: actions,
          Resource: resources,
        }),
      ),
    );
    const added = await asData(CORRECTED, await file('missing.json', missing));
    expect([added.status, added.summary.blocked]).toEqual([3, summary.of - 1]);
    const left = added.techniques.filter(({ counts, verdict }) => counts && verdict === 'possible');
    expect(left.map(({ id }) => id)).toEqual(['confused-deputy-delivery']);
    const ownDeliveries = deny('s3:PutObject', {
      Principal: '*',
      Condition: {
        StringNotEqualsIfExists: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' },
        Bool: { 'aws:PrincipalIsAWSService': 'true' },
      },
    });
    const whole = [
      CORRECTED,
      join(folder, 'missing.json'),
      await file('deliveries.json', guard(ownDeliveries)),
    ];
    const graded = await asData(...whole);
    expect([graded.status, graded.closing.left]).toEqual([0, 0]);
    expect(graded.summary.blocked).toBe(graded.summary.of);
    // Nobody can make the bucket unversioned any more, which that attack needs.
    const absent = graded.techniques.filter(({ counts, verdict }) => counts && verdict === 'not-applicable');
    expect(absent.map(({ id }) => id)).toEqual(['s3-overwrite-unversioned']);
    for (const { counts, verdict, proof } of graded.techniques) {
      if (counts && verdict !== 'not-applicable')
        expect([verdict, proof === undefined]).toEqual(['blocked', false]);
    }
    // A statement that matches nothing is no success, nor is a file that nobody could read.
    const typo = await file('typo.json', guard(deny('s3:DeleteBuckets', { Sid: 'Typo' })));
    expect((await asData(...whole, typo)).status).toBe(3);
    const unread = await asData(...whole, PRINTED);
    expect(unread.status).toBe(4);
    expect(unread.problems.map(({ code }) => code)).toContain('typographic-quote');
  });
});

describe('what is read', () => {
  const TERRAFORM = `resource "aws_organizations_policy" "leave" {
  name    = "no-leaving"
  type    = "SERVICE_CONTROL_POLICY"
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "organizations:LeaveOrganization", Resource = "*" }]
  })
}
`;
  const CLOUDFORMATION = `Resources:
  Guard:
    Type: AWS::Organizations::Policy
    Properties:
      Name: log-guard
      Type: RESOURCE_CONTROL_POLICY
      TargetIds: [ou-abcd-11112222]
      Content:
        Version: "2012-10-17"
        Statement:
          - Effect: Deny
            Principal: "*"
            Action: s3:DeleteBucket
            Resource: "*"
`;

  test('a folder, with policies in three formats', async () => {
    await file('policies/leave.tf', TERRAFORM);
    await file('policies/deep/rcp.yaml', CLOUDFORMATION);
    await file('policies/trail.json', guard(deny('cloudtrail:StopLogging')));
    await file('policies/package.json', '{"name":"x"}');
    const graded = await asData(join(folder, 'policies'));
    expect(graded.policies.map(({ name, kind }) => [name, kind])).toEqual([
      ['log-guard', 'rcp'],
      ['no-leaving', 'scp'],
      ['trail', 'scp'],
    ]);
    for (const id of ['organization-leave', 'delivery-break-delete-bucket', 'cloudtrail-stop-logging'])
      expect(of(graded, id)?.direct).toBe('blocked');
    expect(graded.assumed).toMatchObject({ targeted: ['log-guard'] });
  });

  test('standard input', async () => {
    const { status, stdout } = await piped(['grade', '-'], JSON.stringify(guard(deny('cloudtrail:*'))));
    expect(status).toBe(3);
    expect(stdout).toContain('attacks that a policy can block are blocked');
    const empty = await piped(['grade', '-', '--json'], ' ');
    expect(empty.status).toBe(2);
    expect(JSON.parse(empty.stdout).problems).toMatchObject([{ code: 'file-empty', file: '-' }]);
  });

  test('placeholders are filled in, with what the user states or a guess, and said', async () => {
    const open = await file(
      'open.json',
      guard(deny('s3:DeleteBucket', { Resource: 'arn:aws:s3:::${LOG_BUCKET}' })),
    );
    const guessed = await indelible(['grade', open]);
    expect(guessed.stdout).toContain('${LOG_BUCKET} read as org-audit-logs');
    const stated = await asData(open, '--bucket', 'acme-logs');
    expect(stated.assumed.placeholders).toEqual([
      { policy: 'open', placeholder: '${LOG_BUCKET}', value: 'acme-logs', guessed: false },
    ]);
    expect(of(stated, 'delivery-break-delete-bucket')?.direct).toBe('blocked');
  });

  test('names that options state win over those in the policies', async () => {
    const graded = await asData(CORRECTED, '--bucket', 'another-bucket', '--trail', 'another-trail');
    expect(graded.assumed.names).toEqual([]);
    expect(graded.summary.direct.blocked).toBe(0);
  });

  test.each([
    [[], 'the argument `file` is missing'],
    [['none.json'], 'none.json: there is no such file'],
    [['broken.json'], 'broken.json: broken JSON, and neither a policy nor'],
    [['empty'], 'no policy could be read: there is no policy file'],
    [['x.json', '--bucket', 'No_Bucket'], '`No_Bucket` is nothing that `--bucket` takes'],
    [['x.json', '--exempt', 'Admin'], '`Admin` is nothing that `--exempt` takes'],
    [['x.json', '--strict'], 'there is no option `--strict`'],
  ])('wrong usage %j ends with 2', async (args, message) => {
    await file('broken.json', '{ "Version": "2012-10-');
    await mkdir(join(folder, 'empty'), { recursive: true });
    const { status, stdout, stderr } = await indelible(['grade', ...args], {}, folder);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});

describe('what is judged', () => {
  const exempting = (...more: readonly PolicyStatement[]) =>
    guard(
      deny(['organizations:LeaveOrganization', 'organizations:AcceptHandshake'], { Sid: 'Stay' }),
      deny('cloudtrail:StopLogging', {
        Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/BreakGlass' } },
      }),
      ...more,
    );

  test('an exemption that anybody can obtain opens what it guards, and is a mistake', async () => {
    const graded = await asData(await file('exempt.json', exempting()));
    expect(of(graded, 'cloudtrail-stop-logging')).toMatchObject({ direct: 'blocked', verdict: 'possible' });
    expect(graded.mistakes).toEqual([
      expect.objectContaining({
        code: 'obtainable-exemption',
        policy: 'exempt',
        sid: 'Guard',
        index: 1,
        value: 'arn:aws:iam::*:role/BreakGlass',
        suggestion: 'iam:CreateRole, iam:DeleteRole, iam:UpdateAssumeRolePolicy',
      }),
    ]);
  });

  test('whether the exempt role exists or not: creating it denied is not enough', async () => {
    const role = { Sid: 'Role', Resource: 'arn:aws:iam::*:role/BreakGlass' };
    const half = await asData(await file('half.json', exempting(deny('iam:CreateRole', role))));
    expect(of(half, 'cloudtrail-stop-logging')).toMatchObject({ direct: 'blocked', verdict: 'possible' });
    const both = await asData(await file('both.json', exempting(deny('iam:*', role))));
    expect(of(both, 'cloudtrail-stop-logging')).toMatchObject({ direct: 'blocked', verdict: 'blocked' });
    expect(both.mistakes).toEqual([]);
  });

  test('an exempt role of an account that a policy names is within reach', async () => {
    const graded = await asData(
      await file(
        'named.json',
        guard(
          deny('s3:*', {
            Condition: { ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/Admins' } },
          }),
          deny(['organizations:*', 'account:*'], { Sid: 'Stay' }),
        ),
      ),
    );
    expect(graded.assumed.names).toContainEqual({
      what: 'log-archive',
      value: '123456789012',
      policy: 'named',
    });
    expect(of(graded, 's3-delete-object')).toMatchObject({ direct: 'blocked', verdict: 'possible' });
  });

  test('a list of what is allowed stands in place of FullAWSAccess', async () => {
    const path = await file(
      'allow.json',
      guard({ Effect: 'Allow', Action: ['s3:*', 'iam:*'], Resource: '*' }),
    );
    const graded = await asData(path);
    expect(graded.assumed.instead).toEqual(['allow']);
    expect(of(graded, 'cloudtrail-stop-logging')).toMatchObject({
      direct: 'blocked',
      verdict: 'blocked',
      proof: { reasons: expect.arrayContaining([{ kind: 'scp-not-allowed', attachedTo: 'r-a1b2' }]) },
    });
    expect(of(graded, 's3-delete-object')?.direct).toBe('possible');
    expect(graded.breaks).toContainEqual(
      expect.objectContaining({ who: 'everyday-work', action: 'ec2:RunInstances' }),
    );
    expect((await indelible(['grade', path])).stdout).toContain('At the root allow stands in place of');
  });

  test('what it would break', async () => {
    const statement = deny('s3:PutObject', { Principal: '*' });
    const path = await file('rcp.json', guard(statement));
    const graded = await asData(path);
    expect(graded.breaks.map(({ who }) => who)).toContain('cloudtrail-delivery');
    const { stdout } = await indelible(['grade', path]);
    expect(stdout).toContain('WHAT IT WOULD BREAK\n   CloudTrail’s own delivery: s3:PutObject');
    expect(stdout).toContain('denied by rcp, statement 1 (Guard)');
  });
});

describe('the reference world', () => {
  test('is a Snapshot for prove, with the policies if there are any', async () => {
    const bare = await indelible(['grade', '--world']);
    expect([bare.status, bare.stderr]).toEqual([0, '']);
    const guarded = await indelible(['grade', CORRECTED, '--world', '--bucket', 'acme-logs']);
    expect(JSON.parse(guarded.stdout)).toMatchObject({
      schema: 'indelible/snapshot@1',
      policies: [{ name: 'FullAWSAccess' }, { name: 'article-corrected', targets: ['r-a1b2'] }],
      logBuckets: [{ name: 'acme-logs', versioning: 'Enabled', objectLock: 'off' }],
      gaps: [],
    });
    for (const [name, { stdout }] of [
      ['bare', bare],
      ['guarded', guarded],
    ] as const) {
      const path = await file(`${name}-world.json`, stdout);
      const proved = await indelible(['prove', '--snapshot', path, '--json']);
      expect([proved.status, JSON.parse(proved.stdout).summary.unknown]).toEqual([3, 0]);
    }
  });

  test('has the emergency role that the user states', async () => {
    const { stdout } = await indelible(['grade', '--world', '--exempt', 'arn:aws:iam::*:role/x/Emergency']);
    const { roles } = JSON.parse(stdout) as { readonly roles: readonly { readonly arn: string }[] };
    expect(roles.map(({ arn }) => arn)).toContain('arn:aws:iam::222222222222:role/x/Emergency');
  });
});

describe('what is printed', () => {
  test('--json has the published schema, and is the same in every language', async () => {
    const validate = new Ajv2020({ strict: false }).compile(gradeSchema);
    const exempt = join(folder, 'exempt.json');
    for (const paths of [[CORRECTED], [PRINTED], [exempt, CORRECTED, join(folder, 'rcp.json'), PRINTED]]) {
      const [english, japanese] = await Promise.all([
        indelible(['grade', ...paths, '--json']),
        indelible(['grade', ...paths, '--json', '--lang', 'ja']),
      ]);
      expect(japanese.stdout).toBe(english.stdout);
      validate(JSON.parse(english.stdout));
      expect(validate.errors).toBeNull();
    }
    expect(validate({ schema: 'indelible/grade@1', summary: {} })).toBe(false);
  });

  test('fits a terminal in both languages, but for ARNs', async () => {
    for (const lang of ['en', 'ja']) {
      const { stdout } = await indelible([
        ...['grade', CORRECTED, join(folder, 'exempt.json'), join(folder, 'rcp.json'), '--lang', lang],
      ]);
      expect(stdout).not.toMatch(/undefined|\[object|=>/);
      for (const line of stdout.split('\n'))
        if (!/arn:|^ +indelible grade /.test(line)) expect(widthOf(line), line).toBeLessThanOrEqual(80);
    }
  });

  test('says first how much is blocked, then what would close the rest', async () => {
    const { stdout } = await indelible(['grade', CORRECTED]);
    const { summary, closing } = await asData(CORRECTED);
    const blocked = summary.direct.blocked;
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      `${blocked} of ${summary.of} attacks that a policy can block are blocked; followed through exemptions and preparation: 0.`,
    );
    expect(stdout.startsWith(`${blocked} of `)).toBe(true);
    expect(stdout).toContain(
      `With all of these denied, ${summary.of - closing.left} of ${summary.of} are blocked`,
    );
    expect(stdout).toContain('s3:PutBucketPolicy, by role/Admin of log-archive (222222222222)');
    expect(stdout).toContain('1 attack that no deny of the caller’s closes');
    expect(stdout).toContain('write arn:aws:s3:::example-cloudtrail-logs/*');
    const japanese = await indelible(['grade', CORRECTED, '--lang', 'ja']);
    expect(japanese.stdout).toContain(`防いでいるのは ${blocked} 件`);
    expect(japanese.stdout).toContain('前提と保証範囲');
  });

  test('a policy’s text does nothing to the terminal', async () => {
    const path = await file(
      'escape.json',
      guard(deny('s3:*', { Condition: { StringEquals: { 'aws:PrincipalTag/team': '\u001b[2J*' } } })),
    );
    const { stdout } = await indelible(['grade', path]);
    expect(stdout).toContain('\\u{1b}[2J*');
    expect(stdout).not.toContain('\u001b');
  });

  test('help names it, with the bundled example', async () => {
    for (const lang of ['en', 'ja']) {
      const { status, stdout } = await indelible(['grade', '--help', '--lang', lang]);
      expect(status).toBe(0);
      expect(stdout).toContain('indelible grade examples/article-corrected.json');
      for (const line of stdout.split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(80);
    }
  });
});
