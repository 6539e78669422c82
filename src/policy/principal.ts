import type { RequestPrincipal } from './types.ts';

/** Who asks, taken apart once a request. */
export interface Asker {
  readonly kind: 'anonymous' | 'service' | 'root' | 'user' | 'session' | 'role' | 'federated';
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
  if (typeof principal === 'object' && 'anonymous' in principal) {
    return {
      kind: 'anonymous',
      arn: '',
      account: undefined,
      role: undefined,
      roleIsGuessed: false,
      serviceLinked: false,
    };
  }
  const arn = typeof principal === 'string' ? principal : principal.arn;
  const parts = ARN.exec(arn);
  if (parts === null) {
    return {
      kind: 'service',
      arn,
      account: undefined,
      role: undefined,
      roleIsGuessed: false,
      serviceLinked: false,
    };
  }
  const [, service, account, rest = ''] = parts;
  const session = service === 'sts' && rest.startsWith('assumed-role/');
  const given = typeof principal === 'object' ? principal.role : undefined;
  const federated = service === 'sts' && rest.startsWith('federated-user/');
  const role = session
    ? (given ?? roleOfSession(arn))
    : federated
      ? arn.replace(':sts:', ':iam:').replace(':federated-user/', ':user/')
      : rest.startsWith('role/')
        ? arn
        : undefined;
  return {
    kind: session
      ? 'session'
      : rest === 'root'
        ? 'root'
        : rest.startsWith('role/')
          ? 'role'
          : federated
            ? 'federated'
            : 'user',
    arn,
    account,
    role,
    roleIsGuessed: session && given === undefined,
    serviceLinked: role?.includes(':role/aws-service-role/') ?? false,
  };
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
