import type { Retention } from '../../src/model/snapshot.ts';
import {
  admin,
  allow,
  blocked,
  bucket,
  deny,
  document,
  KEY,
  key,
  LOG_ARCHIVE,
  NO_LEAVING,
  OUTSIDE,
  organization,
  possible,
  ROOT,
  role,
  roleOf,
  rootOf,
  scp,
  type World,
} from './build.ts';

const locked = (mode: Retention['mode'], until: string) => [
  bucket({ objectLock: { default: { mode, days: 365 } }, retention: { mode, until }, kmsKeyArn: KEY }),
];
const ALIAS = 'alias/logs';
const guardByAlias = deny(['kms:DisableKey', 'kms:ScheduleKeyDeletion', 'kms:PutKeyPolicy'], '*', {
  Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': ALIAS } },
});
const keyFor = (...principals: readonly string[]) =>
  key({ policy: document(allow('kms:*', '*', { Principal: { AWS: principals } })) });

export default [
  {
    name: 'governance retention',
    why: 'Who holds s3:BypassGovernanceRetention deletes the version all the same.',
    snapshot: organization({ buckets: locked('GOVERNANCE', '2030-01-01T00:00:00Z'), keys: [key()] }),
    expect: [
      possible(LOG_ARCHIVE, 's3-governance-bypass'),
      { technique: 's3-delete-object-version', verdict: 'not-applicable' },
    ],
  },
  {
    name: 'governance retention, and nobody bypasses it',
    why: 'Both permissions are needed.',
    snapshot: organization({
      buckets: locked('GOVERNANCE', '2030-01-01T00:00:00Z'),
      keys: [key()],
      policies: [
        scp(
          'guard',
          [ROOT],
          deny(['s3:BypassGovernanceRetention', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy']),
          NO_LEAVING,
        ),
      ],
    }),
    expect: [blocked(LOG_ARCHIVE, 's3-governance-bypass', 'statement')],
  },
  {
    name: 'compliance retention, and a key that can be deleted',
    why: 'Nobody deletes the version before the date, but without its key nobody reads it either.',
    snapshot: organization({ buckets: locked('COMPLIANCE', '2030-01-01T00:00:00Z'), keys: [key()] }),
    expect: [
      blocked(LOG_ARCHIVE, 's3-delete-object-version', 'immutable'),
      possible(LOG_ARCHIVE, 's3-delete-object'),
      possible(LOG_ARCHIVE, 'kms-schedule-key-deletion'),
      possible(LOG_ARCHIVE, 'kms-disable-key'),
      possible(LOG_ARCHIVE, 'objectlock-default-remove'),
    ],
  },
  {
    name: 'compliance retention that has run out',
    why: 'After its date the version is an ordinary one.',
    snapshot: organization({ buckets: locked('COMPLIANCE', '2026-01-01T00:00:00Z'), keys: [key()] }),
    expect: [possible(LOG_ARCHIVE, 's3-delete-object-version')],
  },
  {
    name: 'a guard on the key',
    why: 'SCPs bind administrators and root of the account.',
    snapshot: organization({
      keys: [key()],
      policies: [
        scp(
          'guard',
          [ROOT],
          deny(['kms:Disable*', 'kms:Schedule*', 'kms:PutKeyPolicy', 'kms:CreateGrant'], KEY),
          NO_LEAVING,
        ),
      ],
    }),
    expect: [
      blocked(LOG_ARCHIVE, 'kms-disable-key', 'statement'),
      blocked(LOG_ARCHIVE, 'kms-schedule-key-deletion', 'statement'),
      blocked(LOG_ARCHIVE, 'kms-key-policy-lockout', 'statement'),
    ],
  },
  {
    name: 'a guard on the key against its deletion only',
    why: 'Disabling it does the same damage, at once.',
    snapshot: organization({
      keys: [key()],
      policies: [scp('guard', [ROOT], deny('kms:ScheduleKeyDeletion'), NO_LEAVING)],
    }),
    expect: [
      blocked(LOG_ARCHIVE, 'kms-schedule-key-deletion', 'statement'),
      possible(LOG_ARCHIVE, 'kms-disable-key'),
      possible(LOG_ARCHIVE, 'kms-key-policy-lockout'),
    ],
  },
  {
    name: 'a guard that knows the key by its alias',
    why: 'The alias can be deleted, and the guard no longer finds the key.',
    snapshot: organization({
      keys: [key({ aliases: [ALIAS] })],
      policies: [scp('guard', [ROOT], guardByAlias, NO_LEAVING)],
    }),
    expect: [
      admin(LOG_ARCHIVE, 'kms-disable-key', 'possible', { direct: 'blocked' }),
      possible(LOG_ARCHIVE, 'kms-alias-detach'),
    ],
  },
  {
    name: 'a guard that knows the key by its alias, and aliases kept',
    why: 'Deleting an alias needs permission on the alias and on the key.',
    snapshot: organization({
      keys: [key({ aliases: [ALIAS] })],
      policies: [
        scp(
          'guard',
          [ROOT],
          guardByAlias,
          deny(['kms:DeleteAlias', 'kms:UpdateAlias', 'kms:CreateAlias']),
          NO_LEAVING,
        ),
      ],
    }),
    expect: [
      blocked(LOG_ARCHIVE, 'kms-disable-key', 'statement'),
      blocked(LOG_ARCHIVE, 'kms-alias-detach', 'statement'),
    ],
  },
  {
    name: 'a key for one role of its account',
    why: 'The account’s administrators write that role’s trust policy.',
    snapshot: organization({
      keys: [keyFor(roleOf(LOG_ARCHIVE, 'KeyAdmin'))],
      roles: [role(LOG_ARCHIVE, 'KeyAdmin', { AWS: rootOf(LOG_ARCHIVE) })],
    }),
    expect: [admin(LOG_ARCHIVE, 'kms-disable-key', 'possible')],
  },
  {
    name: 'a key whose policy names another account alone',
    why: 'Its own account has nothing without the key policy, and disabling does not work across accounts.',
    snapshot: organization({ keys: [keyFor(rootOf(OUTSIDE))] }),
    expect: [blocked(LOG_ARCHIVE, 'kms-disable-key', 'not-granted')],
  },
] satisfies readonly World[];
