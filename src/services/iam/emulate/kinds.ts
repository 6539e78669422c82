import type { Context } from '../../../model/policy.ts';
import { AwsError } from '../../../sandbox/aws-error.ts';
import type { AuthorizationNeed, Call } from '../../../sandbox/emulation.ts';
import type { AccountState, PrincipalState, RoleState, UserState } from '../../../sandbox/world.ts';
import { noSuchEntity } from './errors.ts';
import { name } from './input.ts';
import { QUOTA } from './quotas.ts';

/** What users and roles have in common: inline and attached policies, a boundary, tags. */
export interface Kind<State extends PrincipalState = PrincipalState> {
  readonly noun: 'User' | 'Role';
  /** The input member that names one. */
  readonly member: 'UserName' | 'RoleName';
  readonly inlineSize: number;
  readonly of: (account: AccountState) => Map<string, State>;
}

export const USER: Kind<UserState> = {
  noun: 'User',
  member: 'UserName',
  inlineSize: QUOTA.userPolicySize,
  of: (account) => account.users,
};

export const ROLE: Kind<RoleState> = {
  noun: 'Role',
  member: 'RoleName',
  inlineSize: QUOTA.rolePolicySize,
  of: (account) => account.roles,
};

/** IAM acts in the caller's own account only. */
export function accountOf({ world, caller }: Call): AccountState {
  const account = world.accounts.get(caller.accountId ?? '');
  if (!account) throw new AwsError('AccessDenied', 403, 'The caller belongs to no account.');
  return account;
}

export const iamArn = ({ world, caller }: Call, rest: string): string =>
  `arn:${world.partition}:iam::${caller.accountId ?? ''}:${rest}`;

/** Names are unique without regard to case, but a name in another case finds nothing. */
export function find<State extends PrincipalState>(
  kind: Kind<State>,
  call: Call,
  named: string,
): State | undefined {
  const state = kind.of(accountOf(call)).get(named.toLowerCase());
  return state?.name === named ? state : undefined;
}

export function mustFind<State extends PrincipalState>(
  kind: Kind<State>,
  call: Call,
  named = name(call, kind.member),
): State {
  const state = find(kind, call, named);
  if (!state) throw noSuchEntity(`The ${kind.noun.toLowerCase()} with name ${named} cannot be found.`);
  return state;
}

/** As `mustFind`, for a change: what AWS keeps to itself cannot be changed. */
export function mustFindModifiable<State extends PrincipalState>(
  kind: Kind<State>,
  call: Call,
  named = name(call, kind.member),
): State {
  const state = mustFind(kind, call, named);
  if (isReserved(state.path)) {
    throw new AwsError(
      'UnmodifiableEntity',
      400,
      `Cannot perform the operation on the protected role '${named}' - this role is only modifiable by AWS`,
    );
  }
  return state;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html */
export const isReserved = (path: string): boolean => /^\/aws-(service-role|reserved)\//i.test(path);

export const need = (call: Call, resource = '*', context: Context = {}): AuthorizationNeed => ({
  action: `iam:${call.operation}`,
  resource,
  context,
});

export const onAnything = (call: Call): readonly AuthorizationNeed[] => [need(call)];

/** The permission on the user or role that the input names, with what conditions may ask of it. */
export function needOn<State extends PrincipalState>(
  kind: Kind<State>,
  call: Call,
  context: Context = {},
  named = name(call, kind.member),
): AuthorizationNeed {
  const state = find(kind, call, named);
  if (!state) return need(call, iamArn(call, `${kind.noun.toLowerCase()}/${named}`), context);
  return need(call, state.arn, { ...principalContext(state), ...context });
}

function principalContext(principal: PrincipalState): Context {
  return {
    ...(principal.boundaryArn === undefined ? {} : { 'iam:PermissionsBoundary': principal.boundaryArn }),
    ...tagContext('aws:ResourceTag', principal.tags),
    ...tagContext('iam:ResourceTag', principal.tags),
  };
}

export const tagContext = (key: string, tags: ReadonlyMap<string, string>): Context =>
  Object.fromEntries([...tags].map(([tag, value]) => [`${key}/${tag}`, value]));

export const requestTagContext = (tags: ReadonlyMap<string, string>): Context =>
  tags.size === 0 ? {} : { ...tagContext('aws:RequestTag', tags), 'aws:TagKeys': [...tags.keys()] };
