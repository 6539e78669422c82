import type { RequestPrincipal } from './types.ts';

/** Who asks, taken apart once a request. */
export interface Asker {
  readonly kind: 'anonymous' | 'service' | 'provider' | 'root' | 'user' | 'session' | 'role' | 'federated';
  /** As given; empty for anonymous callers. */
  readonly arn: string;
  readonly account: string | undefined;
  /** For a session, its role's ARN with the path as far as it is known; for a federated user, the user. */
  readonly role: string | undefined;
  readonly roleIsGuessed: boolean;
  readonly serviceLinked: boolean;
}

const ARN = /^arn:[a-z0-9-]+:(iam|sts)::(\d{12}):(.+)$/;

let last: { readonly principal: RequestPrincipal; readonly asker: Asker } | undefined;

/** The same caller tends to ask again: the last one is remembered. */
export function askerOf(principal: RequestPrincipal): Asker {
  if (last?.principal !== principal) last = { principal, asker: read(principal) };
  return last.asker;
}

function read(principal: RequestPrincipal): Asker {
  if (typeof principal === 'object' && 'anonymous' in principal) return stranger('anonymous', '');
  const arn = typeof principal === 'string' ? principal : principal.arn;
  const [, service, account, rest = ''] = ARN.exec(arn) ?? [];
  if (account === undefined) return stranger('service', arn);
  const kind = kindOf(service === 'sts', rest);
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_assumerole.html: whom an
  // identity provider vouches for is no identity of AWS until a role is assumed.
  if (kind === 'provider') return stranger(kind, arn);
  const given = typeof principal === 'object' ? principal.role : undefined;
  const role = roleOf(kind, arn, given);
  return {
    kind,
    arn,
    account,
    role,
    roleIsGuessed: kind === 'session' && given === undefined,
    serviceLinked: role?.includes(':role/aws-service-role/') ?? false,
  };
}

/** A caller who belongs to no account. */
const stranger = (kind: Asker['kind'], arn: string): Asker => ({
  kind,
  arn,
  account: undefined,
  role: undefined,
  roleIsGuessed: false,
  serviceLinked: false,
});

function kindOf(temporary: boolean, rest: string): Asker['kind'] {
  if (temporary && rest.startsWith('assumed-role/')) return 'session';
  if (temporary && rest.startsWith('federated-user/')) return 'federated';
  if (rest === 'root') return 'root';
  if (rest.startsWith('role/')) return 'role';
  return /^(saml|oidc)-provider\//.test(rest) ? 'provider' : 'user';
}

function roleOf(kind: Asker['kind'], arn: string, given: string | undefined): string | undefined {
  if (kind === 'session') return given ?? roleOfSession(arn);
  if (kind === 'role') return arn;
  return kind === 'federated'
    ? arn.replace(':sts:', ':iam:').replace(':federated-user/', ':user/')
    : undefined;
}

/**
 * Whether this is the role behind a session (or the user behind a federated one). A session given without its role has
 * lost the path; names of roles are unique within an account whatever their path, so that name and account tell.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 */
export function isBehind({ role, roleIsGuessed }: Asker, arn: string): boolean {
  if (role === undefined || role === arn || !roleIsGuessed) return role === arn;
  const at = role.indexOf(':role/') + ':role/'.length;
  return arn.startsWith(role.slice(0, at)) && arn.endsWith(`/${role.slice(at)}`);
}

/** A session's ARN has lost the path of its role. */
function roleOfSession(arn: string): string {
  const [, partition = '', , , account = '', rest = ''] = arn.split(':');
  return `arn:${partition}:iam::${account}:role/${rest.split('/')[1] ?? ''}`;
}
