import type { Context, ContextValue } from '../model/policy.ts';
import type { Asker } from './principal.ts';
import type { AuthorizationRequest } from './types.ts';

export interface KeyValue {
  readonly values: readonly string[];
  /** An array in the request: single-valued operators cannot match it. */
  readonly multiple: boolean;
  /** A role's ARN whose path is not known. */
  readonly withoutPath?: true;
}

/** Condition keys by lower-cased name, those that follow from the request itself included. */
export interface RequestContext {
  readonly get: (lowerKey: string) => KeyValue | undefined;
  /** The keys that the request states itself. */
  readonly stated: () => readonly string[];
}

export function requestContext(request: AuthorizationRequest, asker: Asker): RequestContext {
  return {
    get: (lowerKey) => stated(request.context, lowerKey) ?? derived(lowerKey, request, asker),
    stated: () => Object.keys(request.context).map((name) => name.toLowerCase()),
  };
}

/** Few keys are asked for, and few are there: looking beats making a map for each request. */
function stated(context: Context, lowerKey: string): KeyValue | undefined {
  let found: ContextValue | undefined;
  for (const name in context) {
    if (name.length === lowerKey.length && name.toLowerCase() === lowerKey) found = context[name];
  }
  if (found === undefined) return undefined;
  return Array.isArray(found)
    ? { values: found.map(String), multiple: true }
    : { values: [String(found)], multiple: false };
}

const single = (value: string | undefined): KeyValue | undefined =>
  value === undefined || value === '' ? undefined : { values: [value], multiple: false };

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
function derived(key: string, request: AuthorizationRequest, asker: Asker): KeyValue | undefined {
  switch (key) {
    case 'aws:principalarn':
      // For a session the role's ARN, not the session's.
      if (asker.kind === 'session' && asker.role !== undefined) {
        return {
          values: [asker.role],
          multiple: false,
          ...(asker.roleIsGuessed && { withoutPath: true as const }),
        };
      }
      return single(asker.account === undefined ? undefined : asker.arn);
    case 'aws:principalaccount':
      return single(asker.kind === 'anonymous' ? 'anonymous' : asker.account);
    case 'aws:principaltype':
      return single(PRINCIPAL_TYPE[asker.kind]);
    case 'aws:resourceaccount':
      return single(request.resourceAccount);
    case 'aws:principalisawsservice':
      // Anonymous requests do not include this key: `Bool … false` misses them.
      return asker.kind === 'anonymous' ? undefined : single(String(asker.kind === 'service'));
    case 'aws:principalservicename':
      return asker.kind === 'service' ? single(asker.arn) : undefined;
    default:
      return undefined;
  }
}

const PRINCIPAL_TYPE: Readonly<Record<Asker['kind'], string | undefined>> = {
  anonymous: 'Anonymous',
  service: undefined,
  provider: undefined,
  root: 'Account',
  user: 'User',
  session: 'AssumedRole',
  role: 'AssumedRole',
  federated: 'FederatedUser',
};
