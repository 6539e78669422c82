import { expect, it } from 'vitest';
import type { PolicyStatement } from '../../model/policy.ts';
import { namesFor } from './names-in-texts.ts';

const policy = (name: string, ...Statement: readonly PolicyStatement[]) => ({
  name,
  document: { Version: '2012-10-17' as const, Statement },
});
const deny = (Action: string | readonly string[], Resource: string | readonly string[], rest = {}) => ({
  Effect: 'Deny' as const,
  Action,
  Resource,
  ...rest,
});
const names = (...policies: readonly ReturnType<typeof policy>[]) => namesFor(policies, {});

it('makes names up where no policy says any', () => {
  const { names: made, assumed } = names(policy('all', deny('s3:Delete*', '*')));
  expect(assumed).toEqual([]);
  expect(made).toEqual(namesFor([], {}).names);
});

it('takes the bucket that most statements against changes name, and looks like one of logs', () => {
  const { names: found, assumed } = names(
    policy(
      'guard',
      deny('s3:DeleteObject', ['arn:aws:s3:::tf-state/*', 'arn:aws:s3:::acme-trail/*']),
      deny('s3:PutBucketPolicy', ['arn:aws:s3:::tf-state', 'arn:aws:s3:::acme-trail']),
      deny('s3:DeleteBucket', 'arn:aws:s3:::tf-state'),
      deny('s3:GetObject', 'arn:aws:s3:::secret-trail/*'),
    ),
  );
  expect(found.bucket).toBe('acme-trail');
  expect(assumed).toEqual([{ what: 'bucket', value: 'acme-trail', policy: 'guard', others: ['tf-state'] }]);
});

it('spells a pattern out, unless the name made up fits it', () => {
  expect(names(policy('p', deny('s3:*', 'arn:aws:s3:::aws-controltower-logs-*/*'))).names.bucket).toBe(
    'aws-controltower-logs-x',
  );
  expect(names(policy('p', deny('s3:*', 'arn:aws:s3:::*logs/*'))).assumed).toEqual([]);
  expect(
    names(policy('p', deny('s3:*', 'arn:aws:s3:::cloudtrail-${aws:PrincipalAccount}'))).names.bucket,
  ).toBe('cloudtrail-222222222222');
});

it('puts the prefix before AWSLogs where a statement does', () => {
  const { names: found } = names(policy('p', deny('s3:*', 'arn:aws:s3:::acme-logs/audit/AWSLogs/*')));
  expect(found).toMatchObject({ bucket: 'acme-logs', keyPrefix: 'audit' });
});

it('gives accounts that ARNs name their part, and one that is exempt the part of the log archive', () => {
  const { names: found } = names(
    policy(
      'p',
      deny('cloudtrail:*', 'arn:aws:cloudtrail:eu-west-1:999900001111:trail/main'),
      deny('kms:*', 'arn:aws:kms:eu-west-1:999900002222:key/aaaabbbb-0000-4000-8000-000000000000'),
      deny('s3:*', '*', {
        Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::999900003333:role/Admin' } },
      }),
    ),
  );
  expect(found.trailArn).toBe('arn:aws:cloudtrail:eu-west-1:999900001111:trail/main');
  expect(found.accounts).toMatchObject({
    management: '999900001111',
    logArchive: '999900002222',
    workload: '999900003333',
  });
  const exempt = names(
    policy(
      'p',
      deny('s3:*', '*', { Condition: { StringNotEquals: { 'aws:PrincipalAccount': '111111111111' } } }),
    ),
  );
  expect(exempt.names.accounts).toMatchObject({ logArchive: '111111111111', management: '555555555555' });
});

it('stands in a Region that is in use, or the trail would be safe only because it is elsewhere', () => {
  const only = (operator: string, region: string) =>
    policy('p', deny('*', '*', { Condition: { [operator]: { 'aws:RequestedRegion': region } } }));
  expect(names(only('StringNotEquals', 'ca-central-1')).names.region).toBe('ca-central-1');
  expect(names(only('StringEquals', 'us-east-1')).names.region).not.toBe('us-east-1');
});

it('takes the organization and the units that conditions exempt', () => {
  const { names: found } = names(
    policy(
      'p',
      deny('s3:*', '*', {
        Condition: {
          'ForAllValues:StringNotLike': {
            'aws:PrincipalOrgPaths': 'o-acmeacme99/r-zzzz/ou-zzzz-11111111/ou-zzzz-22222222/*',
          },
        },
      }),
    ),
  );
  expect(found).toMatchObject({
    organizationId: 'o-acmeacme99',
    rootId: 'r-zzzz',
    logArchiveUnits: ['ou-zzzz-11111111', 'ou-zzzz-22222222'],
  });
});

it('lets what the user states win, and refuses what is no name', () => {
  const stated = {
    bucket: 'arn:aws:s3:::mine',
    trail: 'arn:aws:cloudtrail:eu-north-1:999900001111:trail/mine',
    key: 'arn:aws:kms:eu-north-1:999900002222:key/aaaabbbb-0000-4000-8000-000000000000',
    exempt: 'arn:aws:iam::*:role/emergency/Fire*',
  };
  const other = policy(
    'p',
    deny(['s3:*', 'cloudtrail:*'], ['arn:aws:s3:::theirs', 'arn:aws:cloudtrail:*:*:trail/x1']),
  );
  const { names: found, assumed } = namesFor([other], stated);
  expect(assumed).toEqual([]);
  expect(found).toMatchObject({
    bucket: 'mine',
    region: 'eu-north-1',
    trailArn: stated.trail,
    keyArn: stated.key,
    exemptRole: 'emergency/Fire',
    accounts: { management: '999900001111', logArchive: '999900002222' },
    given: ['bucket', 'trail', 'key', 'exempt'],
  });
  for (const wrong of [{ bucket: 'My_Bucket' }, { trail: 'a b' }, { key: 'alias/x' }, { exempt: 'Admin' }])
    expect(() => namesFor([], wrong)).toThrow('grade-option');
});
