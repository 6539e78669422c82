import type { PolicyDocument } from '../model/policy.ts';
import { awsManagedPolicyNames } from './aws-managed-policies.ts';
import {
  count,
  flag,
  invalid,
  items,
  oneOf,
  optional,
  optionalText,
  type Place,
  structure,
  text,
  texts,
  unknownReference,
} from './document.ts';
import { readPolicy } from './read-policy.ts';
import {
  readBucket,
  readHandshake,
  readKey,
  readLogGroup,
  readResource,
  readTrail,
} from './read-world-resources.ts';
import type {
  WorldAccount,
  WorldDelegate,
  WorldFile,
  WorldPolicy,
  WorldPrincipal,
  WorldUnit,
} from './world-file.ts';

/** Reads a world file; throws CONFIG_INVALID with the place of what is wrong. */
export function readWorldFile(content: string): WorldFile {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (cause) {
    throw invalid('document-not-json', { problem: cause instanceof Error ? cause.message : String(cause) });
  }
  const at = structure({ value, path: '' }, [
    'schema',
    'partition',
    'organization',
    'organizationalUnits',
    'accounts',
    'policies',
    'buckets',
    'trails',
    'keys',
    'logGroups',
    'resources',
  ]);
  const units = items(at('organizationalUnits')).map(readUnit);
  const accounts = items(at('accounts')).map(readAccount);
  return {
    schema: oneOf(at('schema'), ['indelible/world@1']),
    ...optional('partition', optionalText(at('partition'), /^aws(-[a-z]+)*$/)),
    ...optional('organization', readOrganization(at('organization'))),
    organizationalUnits: units,
    accounts,
    policies: items(at('policies')).map(readOrganizationPolicy),
    buckets: items(at('buckets')).map(readBucket),
    trails: items(at('trails')).map(readTrail),
    keys: items(at('keys')).map(readKey),
    logGroups: items(at('logGroups')).map(readLogGroup),
    resources: items(at('resources')).map(readResource),
  };
}

const ROOT_MFA = ['none', 'virtual', 'not-virtual'] as const;
const MFA = ['hardware', 'passkey', 'virtual'] as const;
/** Of a user, and not of a role. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const OF_USERS = ['password', 'accessKeys', 'mfa'];
const NAME = /^[\w+=,.@-]{1,64}$/;

function readOrganization(place: Place): WorldFile['organization'] {
  if (place.value === undefined) return undefined;
  const at = structure(place, [
    'id',
    'rootId',
    'policyTypes',
    'delegatedAdministrators',
    'delegationPolicy',
    'trustedAccess',
    'rootAccess',
    'handshakes',
  ]);
  const types = items(at('policyTypes'));
  const delegation = at('delegationPolicy');
  return {
    ...optional('id', optionalText(at('id'), /^o-[a-z0-9]{10,32}$/)),
    ...optional('rootId', optionalText(at('rootId'), /^r-[a-z0-9]{4,32}$/)),
    policyTypes: types.map((type) => oneOf(type, ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'])),
    ...(at('trustedAccess').value === undefined
      ? {}
      : { trustedAccess: items(at('trustedAccess')).map((one) => text(one)) }),
    ...(at('rootAccess').value === undefined ? {} : { rootAccess: flag(at('rootAccess'), false) }),
    delegatedAdministrators: items(at('delegatedAdministrators')).map(readDelegate),
    handshakes: items(at('handshakes')).map(readHandshake),
    ...(delegation.value === undefined ? {} : { delegationPolicy: readPolicy(delegation, 'resource') }),
  };
}

function readDelegate(place: Place): WorldDelegate {
  const at = structure(place, ['service', 'account']);
  return { service: text(at('service'), /^[\w+=,.@-]{1,128}$/), account: text(at('account')) };
}

function readUnit(place: Place): WorldUnit {
  const at = structure(place, ['name', 'id', 'parent']);
  return {
    name: text(at('name'), /^.{1,128}$/),
    ...optional('id', optionalText(at('id'), /^ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}$/)),
    ...optional('parent', optionalText(at('parent'))),
  };
}

function readAccount(place: Place): WorldAccount {
  const at = structure(place, [
    'id',
    'name',
    'email',
    'ou',
    'management',
    'outside',
    'givenRolesOnly',
    'rootMfa',
    'rootAccessKeys',
    'principals',
  ]);
  return {
    id: text(at('id'), /^\d{12}$/),
    name: text(at('name'), /^[ -~]{1,50}$/),
    ...optional('email', optionalText(at('email'), /^[^\s@]+@[^\s@]+\.[^\s@]+$/)),
    ...optional('ou', optionalText(at('ou'))),
    management: flag(at('management'), false),
    outside: flag(at('outside'), false),
    givenRolesOnly: flag(at('givenRolesOnly'), false),
    rootMfa: at('rootMfa').value === undefined ? 'none' : oneOf(at('rootMfa'), ROOT_MFA),
    rootAccessKeys: flag(at('rootAccessKeys'), true),
    principals: items(at('principals')).map(readPrincipal),
  };
}

function readPrincipal(place: Place): WorldPrincipal {
  const at = structure(place, ['role', 'user', 'path', 'policies', 'trust', 'boundary', 'tags', ...OF_USERS]);
  const role = optionalText(at('role'), NAME);
  const user = optionalText(at('user'), NAME);
  if ((role === undefined) === (user === undefined)) {
    throw invalid('document-one-of-two', { path: place.path, first: 'role', second: 'user' });
  }
  const trust = at('trust');
  const boundary = at('boundary');
  if (user !== undefined && trust.value !== undefined) {
    throw invalid('document-unknown-member', {
      path: trust.path,
      known: 'user, path, policies, boundary, tags, password, accessKeys, mfa',
    });
  }
  return {
    ...optional('role', role),
    ...optional('user', user),
    ...optional('path', optionalText(at('path'), /^\/([!-~]+\/)?$/)),
    policies: items(at('policies')).map(readIdentityPolicy),
    ...(trust.value === undefined ? {} : { trust: readPolicy(trust, 'trust') }),
    ...(boundary.value === undefined ? {} : { boundary: readPolicy(boundary, 'identity') }),
    tags: texts(at('tags')),
    password: flag(at('password'), false),
    ...(at('accessKeys').value === undefined ? {} : { accessKeys: count(at('accessKeys')) }),
    mfa: items(at('mfa')).map((one) => oneOf(one, MFA)),
  };
}

function readIdentityPolicy(place: Place): string | PolicyDocument {
  if (typeof place.value !== 'string') return readPolicy(place, 'identity');
  if (awsManagedPolicyNames.includes(place.value)) return place.value;
  throw unknownReference(place, awsManagedPolicyNames);
}

function readOrganizationPolicy(place: Place): WorldPolicy {
  const at = structure(place, ['name', 'id', 'kind', 'document', 'description', 'targets']);
  const kind = oneOf(at('kind'), ['scp', 'rcp']);
  return {
    name: text(at('name'), /^.{1,128}$/),
    ...optional('id', optionalText(at('id'), /^p-[0-9a-zA-Z_]{8,128}$/)),
    kind,
    document: readPolicy(at('document'), kind),
    ...optional('description', optionalText(at('description'))),
    targets: items(at('targets')).map((target) => text(target)),
  };
}
