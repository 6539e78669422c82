import { describe, expect, it } from 'vitest';
import { buildWorld } from './build-world.ts';
import { clockFrom } from './clock.ts';
import { defaultWorld } from './default-world.ts';
import { readWorldFile } from './read-world-file.ts';

const smallest = {
  schema: 'indelible/world@1',
  accounts: [{ id: '111111111111', name: 'main', management: true }],
};

const build = (file: unknown) => buildWorld(readWorldFile(JSON.stringify(file)), clockFrom(new Date()));

const statement = { Effect: 'Allow', Action: 's3:*', Resource: '*' };
const document = { Version: '2012-10-17', Statement: [statement] };
const deny = { Version: '2012-10-17', Statement: [{ ...statement, Effect: 'Deny' }] };

describe('readWorldFile', () => {
  it('reads the default world unchanged', () => {
    expect(readWorldFile(JSON.stringify(defaultWorld))).toMatchObject(defaultWorld);
  });

  it('gives every account root, an Admin user with keys and an Admin role', () => {
    const world = build({
      ...smallest,
      accounts: [...smallest.accounts, { id: '222222222222', name: 'member' }],
    });
    const member = world.accounts.get('222222222222');
    expect([...(member?.users.keys() ?? [])]).toEqual(['admin']);
    expect([...(member?.roles.keys() ?? [])]).toEqual(['admin', 'organizationaccountaccessrole']);
    const keys = [...world.credentials.values()].filter(({ identity }) => 'accountId' in identity);
    expect(keys.map(({ identity }) => identity.type)).toEqual(['root', 'user', 'root', 'user']);
  });

  it('builds everything that a file can describe', () => {
    const world = build({
      schema: 'indelible/world@1',
      partition: 'aws-us-gov',
      organization: {
        id: 'o-abcdefghij',
        rootId: 'r-abcd',
        delegatedAdministrators: [{ service: 'iam.amazonaws.com', account: 'member' }],
        delegationPolicy: { ...document, Statement: [{ ...statement, Principal: '*' }] },
      },
      organizationalUnits: [
        { name: 'Outer', id: 'ou-abcd-outer111' },
        { name: 'Inner', parent: 'Outer' },
      ],
      accounts: [
        { id: '111111111111', name: 'main', management: true },
        {
          id: '222222222222',
          name: 'member',
          ou: 'Inner',
          givenRolesOnly: true,
          principals: [
            {
              role: 'Deployer',
              path: '/ci/',
              policies: ['PowerUserAccess', document],
              boundary: document,
              tags: { team: 'ci' },
            },
            { user: 'Reader', policies: [document] },
          ],
        },
        { id: '999999999999', name: 'stranger', outside: true },
      ],
      policies: [
        {
          name: 'guard',
          id: 'p-guardguard',
          kind: 'scp',
          document: deny,
          targets: ['Outer', 'member', 'root'],
        },
        { name: 'FullAWSAccess', kind: 'scp', document, targets: ['Outer', 'member'] },
      ],
      buckets: [
        {
          name: 'logs-bucket',
          account: 'member',
          versioning: 'Enabled',
          publicAccessBlock: false,
          lifecycle: [{ id: 'old', days: 7, prefix: 'a/', tag: { key: 'expire', value: 'yes' } }],
          objects: [{ key: 'a/b', body: 'c' }],
        },
      ],
      trails: [
        {
          name: 'the-trail',
          account: 'main',
          bucket: 'logs-bucket',
          organization: true,
          keyPrefix: 'p',
          includeGlobalServiceEvents: false,
          tags: { team: 'security' },
        },
      ],
    });
    const { organization } = world;
    expect(organization.policyTypes).toEqual(new Set(['SERVICE_CONTROL_POLICY']));
    const guard = [...organization.policies.values()].find(({ name }) => name === 'guard');
    expect(guard?.arn).toMatch(
      /^arn:aws-us-gov:organizations::111111111111:policy\/o-abcdefghij\/service_control_policy\/p-guardguard$/,
    );
    expect(organization.attachments.get('ou-abcd-outer111')).toEqual([guard?.id, 'p-FullAWSAccess']);
    expect(organization.attachments.get('222222222222')).toEqual([guard?.id, 'p-FullAWSAccess']);
    expect(organization.attachments.get('r-abcd')).toEqual([guard?.id]);
    expect(organization.attachments.get('999999999999')).toBeUndefined();
    const member = world.accounts.get('222222222222');
    expect(organization.units.get(member?.parentId ?? '')).toMatchObject({
      name: 'Inner',
      parentId: 'ou-abcd-outer111',
    });
    expect(member?.roles.get('deployer')?.arn).toBe('arn:aws-us-gov:iam::222222222222:role/ci/Deployer');
    expect(world.accounts.get('999999999999')?.parentId).toBeUndefined();
    expect(world.buckets.get('logs-bucket')?.objects.get('a/b')?.[0]?.versionId).toHaveLength(32);
    expect(world.buckets.get('logs-bucket')?.policy?.text).toContain('logs-bucket/p/AWSLogs/o-abcdefghij/*');
    expect(organization.trustedServices).toEqual(new Set(['cloudtrail.amazonaws.com', 'iam.amazonaws.com']));
    expect(organization.delegatedAdministrators.get('iam.amazonaws.com')).toEqual(new Set(['222222222222']));
    expect(organization.resourcePolicy?.policy.document).toMatchObject({ Statement: [{ Principal: '*' }] });
    expect([...(member?.roles.keys() ?? [])]).toEqual(['deployer']);
    expect([...(member?.roles.get('deployer')?.tags ?? [])]).toEqual([['team', 'ci']]);
    expect([...(member?.managedPolicies.keys() ?? [])]).toEqual([member?.roles.get('deployer')?.boundaryArn]);
    expect(world.buckets.get('logs-bucket')).toMatchObject({
      publicAccessBlock: 'none',
      lifecycle: [{ prefix: 'a/', expiration: { days: 7 }, tags: [{ key: 'expire', value: 'yes' }] }],
    });
    const [trail] = [...world.trails.values()];
    expect(trail?.includeGlobalServiceEvents).toBe(false);
    expect([...(trail?.tags ?? [])]).toEqual([['team', 'security']]);
  });

  it.each([
    ['{', 'document-not-json', undefined],
    ['[]', 'document-wrong-type', 'document'],
    ['{}', 'document-bad-value', 'schema'],
  ])('refuses %s', (content, reason, path) => {
    expect(() => readWorldFile(content)).toThrow(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        reason,
        ...(path ? { parameters: expect.objectContaining({ path }) } : {}),
      }),
    );
  });

  it.each([
    ['an unknown member', { acounts: [] }, 'document-unknown-member', 'acounts'],
    [
      'no management account',
      { accounts: [{ id: '111111111111', name: 'a' }] },
      'world-one-management-account',
      'accounts',
    ],
    ['a short account id', { accounts: [{ id: '1', name: 'a' }] }, 'document-bad-value', 'accounts[0].id'],
    [
      'an account twice',
      { accounts: [...smallest.accounts, { id: '111111111111', name: 'b' }] },
      'document-duplicate',
      'accounts[1].id',
    ],
    [
      'an unknown unit',
      { accounts: [...smallest.accounts, { id: '222222222222', name: 'b', ou: 'Nowhere' }] },
      'document-unknown-reference',
      'accounts[1].ou',
    ],
    [
      'a managed policy that is not known here',
      { accounts: [{ ...smallest.accounts[0], principals: [{ user: 'U', policies: ['ReadOnlyAccess'] }] }] },
      'document-unknown-reference',
      'accounts[0].principals[0].policies[0]',
    ],
    [
      'a principal that is neither role nor user',
      { accounts: [{ ...smallest.accounts[0], principals: [{}] }] },
      'document-one-of-two',
      'accounts[0].principals[0]',
    ],
    [
      'a policy that cannot be read',
      { policies: [{ name: 'p', kind: 'scp', document: { Statement: [{ Effect: 'Maybe' }] } }] },
      'document-bad-policy',
      undefined,
    ],
    [
      'a policy for nobody known',
      { policies: [{ name: 'p', kind: 'scp', document: deny, targets: ['Nowhere'] }] },
      'document-unknown-reference',
      'policies[0].targets[0]',
    ],
    [
      'a trail without its bucket',
      { trails: [{ name: 'the-trail', account: 'main', bucket: 'none' }] },
      'document-unknown-reference',
      'trails[0].bucket',
    ],
    [
      'a bucket of nobody',
      { buckets: [{ name: 'the-bucket', account: 'nobody' }] },
      'document-unknown-reference',
      'buckets[0].account',
    ],
    [
      'a delegate outside the organization',
      {
        accounts: [...smallest.accounts, { id: '999999999999', name: 'stranger', outside: true }],
        organization: { delegatedAdministrators: [{ service: 'iam.amazonaws.com', account: 'stranger' }] },
      },
      'world-outside-account',
      'organization.delegatedAdministrators[0].account',
    ],
    [
      'a policy id twice',
      {
        policies: ['p', 'q'].map((name) => ({ name, id: 'p-samesame', kind: 'scp', document: deny })),
      },
      'document-duplicate',
      'policies[1].id',
    ],
    [
      'a rule that expires at once',
      { buckets: [{ name: 'the-bucket', account: 'main', lifecycle: [{ id: 'now', days: 0 }] }] },
      'document-wrong-type',
      'buckets[0].lifecycle[0].days',
    ],
    [
      'a tag that is a number',
      { accounts: [{ ...smallest.accounts[0], principals: [{ role: 'R', tags: { team: 1 } }] }] },
      'document-wrong-type',
      'accounts[0].principals[0].tags.team',
    ],
    [
      'a flag that is a text',
      { trails: [{ name: 'the-trail', account: 'main', bucket: 'b', logging: 'yes' }] },
      'document-wrong-type',
      'trails[0].logging',
    ],
  ])('refuses %s', (_what, change, reason, path) => {
    expect(() => build({ ...smallest, ...change })).toThrow(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        reason,
        ...(path ? { parameters: expect.objectContaining({ path }) } : {}),
      }),
    );
  });
});
