import type { PolicyDocument } from '../model/policy.ts';
import { parsePolicy } from '../policy/index.ts';
import { awsManagedPolicyNames } from './aws-managed-policies.ts';
import {
  flag,
  invalid,
  items,
  oneOf,
  optionalText,
  type Place,
  structure,
  text,
  unknownReference,
} from './document.ts';
import { readAdvancedEventSelectors, readEventSelectors } from './read-selectors.ts';
import type {
  WorldAccount,
  WorldBucket,
  WorldFile,
  WorldPolicy,
  WorldPrincipal,
  WorldTrail,
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
  };
}

const NAME = /^[\w+=,.@-]{1,64}$/;
const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d$/;

function readOrganization(place: Place): WorldFile['organization'] {
  if (place.value === undefined) return undefined;
  const at = structure(place, ['id', 'rootId', 'policyTypes']);
  const types = items(at('policyTypes'));
  return {
    ...optional('id', optionalText(at('id'), /^o-[a-z0-9]{10,32}$/)),
    ...optional('rootId', optionalText(at('rootId'), /^r-[a-z0-9]{4,32}$/)),
    policyTypes: types.map((type) => oneOf(type, ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'])),
  };
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
  const at = structure(place, ['id', 'name', 'email', 'ou', 'management', 'outside', 'principals']);
  return {
    id: text(at('id'), /^\d{12}$/),
    name: text(at('name'), /^[ -~]{1,50}$/),
    ...optional('email', optionalText(at('email'), /^[^\s@]+@[^\s@]+\.[^\s@]+$/)),
    ...optional('ou', optionalText(at('ou'))),
    management: flag(at('management'), false),
    outside: flag(at('outside'), false),
    principals: items(at('principals')).map(readPrincipal),
  };
}

function readPrincipal(place: Place): WorldPrincipal {
  const at = structure(place, ['role', 'user', 'path', 'policies', 'trust']);
  const role = optionalText(at('role'), NAME);
  const user = optionalText(at('user'), NAME);
  if ((role === undefined) === (user === undefined)) {
    throw invalid('document-one-of-two', { path: place.path, first: 'role', second: 'user' });
  }
  const trust = at('trust');
  if (user !== undefined && trust.value !== undefined) {
    throw invalid('document-unknown-member', { path: trust.path, known: 'user, path, policies' });
  }
  return {
    ...optional('role', role),
    ...optional('user', user),
    ...optional('path', optionalText(at('path'), /^\/([!-~]+\/)?$/)),
    policies: items(at('policies')).map(readIdentityPolicy),
    ...(trust.value === undefined ? {} : { trust: readPolicy(trust, 'trust') }),
  };
}

function readIdentityPolicy(place: Place): string | PolicyDocument {
  if (typeof place.value !== 'string') return readPolicy(place, 'identity');
  if (awsManagedPolicyNames.includes(place.value)) return place.value;
  throw unknownReference(place, awsManagedPolicyNames);
}

function readOrganizationPolicy(place: Place): WorldPolicy {
  const at = structure(place, ['name', 'kind', 'document', 'description', 'targets']);
  const kind = oneOf(at('kind'), ['scp', 'rcp']);
  return {
    name: text(at('name'), /^.{1,128}$/),
    kind,
    document: readPolicy(at('document'), kind),
    ...optional('description', optionalText(at('description'))),
    targets: items(at('targets')).map((target) => text(target)),
  };
}

function readBucket(place: Place): WorldBucket {
  const at = structure(place, ['name', 'account', 'region', 'versioning', 'policy', 'objects']);
  const versioning = at('versioning');
  const policy = at('policy');
  return {
    name: text(at('name'), /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/),
    account: text(at('account')),
    ...optional('region', optionalText(at('region'), REGION)),
    ...(versioning.value === undefined ? {} : { versioning: oneOf(versioning, ['Enabled', 'Suspended']) }),
    ...(policy.value === undefined ? {} : { policy: readPolicy(policy, 'resource') }),
    objects: items(at('objects')).map((object) => {
      const member = structure(object, ['key', 'body']);
      return { key: text(member('key'), /^.{1,1024}$/s), ...optional('body', optionalText(member('body'))) };
    }),
  };
}

function readTrail(place: Place): WorldTrail {
  const at = structure(place, [
    'name',
    'account',
    'bucket',
    'region',
    'keyPrefix',
    'organization',
    'multiRegion',
    'logFileValidation',
    'logging',
    'eventSelectors',
    'advancedEventSelectors',
  ]);
  return {
    name: text(at('name'), /^[A-Za-z0-9][\w.-]{1,126}[A-Za-z0-9]$/),
    account: text(at('account')),
    bucket: text(at('bucket')),
    ...optional('region', optionalText(at('region'), REGION)),
    ...optional('keyPrefix', optionalText(at('keyPrefix'), /^[^/].{0,198}[^/]$|^[^/]$/)),
    organization: flag(at('organization'), false),
    multiRegion: flag(at('multiRegion'), false),
    logFileValidation: flag(at('logFileValidation'), false),
    logging: flag(at('logging'), true),
    ...optional('eventSelectors', readEventSelectors(at('eventSelectors'))),
    ...optional('advancedEventSelectors', readAdvancedEventSelectors(at('advancedEventSelectors'))),
  };
}

function readPolicy(place: Place, kind: 'identity' | 'resource' | 'scp' | 'rcp' | 'trust'): PolicyDocument {
  const parsed = parsePolicy(JSON.stringify(place.value) ?? '', kind);
  if (parsed.ok) return parsed.document;
  const problem = parsed.problems[0];
  throw invalid('document-bad-policy', {
    path: problem?.path ? `${place.path}.${problem.path}` : place.path,
    problem: problem?.code ?? '',
  });
}

function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [name in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [name in Name]?: Value });
}
